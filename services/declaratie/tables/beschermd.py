"""The columns of declaratie that only a key opens or makes."""

from berichtenverkeer.tables import BESCHERMD as POST
from chassis.sealed import BSN, Hashed, Protected, Sealed

CONTROLEVERKLARING = Sealed("controleverklaringen", "inhoud")
JAARSTAAT = Sealed("jaarstaatbestanden", "inhoud")

BESCHERMD: tuple[Protected, ...] = (
    *POST,
    Hashed("toewijzingen", "bsn_hash", BSN),
    CONTROLEVERKLARING,
    JAARSTAAT,
)
