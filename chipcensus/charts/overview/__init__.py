"""Overview: four headline figures, each a number, its change and its years before."""

from chipcensus.charts.overview import gone, net_result, raised, registered

__all__ = ["gone", "net_result", "raised", "registered"]
