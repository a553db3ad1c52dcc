"""What the world outside asks of a municipality and its providers: envelopes and codes as values, and clients."""
