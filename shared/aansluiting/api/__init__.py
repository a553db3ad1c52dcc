"""The routes of the koppelvlak."""
