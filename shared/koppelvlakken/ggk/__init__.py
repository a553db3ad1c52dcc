"""The Gemeentelijk Gegevensknooppunt: envelopes of StUF-GGk 2.1 patch 4 as values, read, written and checked."""
