"""The tables of toegang. Personal data and free text are sealed; a BSN is found by its keyed hash."""

from toegang.tables.base import Base
from toegang.tables.besluit import Beeindiging, Beschikking, BeschiktProduct, Bezwaar
from toegang.tables.brp import BrpToets
from toegang.tables.eigen_bijdrage import (
    Bijdragemoment,
    Bijdrageomstandigheid,
    Bijdrageopgave,
    GehoordeLevering,
)
from toegang.tables.ontslag import Ontslag
from toegang.tables.overname import OvergenomenIndicatie
from toegang.tables.pgb import PgbBesteding, PgbToekenning
from toegang.tables.plan import (
    AflopendeIndicatie,
    Afweging,
    Doel,
    Evaluatie,
    GewogenProduct,
    Huishouden,
    Huishoudlid,
    Plan,
    ZrmMeting,
)
from toegang.tables.plandeel import GedeeldDoel, ToegewezenProduct, Uitwerking
from toegang.tables.raadpleging import Raadpleging
from toegang.tables.route import Bevestiging, Client, Jeugdzaak, Melding, Onderzoek, Opschorting, PersoonVersie, Termijn
from toegang.tables.sociale_basis import Signaal, Voorziening
from toegang.tables.toestemming import Toestemming
from toegang.tables.vernietiging import Bewaarplicht, TeVernietigen, Vernietiging

__all__ = [
    "AflopendeIndicatie",
    "Afweging",
    "Base",
    "Beeindiging",
    "Beschikking",
    "BeschiktProduct",
    "Bevestiging",
    "Bewaarplicht",
    "Bezwaar",
    "Bijdragemoment",
    "Bijdrageomstandigheid",
    "Bijdrageopgave",
    "BrpToets",
    "Client",
    "Doel",
    "Evaluatie",
    "GedeeldDoel",
    "GehoordeLevering",
    "GewogenProduct",
    "Huishouden",
    "Huishoudlid",
    "Jeugdzaak",
    "Melding",
    "Onderzoek",
    "Ontslag",
    "Opschorting",
    "OvergenomenIndicatie",
    "PersoonVersie",
    "PgbBesteding",
    "PgbToekenning",
    "Plan",
    "Raadpleging",
    "Signaal",
    "TeVernietigen",
    "Termijn",
    "ToegewezenProduct",
    "Toestemming",
    "Uitwerking",
    "Vernietiging",
    "Voorziening",
    "ZrmMeting",
]
