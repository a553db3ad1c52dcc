"""What every service of clientroute stands on. It knows no service and no domain."""
