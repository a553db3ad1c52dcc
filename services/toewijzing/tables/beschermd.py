"""The columns of toewijzing that only a key opens or makes."""

from berichtenverkeer.tables import BESCHERMD as POST
from chassis.sealed import BSN, Hashed, Protected

BESCHERMD: tuple[Protected, ...] = (
    *POST,
    Hashed("toewijzingen", "bsn_hash", BSN),
    Hashed("verzoeken", "bsn_hash", BSN),
)
