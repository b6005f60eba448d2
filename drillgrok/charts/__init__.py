"""One file a chart: figures in, a chart value out, and how it is drawn. Reads no database and no deck."""
