"""What toegang hands out as a file."""
