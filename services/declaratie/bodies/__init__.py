"""What goes in and out over the API, one module per subject."""
