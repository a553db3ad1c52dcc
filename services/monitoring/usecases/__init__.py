"""What monitoring shows: load, reckon, answer. Called by the routes and the dashboard alike."""
