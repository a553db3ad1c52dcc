"""Declaratie: the judgement over what providers bill."""
