"""Every query of the koppelvlak."""
