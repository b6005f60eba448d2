"""Charts as cells of a terminal, and as sentences. Signs and lines differ in shape; colours only help."""

from drillgrok.charts.terminal.drawing import draw
from drillgrok.charts.terminal.sparkline import sparkline
from drillgrok.charts.terminal.spoken import spoken

__all__ = ["draw", "sparkline", "spoken"]
