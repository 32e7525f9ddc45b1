"""The one look of all figures: a Plotly template for light, one for dark, and the colours."""

from __future__ import annotations

from typing import Any

FONT = '"Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif'

# Mid tones, at least 3:1 on white and on near-black, so that figures do not depend on the theme.
ACCENT = "#2f7ebc"
ACCENT_PALE = "#6f97bb"
CONTEXT = "#858b94"
LOSS = "#c8553d"
NET = "#e0a526"

# One colour per company everywhere. Companies not named here take a colour of SPARE by their id.
COMPANY_COLOURS = {
    "together": CONTEXT,  # the sum of several, where it stands among companies
    "cambricon": "#2f7ebc",
    "moore-threads": "#ba3b6c",
    "metax": "#3d9970",
    "biren": "#b07d2b",
    "enflame": "#8a63b8",
    "iluvatar-corex": "#c2568f",
    "hygon": "#2f8f9d",
    "horizon-robotics": "#7a8b2f",
    "black-sesame": "#a0674b",
    "kunlunxin": "#5b73c9",
    "loongson": "#cc7a3a",
    "jingjia-micro": "#5f8f5a",
    "intellifusion": "#9a6fae",
    "verisilicon": "#4f8aa8",
    "rockchip": "#b5651d",
    "montage": "#6c7a89",
    "ingenic": "#a8577e",
    "smic": "#577590",
    "axera": "#43927f",
    "allwinner": "#97803c",
    "nvidia": "#6a9a1f",
    "amd": "#d1603d",
    "intel": "#3a86c8",
    "qualcomm": "#5566c4",
    "broadcom": "#b8484e",
    "marvell": "#7d7d7d",
    "amazon": "#b5790f",
}
SPARE = ("#2f7ebc", "#ba3b6c", "#3d9970", "#b07d2b", "#8a63b8", "#c2568f", "#2f8f9d", "#7a8b2f")
SCOPE_COLOURS = {
    "ai_chip": ACCENT,
    "chip": "#b07d2b",
    "semiconductor": "#3d9970",
    "integrated_circuit": "#8a63b8",
    "artificial_intelligence": "#c2568f",
}
HATCH = "/"
OPEN_MARK = "rgba(0,0,0,0)"


def company_colour(company_id: str) -> str:
    """A company's colour, the same on every page."""
    return COMPANY_COLOURS.get(company_id, SPARE[sum(company_id.encode()) % len(SPARE)])


def template(mode: str) -> dict[str, Any]:
    """The Plotly template for "light" or "dark"."""
    dark = mode == "dark"
    ink, muted = ("#e8eaed", "#a6adb7") if dark else ("#1b1f24", "#59616b")
    grid, paper = ("#2a2b29", "#060606") if dark else ("#e6e8eb", "#ffffff")
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "linecolor": muted,
        "linewidth": 1,
        "ticks": "",
        "exponentformat": "none",
        "separatethousands": True,
        "tickfont": {"color": muted, "size": 12},
        # Fixed margins: charts line up, and a measured margin means drawing the axes twice.
        "automargin": False,
        # That they fit is tested; Plotly would measure every label at every drawing.
        "ticklabeloverflow": "allow",
        "title": {"font": {"color": muted, "size": 12}},
        "fixedrange": False,
    }
    value_axis = axis | {
        "showgrid": True,
        "gridcolor": grid,
        "showline": False,
        "zeroline": True,
        "zerolinecolor": muted,
        "zerolinewidth": 1,
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": 13, "color": ink},
            "paper_bgcolor": paper,
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(SPARE),
            "separators": ".,",
            "margin": {"l": 72, "r": 16, "t": 34, "b": 36, "pad": 4},
            "xaxis": axis,
            "yaxis": value_axis,
            "bargap": 0.28,
            "barcornerradius": 1,
            "legend": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": 1.02,
                "yanchor": "bottom",
                "font": {"size": 12, "color": muted},
                "itemsizing": "constant",
                "tracegroupgap": 0,
            },
            "hoverlabel": {
                "bgcolor": paper,
                "bordercolor": grid,
                "align": "left",
                "font": {"family": FONT, "size": 13, "color": ink},
            },
            "hovermode": "closest",
            "dragmode": "zoom",
            "annotationdefaults": {"font": {"color": muted, "size": 12}, "showarrow": False},
            "shapedefaults": {"line": {"color": muted, "width": 1}},
        },
        "data": {
            "bar": [
                {
                    "error_y": {"color": ink, "thickness": 1.4, "width": 4},
                    "error_x": {"color": ink, "thickness": 1.4, "width": 4},
                    "textfont": {"color": ink, "size": 12},
                    "cliponaxis": False,
                    "constraintext": "none",
                    "textangle": 0,
                    "marker": {
                        "line": {"width": 0},
                        "pattern": {"fillmode": "replace", "size": 6, "solidity": 0.35},
                    },
                }
            ],
            "scatter": [
                {
                    "error_y": {"color": muted, "thickness": 1.2, "width": 4},
                    "textfont": {"color": ink, "size": 12},
                    "cliponaxis": False,
                }
            ],
        },
    }
