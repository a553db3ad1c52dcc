"""What goes over the API of the koppelvlak."""
