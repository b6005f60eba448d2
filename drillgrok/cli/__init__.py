"""The command line: names, options, help, exit codes. The only place that prints."""
