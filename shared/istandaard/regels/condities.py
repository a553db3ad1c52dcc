"""Conditions (CD): when an element must be filled or empty. Level 2, return code 0001."""

from __future__ import annotations

from datetime import date

from istandaard.berichten import bericht301, bericht315, bericht317, bericht319, bericht323, bericht325
from istandaard.cdt import Omvang, Product
from istandaard.codes import (
    AdresSoort,
    Communicatievorm,
    DebetCredit,
    Eenheid,
    Frequentie,
    TypeVerwijzer,
    VerzoekAntwoord,
)
from istandaard.landen import LandCode
from istandaard.regels.tabel import Paden, Tabel

TABEL = Tabel()
regel = TABEL.regel

_ZORGVERLENERS = (
    TypeVerwijzer.HUISARTS,
    TypeVerwijzer.JEUGDARTS,
    TypeVerwijzer.GECERTIFICEERDE_INSTELLING,
    TypeVerwijzer.MEDISCH_SPECIALIST,
)
OUDE_REGELS_TOT = date(2020, 12, 31)
"""Assignments that end on or before this day may still have an Omvang without a product code."""

MetProduct = bericht301.ToegewezenProduct | bericht315.AangevraagdProduct | bericht317.NieuwProduct
MetBudget = MetProduct | bericht317.TeWijzigenProduct


def einddatum_van(product: MetBudget) -> date | None:
    """The last day, under the name it has in the class."""
    if isinstance(product, bericht315.AangevraagdProduct):
        return product.toewijzing_einddatum
    return product.einddatum


def _einddatum_element(product: MetBudget) -> tuple[str]:
    return ("ToewijzingEinddatum",) if isinstance(product, bericht315.AangevraagdProduct) else ("Einddatum",)


def loopt_na_2020(einddatum: date | None) -> bool:
    """Whether the assignment ends after 2020, or has no end."""
    return einddatum is None or einddatum > OUDE_REGELS_TOT


@regel("CD005", "Vul LandCode als Postcode gevuld is, en anders niet.", bericht301.Contact)
def cd005(contact: bericht301.Contact) -> Paden:
    """LandCode goes with Postcode."""
    adres = contact.adres
    return ("Adres/LandCode",) if adres and (adres.postcode is None) != (adres.land_code is None) else ()


@regel("CD007", "Vul Taal als Vorm 1 (tolk taal) is, en anders niet.", bericht301.Client)
def cd007(client: bericht301.Client) -> Paden:
    """Taal goes with an interpreter."""
    wijze = client.communicatie
    if wijze and (wijze.vorm == Communicatievorm.TOLK_TAAL) != (wijze.taal is not None):
        return ("Communicatie/Taal",)
    return ()


@regel("CD009", "Vul Periode alleen bij een tijdelijk adres (Soort 04).", bericht301.Contact)
def cd009(contact: bericht301.Contact) -> Paden:
    """Only a temporary address has a Periode."""
    tijdelijk = contact.soort == AdresSoort.TIJDELIJK_VERBLIJFADRES
    return ("Periode",) if contact.periode is not None and not tijdelijk else ()


@regel("CD025", "Vul Huis als LandCode NL is.", bericht301.Contact)
def cd025(contact: bericht301.Contact) -> Paden:
    """A Dutch address has a house number."""
    adres = contact.adres
    return ("Adres/Huis",) if adres and adres.land_code == LandCode.NL and adres.huis is None else ()


@regel("CD034", "Vul Postcode bij een BRP-adres (Soort 01) en een verblijfadres (Soort 03).", bericht301.Contact)
def cd034(contact: bericht301.Contact) -> Paden:
    """A BRP or residential address has a Postcode."""
    verplicht = contact.soort in (AdresSoort.BRP_ADRES, AdresSoort.VERBLIJFADRES)
    return ("Adres/Postcode",) if verplicht and (contact.adres is None or contact.adres.postcode is None) else ()


@regel(
    "CD041",
    "Vul Omvang als Code in Product gevuld is.",
    bericht301.ToegewezenProduct,
    bericht315.AangevraagdProduct,
    bericht317.NieuwProduct,
)
def cd041(product: MetProduct) -> Paden:
    """A specific product has an Omvang."""
    return ("Omvang",) if _heeft_code(product.product) and product.omvang is None else ()


@regel(
    "CD043",
    "Vul BeschikkingIngangsdatum als BeschikkingNummer gevuld is, en anders niet.",
    bericht315.AangevraagdProduct,
)
def cd043(product: bericht315.AangevraagdProduct) -> Paden:
    """BeschikkingIngangsdatum goes with BeschikkingNummer."""
    ongelijk = (product.beschikking_nummer is None) != (product.beschikking_ingangsdatum is None)
    return ("BeschikkingIngangsdatum",) if ongelijk else ()


@regel(
    "CD060",
    "Vul VorigReferentieNummer bij een creditprestatie, en anders niet.",
    bericht323.Prestatie,
    bericht325.Prestatie,
)
def cd060(prestatie: bericht323.Prestatie) -> Paden:
    """Only a credit line names the debit line."""
    credit = prestatie.ingediend_bedrag.debet_credit is DebetCredit.CREDIT
    if credit != (prestatie.product_referentie.vorig_referentie_nummer is not None):
        return ("ProductReferentie/VorigReferentieNummer",)
    return ()


@regel(
    "CD066",
    "Laat Naam van de verwijzer leeg als ZorgverlenerCode gevuld is (type 02 tot en met 05).",
    bericht315.AangevraagdProduct,
)
def cd066(product: bericht315.AangevraagdProduct) -> Paden:
    """A referring professional is named by code or by name, not both."""
    verwijzer = product.verwijzer
    if verwijzer.type in _ZORGVERLENERS and verwijzer.zorgverlener_code and verwijzer.naam:
        return ("Verwijzer/Naam",)
    return ()


