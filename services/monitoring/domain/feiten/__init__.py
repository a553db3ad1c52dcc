"""Every fact that a dossier may hold, declared once: what it says, and by which name.

`noteren/` makes them of events, `domain/bijdragen/` reads them, `store/dossiers.py` keeps them. What came with a later
version of an event may be missing in an older dossier: that is null.
"""
