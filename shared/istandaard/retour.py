"""Answers: from a message and what was found in it to the retour (302, 306, 308, 316, 318, 320) or to the 325."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import cast

from istandaard.berichten import Bericht323, Bericht325, bericht323, bericht325
from istandaard.berichten.gedeeld import Bericht
from istandaard.cdt import BerichtIdentificatie, TotaalBedragMetDC
from istandaard.codes import DebetCredit
from istandaard.fouten import Bevinding
from istandaard.model import Model, velden
from istandaard.regels import klassen
from istandaard.regels.rekenen import saldo
from istandaard.retourcodes import RetourCode
from istandaard.standaard import Standaard

RETOUR_OP = {
    "301": "302",
    "305": "306",
    "307": "308",
    "315": "316",
    "317": "318",
    "319": "320",
}
"""Which retour answers which message. A 323 is answered by a 325 (`declaratie_antwoord`)."""

ONBEKENDE_CLIENT = "TR304"
"""Of a client that nobody knows nothing more can be judged (IV028)."""
_HEADER = "/Bericht/Header"
_DECLARATIE = "/Bericht/Declaratie"
Codes = tuple[RetourCode, ...]


def retour(
    standaard: Standaard, bericht: Bericht, bevindingen: Sequence[Bevinding], *, identificatie: str, dagtekening: date
) -> Bericht:
    """The retour on a message.

    bevindingen: what was found at level 2, 3 or 4; each hits the class that its path lies in. Return code 0233 marks a
    class that was not looked at: all below a client that is unknown (TR304). identificatie and dagtekening are those of
    the retour. Nothing found: a header without codes. Level 2 or an error in the header: a header with the code. Else
    the whole message, a code in every class.
    Raises ValueError for a message that has no retour and for a finding of level 1, which is not answered.
    """
    if bericht.NUMMER not in RETOUR_OP:
        raise ValueError(f"{bericht.soort()} has no retour")
    code = standaard.code(RETOUR_OP[bericht.NUMMER])
    klasse = standaard.berichten[code.name]
    per_klasse = _codes_per_klasse(bericht, bevindingen)
    codes = _codes_van_header(bevindingen, per_klasse)
    for bevinding in bevindingen:
        if bevinding.regel == ONBEKENDE_CLIENT:
            onder = [pad for pad, _ in klassen(bericht) if pad.startswith(f"{bevinding.pad}/")]
            per_klasse |= dict.fromkeys(onder, (RetourCode.NIET_BEOORDEELD,))
    heel = not codes and any(code != RetourCode.NIET_BEOORDEELD for code in _alle(per_klasse))
    header, romp = velden(klasse)
    waarden: dict[str, object] = {
        veld.name: getattr(bericht.header, veld.name) for veld in fields(cast("type", type(bericht.header)))
    }
    waarden |= {
        "bericht_code": code,
        "identificatie_retour": identificatie,
        "dagtekening_retour": dagtekening,
        "xsd_versie_retour": standaard.xsd,
        "retour_codes": (RetourCode.AKKOORD,) if heel else codes,
    }
    delen: dict[str, object] = {header.naam: cast("type[Model]", header.deel)(**waarden)}
    if heel:
        origineel: Model = getattr(bericht, romp.naam)
        delen[romp.naam] = _met_codes(origineel, cast("type[Model]", romp.deel), f"/Bericht/{romp.element}", per_klasse)
    return klasse(**delen)


def _alle(per_klasse: dict[str, Codes]) -> Iterable[RetourCode]:
    return (code for codes in per_klasse.values() for code in codes)


def _codes_per_klasse(bericht: Bericht, bevindingen: Sequence[Bevinding]) -> dict[str, Codes]:
    """The codes by path of the class that they hit, each once, in the order found."""
    if any(bevinding.niveau == 1 for bevinding in bevindingen):
        raise ValueError("a format error (level 1) is not answered")
    paden = {pad for pad, _ in klassen(bericht)} if bevindingen else set()
    per_klasse: dict[str, Codes] = {}
    for bevinding in bevindingen:
        pad = bevinding.pad
        while pad not in paden:
            pad = pad.rpartition("/")[0]
            if not pad:
                raise ValueError(f"no class at {bevinding.pad}")
        if bevinding.retourcode is not None:
            codes = per_klasse.get(pad, ())
            code = RetourCode(bevinding.retourcode)
            per_klasse[pad] = codes if code in codes else (*codes, code)
    return per_klasse


def _codes_van_header(bevindingen: Sequence[Bevinding], per_klasse: dict[str, Codes]) -> Codes:
    """The codes of an answer that is a header only, () when it is not."""
    if any(bevinding.niveau == 2 for bevinding in bevindingen):
        return (RetourCode.AFGEKEURD,)
    return per_klasse.get(_HEADER, ()) + per_klasse.get("/Bericht", ())


def _met_codes(origineel: Model, klasse: type[Model], pad: str, per_klasse: dict[str, Codes]) -> Model:
    """The class of the answer that repeats this one, each class in it with its codes, or 0200."""
    waarden: dict[str, object] = {}
    for veld in velden(klasse):
        if veld.naam == "retour_codes":
            waarden[veld.naam] = per_klasse.get(pad, (RetourCode.AKKOORD,))
            continue
        waarde: object = getattr(origineel, veld.naam)
        if veld.item is not None and veld.deel is not None:
            waarde = tuple(
                _met_codes(lid, veld.deel, f"{pad}/{veld.element}/{veld.item}[{nummer}]", per_klasse)
                for nummer, lid in enumerate(cast("tuple[Model, ...]", waarde), start=1)
            )
        elif waarde is not None and veld.deel is not None and type(waarde) is not veld.deel:
            waarde = _met_codes(cast(Model, waarde), veld.deel, f"{pad}/{veld.element}", per_klasse)
        waarden[veld.naam] = waarde
    return klasse(**waarden)


def declaratie_antwoord(
    standaard: Standaard,
    bericht: Bericht323,
    bevindingen: Sequence[Bevinding],
    *,
    identificatie: str,
    dagtekening: date,
) -> Bericht325:
    """The 325 on a 323.

    bevindingen: what was found at level 2, 3 or 4. A finding on a Prestatie rejects that line, one on a Client all
    lines of that client, one on the Declaratie the whole bill, one on the Header the message. identificatie and
    dagtekening are those of the 325. Raises ValueError for a finding of level 1, which is not answered.
    """
    per_klasse = _codes_per_klasse(bericht, bevindingen)
    codes = _codes_van_header(bevindingen, per_klasse)
    antwoord = None if codes else _antwoord(bericht.declaratie, per_klasse)
    origineel = bericht.header
    return Bericht325(
        header=bericht325.Header(
            bericht_code=standaard.code("325"),
            afzender=origineel.ontvanger,
            ontvanger=origineel.afzender,
            bericht_identificatie=BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening),
            declaratie_identificatie=origineel.bericht_identificatie,
            xsd_versie=standaard.xsd,
            xsd_versie_declaratie=origineel.xsd_versie,
            retour_codes=codes or (RetourCode.AKKOORD,),
        ),
        declaratie_antwoord=antwoord,
    )


def _antwoord(declaratie: bericht323.Declaratie, per_klasse: dict[str, Codes]) -> bericht325.DeclaratieAntwoord:
    volledig = bericht325.DeclaratieAntwoord(
        declaratie_nummer=declaratie.declaratie_nummer,
        totaal_ingediend_bedrag=declaratie.totaal_ingediend_bedrag,
        totaal_toegekend_bedrag=declaratie.totaal_ingediend_bedrag,
        retour_codes=(RetourCode.VOLLEDIG_TOEGEWEZEN,),
    )
    if _DECLARATIE in per_klasse:
        return replace(volledig, totaal_toegekend_bedrag=_totaal(0), retour_codes=per_klasse[_DECLARATIE])
    afgewezen = tuple(
        afwijzing
        for nummer, client in enumerate(declaratie.clienten, start=1)
        if (afwijzing := _afgewezen(client, f"{_DECLARATIE}/Clienten/Client[{nummer}]", per_klasse))
    )
    if not afgewezen:
        return volledig
    ingediend = saldo(p.ingediend_bedrag for client in declaratie.clienten for p in client.prestaties)
    niet_toegekend = saldo(p.ingediend_bedrag for client in afgewezen for p in client.prestaties)
    return replace(
        volledig,
        totaal_toegekend_bedrag=_totaal(ingediend - niet_toegekend),
        clienten=afgewezen,
        retour_codes=(RetourCode.AKKOORD,),
    )


def _afgewezen(client: bericht323.Client, pad: str, per_klasse: dict[str, Codes]) -> bericht325.Client | None:
    """The client with its rejected lines; None when all were granted."""
    eigen = per_klasse.get(pad)
    prestaties = []
    for nummer, prestatie in enumerate(client.prestaties, start=1):
        pad_regel = f"{pad}/Prestaties/Prestatie[{nummer}]"
        codes = (RetourCode.NIET_BEOORDEELD,) if eigen else per_klasse.get(pad_regel)
        if codes:
            regel = _met_codes(prestatie, bericht325.Prestatie, pad_regel, {pad_regel: codes})
            prestaties.append(cast(bericht325.Prestatie, regel))
    if not prestaties:
        return None
    return bericht325.Client(bsn=client.bsn, prestaties=tuple(prestaties), retour_codes=eigen or (RetourCode.AKKOORD,))


def _totaal(eurocenten: int) -> TotaalBedragMetDC:
    kant = DebetCredit.CREDIT if eurocenten < 0 else DebetCredit.DEBET
    return TotaalBedragMetDC(totaal_bedrag=abs(eurocenten), debet_credit=kant)
