"""The routes of monitoring: parse, call, answer."""
