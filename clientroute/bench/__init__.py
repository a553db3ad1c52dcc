"""`clientroute bench`: play what a whole country sends, and say how long it takes."""
