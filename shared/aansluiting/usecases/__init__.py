"""The steps of the koppelvlak."""
