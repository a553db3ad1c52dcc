"""The steps of the route: load, decide, store, tell."""
