"""What goes in and out over the API of toegang."""
