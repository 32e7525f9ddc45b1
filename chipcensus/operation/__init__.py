"""What an operator needs of the running server: health, metrics, request ids, a graceful stop."""

from chipcensus.operation.health import routes
from chipcensus.operation.stopping import end_all, stopping_gently
from chipcensus.operation.watched import Watched

__all__ = ["Watched", "end_all", "routes", "stopping_gently"]
