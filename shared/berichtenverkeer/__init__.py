"""The iWmo post of a service: taking messages in, keeping them sealed, offering answers for collection.

Toewijzing and declaratie both talk iWmo with provider software; what that asks of both stands here, once.
"""
