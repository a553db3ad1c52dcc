"""What travels between clientroute and the world outside: envelopes, questions and answers as values, and clients."""
