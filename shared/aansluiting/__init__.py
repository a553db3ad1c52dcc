"""What stands between the four services and the world outside: the hubs, the BRP, the zaaksysteem."""
