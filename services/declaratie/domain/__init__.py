"""The decisions: pure functions and dataclasses."""
