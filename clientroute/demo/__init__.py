"""Play a region through the whole chain, through the public doors only."""

from clientroute.demo.spel import Speler, Uitkomst, speel, totalen

__all__ = ["Speler", "Uitkomst", "speel", "totalen"]
