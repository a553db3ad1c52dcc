"""Toewijzing: from a decision to a provider that delivers, over iWmo 301-320."""
