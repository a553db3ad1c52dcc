"""What can stand in the log of a client."""

from enum import StrEnum


class Wat(StrEnum):
    """What somebody did, in words for who reads the log."""

    PERSOON_GELEZEN = "persoonsgegevens gelezen"
    PERSOON_GEWIJZIGD = "persoonsgegevens gewijzigd"
    GEZOCHT = "gevonden bij zoeken"
    ZAAK_GELEZEN = "zaak gelezen"
    BRIEF_GELEZEN = "brief gelezen"
    BEZWAAR_GELEZEN = "bezwaar gelezen"
    MELDING_GEREGISTREERD = "melding geregistreerd"
    MELDING_BEVESTIGD = "melding bevestigd"
    ONDERZOEK_AFGEROND = "onderzoek afgerond"
    AANVRAAG_INGEDIEND = "aanvraag ingediend"
    TERMIJN_OPGESCHORT = "termijn opgeschort"
    TERMIJN_HERVAT = "termijn hervat"
    BESCHIKT = "beschikking afgegeven"
    BEEINDIGD = "ondersteuning beëindigd"
    ZAAK_GESLOTEN = "zaak gesloten"
    BEZWAAR_INGEDIEND = "bezwaar ingediend"
    BEZWAAR_VERDAAGD = "besluit op bezwaar verdaagd"
    BEZWAAR_BESLOTEN = "op bezwaar besloten"
    AFGEWOGEN = "afweging vastgelegd"
    PLAN_GELEZEN = "plan gelezen"
    PLAN_GEWIJZIGD = "plan gewijzigd"
    GEEVALUEERD = "evaluatie vastgelegd"
    HUISHOUDEN_GEWIJZIGD = "huishouden gewijzigd"
    SIGNAAL_GEREGISTREERD = "signaal geregistreerd"
    SIGNAAL_GELEZEN = "signaal gelezen"
    VERVOLG_BEPAALD = "vervolg op aflopende indicatie bepaald"
