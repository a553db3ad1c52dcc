"""Routes, one module per resource: parse, call, answer."""
