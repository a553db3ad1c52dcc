"""Toegang: from a citizen's question to a decision."""
