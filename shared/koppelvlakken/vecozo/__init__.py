"""VECOZO, from the side of a provider: sending, fetching and following messages over the VSP-koppeling."""