@regel(
    "CD067",
    "Vul Naam van de verwijzer als ZorgverlenerCode leeg is (type 02 tot en met 05).",
    bericht315.AangevraagdProduct,
)
def cd067(product: bericht315.AangevraagdProduct) -> Paden:
    """A referring professional is named by code or by name."""
    verwijzer = product.verwijzer
    if verwijzer.type in _ZORGVERLENERS and not verwijzer.zorgverlener_code and not verwijzer.naam:
        return ("Verwijzer/Naam",)
    return ()


@regel(
    "CD068", "Vul ZorgverlenerCode alleen bij een verwijzer van type 02 tot en met 05.", bericht315.AangevraagdProduct
)
def cd068(product: bericht315.AangevraagdProduct) -> Paden:
    """Only a referring professional has a code."""
    verwijzer = product.verwijzer
    if verwijzer.type not in _ZORGVERLENERS and verwijzer.zorgverlener_code:
        return ("Verwijzer/ZorgverlenerCode",)
    return ()


_MET_BUDGET = (
    bericht301.ToegewezenProduct,
    bericht315.AangevraagdProduct,
    bericht317.TeWijzigenProduct,
    bericht317.NieuwProduct,
)


@regel("CD075", "Vul de einddatum als Budget gevuld is.", *_MET_BUDGET)
def cd075(product: MetBudget) -> Paden:
    """A Budget is for a term."""
    return _einddatum_element(product) if product.budget is not None and einddatum_van(product) is None else ()


@regel("CD076", "Vul de einddatum als Frequentie 2 (per week) is.", *_MET_BUDGET)
def cd076(product: MetBudget) -> Paden:
    """A volume per week is for a term."""
    per_week = product.omvang is not None and product.omvang.frequentie == Frequentie.PER_WEEK
    return _einddatum_element(product) if per_week and einddatum_van(product) is None else ()


@regel("CD077", "Laat Omvang leeg als Budget gevuld is.", *_MET_BUDGET)
def cd077(product: MetBudget) -> Paden:
    """A Budget takes the place of an Omvang."""
    return ("Omvang",) if product.budget is not None and product.omvang is not None else ()


@regel("CD078", "Laat Budget leeg als Omvang gevuld is.", *_MET_BUDGET)
def cd078(product: MetBudget) -> Paden:
    """An Omvang takes the place of a Budget."""
    return ("Budget",) if product.budget is not None and product.omvang is not None else ()


@regel(
    "CD079",
    "Vul Product als Budget leeg is.",
    bericht301.ToegewezenProduct,
    bericht315.AangevraagdProduct,
    bericht317.NieuwProduct,
)
def cd079(product: MetProduct) -> Paden:
    """Only a generic assignment goes without a Product."""
    return ("Product",) if product.budget is None and product.product is None else ()


def _heeft_code(product: Product | None) -> bool:
    return product is not None and product.code is not None


def _omvang_zonder_code(product: Product | None, omvang: Omvang | None, einddatum: date | None) -> Paden:
    return ("Omvang",) if omvang is not None and not _heeft_code(product) and loopt_na_2020(einddatum) else ()


@regel(
    "CD080", "Laat Omvang leeg als Code in Product leeg is (einddatum na 2020 of leeg).", bericht301.ToegewezenProduct
)
def cd080(product: bericht301.ToegewezenProduct) -> Paden:
    """Only a specific assignment has an Omvang."""
    return _omvang_zonder_code(product.product, product.omvang, product.einddatum)


@regel(
    "CD095", "Laat Omvang leeg als Code in Product leeg is (einddatum na 2020 of leeg).", bericht315.AangevraagdProduct
)
def cd095(product: bericht315.AangevraagdProduct) -> Paden:
    """Only a specific request has an Omvang."""
    return _omvang_zonder_code(product.product, product.omvang, product.toewijzing_einddatum)


@regel("CD096", "Laat Omvang leeg als Code in Product leeg is (einddatum na 2020 of leeg).", bericht317.NieuwProduct)
def cd096(product: bericht317.NieuwProduct) -> Paden:
    """Only a specific new product has an Omvang."""
    return _omvang_zonder_code(product.product, product.omvang, product.einddatum)


@regel("CD085", "Vul RedenAfwijzingVerzoek als het verzoek is afgewezen.", bericht319.Antwoord)
def cd085(antwoord: bericht319.Antwoord) -> Paden:
    """A rejection has a reason."""
    afgewezen = antwoord.verzoek_antwoord == VerzoekAntwoord.AFGEWEZEN
    return ("RedenAfwijzingVerzoek",) if afgewezen and antwoord.reden_afwijzing_verzoek is None else ()


@regel("CD086", "Laat RedenAfwijzingVerzoek leeg als de aanvraag in onderzoek is.", bericht319.Antwoord)
def cd086(antwoord: bericht319.Antwoord) -> Paden:
    """What is under investigation is not rejected."""
    in_onderzoek = antwoord.verzoek_antwoord == VerzoekAntwoord.IN_ONDERZOEK
    return ("RedenAfwijzingVerzoek",) if in_onderzoek and antwoord.reden_afwijzing_verzoek is not None else ()


@regel("CD087", "Vul ProductTarief, behalve bij eenheid 83 (euro's).", bericht323.Prestatie)
def cd087(prestatie: bericht323.Prestatie) -> Paden:
    """What is billed in euros has no price."""
    return ("ProductTarief",) if (prestatie.eenheid is Eenheid.EUROS) != (prestatie.product_tarief is None) else ()
