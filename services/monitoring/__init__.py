"""Monitoring: what the chain does, in numbers, from its events."""
