"""A contract test for the software of providers: what it has to send on what it gets."""
