"""The charts, one file each: figures in, a chart value out. The order they are shown in stands in charts/table.py."""
