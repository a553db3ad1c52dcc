"""The decisions of the koppelvlak: pure functions."""
