"""The code lists of iWmo 3.2: those that all standards share, and its own."""

from __future__ import annotations

from istandaard import codes
from istandaard.codes import (
    AanduidingWoonadres,
    AdresSoort,
    Communicatievorm,
    DatumGebruik,
    DebetCredit,
    Eenheid,
    Frequentie,
    Geslacht,
    JaNee,
    JuridischeStatus,
    NaamGebruik,
    RedenAfwijzingVerzoek,
    RedenVerzoek,
    RedenWijziging,
    SoortRelatie,
    StatusAanlevering,
    TypeVerwijzer,
    VerzoekAntwoord,
    WettelijkeVertegenwoordiging,
)

__all__ = [
    "AanduidingWoonadres",
    "AdresSoort",
    "BerichtCode",
    "Communicatievorm",
    "DatumGebruik",
    "DebetCredit",
    "Eenheid",
    "Frequentie",
    "Geslacht",
    "JaNee",
    "JuridischeStatus",
    "NaamGebruik",
    "ProductCategorie",
    "RedenAfwijzingVerzoek",
    "RedenBeeindiging",
    "RedenVerzoek",
    "RedenWijziging",
    "SoortRelatie",
    "StatusAanlevering",
    "TypeVerwijzer",
    "VerzoekAntwoord",
    "WettelijkeVertegenwoordiging",
]


class BerichtCode(codes.BerichtCode):
    """Code list COD002."""

    WMO301 = "414", "WMO301"
    WMO302 = "415", "WMO302"
    WMO305 = "418", "WMO305"
    WMO306 = "419", "WMO306"
    WMO307 = "420", "WMO307"
    WMO308 = "421", "WMO308"
    WMO315 = "444", "WMO315"
    WMO316 = "445", "WMO316"
    WMO317 = "480", "WMO317"
    WMO318 = "481", "WMO318"
    WMO319 = "482", "WMO319"
    WMO320 = "483", "WMO320"
    WMO323 = "484", "WMO323"
    WMO325 = "485", "WMO325"


class ProductCategorie(codes.ProductCategorie):
    """Code list WMO020."""

    HULP_BIJ_HET_HUISHOUDEN = "01", "Hulp bij het huishouden"
    BEGELEIDING = "02", "Begeleiding"
    PERSOONLIJKE_VERZORGING = "03", "Persoonlijke verzorging"
    KORTDUREND_VERBLIJF = "04", "Kortdurend verblijf"
    WOONDIENSTEN = "05", "Woondiensten"
    OVERIGE_INDIVIDUELE_ONDERSTEUNING = "06", "Overige ondersteuning gericht op het individu of huishouden/gezin"
    DAGBESTEDING = "07", "Dagbesteding"
    VERVOERDIENSTEN = "08", "Vervoerdiensten"
    OVERIGE_GROEPSGERICHTE_ONDERSTEUNING = "09", "Overige groepsgerichte ondersteuning"
    OVERIGE_MAATWERK_ARRANGEMENTEN = "10", "Overige maatwerk arrangementen"
    ROLSTOELEN = "11", "Rolstoelen"
    VERVOERVOORZIENINGEN = "12", "Vervoervoorzieningen"
    WOONVOORZIENINGEN = "13", "Woonvoorzieningen"
    OVERIGE_HULPMIDDELEN = "14", "Overige hulpmiddelen"
    BESCHERMD_WONEN = "15", "Beschermd wonen"
    OPVANG = "16", "Opvang"
    SPOEDOPVANG = "17", "Spoedopvang"
    OVERIG_BESCHERMD_WONEN_EN_OPVANG = "18", "Overige beschermd wonen en opvang"

    @property
    def mag_stapelen(self) -> bool:
        """Whether a client may have more than one at a time: categories 11 to 14."""
        return self in (
            ProductCategorie.ROLSTOELEN,
            ProductCategorie.VERVOERVOORZIENINGEN,
            ProductCategorie.WOONVOORZIENINGEN,
            ProductCategorie.OVERIGE_HULPMIDDELEN,
        )

    @property
    def weken_per_periode(self) -> int | None:
        """Household help always counts for six weeks (TR321, IV077)."""
        return 6 if self is ProductCategorie.HULP_BIJ_HET_HUISHOUDEN else None


class RedenBeeindiging(codes.RedenBeeindiging):
    """Code list WMO588."""

    OVERLIJDEN = "02", "Overlijden"
    VOLGENS_PLAN = "19", "Levering volgens plan beeindigd"
    TIJDELIJK = "20", "Levering is tijdelijk beeindigd"
    EENZIJDIG_DOOR_CLIENT = "21", "Levering is eenzijdig door client beeindigd"
    EENZIJDIG_DOOR_AANBIEDER = "22", "Levering is eenzijdig door aanbieder beeindigd"
    VOORTIJDIG_IN_OVEREENSTEMMING = "23", "Levering is in overeenstemming voortijdig beeindigd"
    VERHUIZING = "31", "Verhuizing naar een andere gemeente"
    DOOR_GEMEENTE = "36", "Geinitieerd door de gemeente"
    WIJZIGINGSVERZOEK = "37", "In verband met wijzigingsverzoek"
    ANDERE_AANBIEDER = "38", "Overstap naar andere aanbieder"
    ANDER_DOMEIN = "39", "Uitstroom naar ander domein"
