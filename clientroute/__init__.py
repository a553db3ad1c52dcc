"""The command line and the embedded suite: the only place that knows all four services."""
