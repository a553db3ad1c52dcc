"""The columns of toegang that only a key opens or makes."""

from chassis.sealed import BSN, Hashed, Protected, Sealed

PERSOON = Sealed("clienten", "persoon")
PERSOON_VERSIE = Sealed("persoon_versies", "persoon")
BRP = Sealed("brp_toetsen", "inhoud")
HULPVRAAG = Sealed("meldingen", "hulpvraag")
JEUGDZAAK = Sealed("jeugdzaken", "inhoud")
PERSOONLIJK_PLAN = Sealed("bevestigingen", "persoonlijk_plan")
ONDERZOEKSVERSLAG = Sealed("onderzoeken", "verslag")
BEVINDINGEN = Sealed("onderzoeken", "bevindingen")
AFWEGING = Sealed("afwegingen", "inhoud")
MOTIVERING = Sealed("beschikkingen", "motivering")
TOELICHTING = Sealed("beschikte_producten", "toelichting")
PGB = Sealed("beschikte_producten", "pgb")
OMSTANDIGHEID = Sealed("bijdrageomstandigheden", "inhoud")
GRONDEN = Sealed("bezwaren", "gronden")
MOTIVERING_OP_BEZWAAR = Sealed("bezwaren", "motivering")
MOTIVERING_VAN_EINDE = Sealed("beeindigingen", "motivering")
DOEL = Sealed("doelen", "inhoud")
UITWERKING = Sealed("uitwerkingen", "inhoud")
EVALUATIEVERSLAG = Sealed("evaluaties", "verslag")
OMSCHRIJVING = Sealed("signalen", "omschrijving")
INSTELLING = Sealed("ontslagen", "instelling")
RAADPLEGING = Sealed("raadplegingen", "inhoud")
OVERGENOMEN = Hashed("overgenomen_indicaties", "inhoud_hash", "overname")
ADRES = Hashed("clienten", "adres_hash", "adres")

BESCHERMD: tuple[Protected, ...] = (
    PERSOON,
    PERSOON_VERSIE,
    BRP,
    HULPVRAAG,
    JEUGDZAAK,
    PERSOONLIJK_PLAN,
    ONDERZOEKSVERSLAG,
    BEVINDINGEN,
    AFWEGING,
    MOTIVERING,
    TOELICHTING,
    PGB,
    OMSTANDIGHEID,
    GRONDEN,
    MOTIVERING_OP_BEZWAAR,
    MOTIVERING_VAN_EINDE,
    DOEL,
    UITWERKING,
    EVALUATIEVERSLAG,
    OMSCHRIJVING,
    INSTELLING,
    RAADPLEGING,
    OVERGENOMEN,
    ADRES,
    Hashed("clienten", "bsn_hash", BSN),
)
