"""The tables of what people record, reckoned again from what was posted."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from tests.monitoring.kijk import Kijk, Rij
from tests.monitoring.streek import Streek

from inkoop import laad

EERSTE = {
    "klacht": "aanbieder-en-consulent", "risico": "open", "gesprek": "gehouden", "signaal": "ontvangen",
    "veiligheid": "gemeld", "toezicht": "bezoek",
}  # fmt: skip
TITELS = {"gemeld": "Gemeld", "onderzoek": "In onderzoek", "opgepakt": "Opgepakt", "bevinding": "Bevinding"}
STAPPEN = {"gesprek": "Gesprek met hoor en wederhoor", "verbeterplan": "Verbeterplan"}


def vastgelegd(kijk: Kijk, pad: str) -> list[Rij]:
    """What was recorded within the choice; of no product."""
    alle = [body for path, body in kijk.streek.vastgelegd if path == pad]
    return [body for body in alle if kijk.past(body, body.get("op") or body.get("ontvangenOp"))]


def kwesties(kijk: Kijk, soort: str) -> list[Rij]:
    """Those of a kind as they stand: what was recorded, with its last step and what of its agreements is open."""
    alle: list[Rij] = []
    for path, body in kijk.streek.vastgelegd:
        if path == "kwesties":
            begin = {"stap": EERSTE[str(body["soort"])], "uiterlijk": None, "open": list(body.get("afspraken", []))}  # type: ignore[call-overload]
            alle.append({**body, **begin})
        if path == "kwesties/{id}/stappen":
            alle[-1] |= {"stap": body["stap"], "uiterlijk": body.get("uiterlijk")}
        if path.endswith("_gedaan"):
            alle[-1]["open"].clear()
    return [each for each in alle if each["soort"] == soort and kijk.past(each)]


def lopend(kijk: Kijk, soort: str) -> list[Rij]:
    """What is not closed; months play no part."""
    return [each for each in kwesties(kijk, soort) if each["stap"] not in {"gesloten", "afgehandeld"}]


def _termijn(kijk: Kijk, uiterlijk: str | None) -> str | None:
    return None if uiterlijk is None else "te laat" if uiterlijk < kijk.streek.vandaag.isoformat() else "op tijd"


def _later(kijk: Kijk, e: Rij) -> str | None:
    """By when the next step has to be there, where the law says so."""
    begin = date.fromisoformat(e["op"])
    if e["stap"] == "gemeld":
        return werkdag_na(kijk.streek.vandaag)
    weken = {"aanbieder-en-consulent": 6, "onafhankelijk": 10, "onderzoek": 8}.get(e["stap"])
    return e["uiterlijk"] if weken is None else (begin + timedelta(weeks=weken)).isoformat()


def werkdag_na(dag: date) -> str:
    """The next day that is no Saturday or Sunday; no holiday plays a part in the demo."""
    return (dag + timedelta(days={4: 3, 5: 2}.get(dag.weekday(), 1))).isoformat()


def risicos(kijk: Kijk) -> list[Rij]:
    zwaarste = sorted(lopend(kijk, "risico"), key=lambda each: -each["kans"] * each["gevolg"])
    return [
        {
            "aanbieder": e["agb"],
            "gemeente": e["gemeente"],
            "soort": e["onderwerp"],
            "zwaarte": e["kans"] * e["gevolg"],
            "sinds": e["op"],
            "eigenaar": "contractbeheer",
            "maatregel": e["open"][0]["tekst"],
            "opnieuw": e["open"][0]["uiterlijk"],
        }
        for e in zwaarste
    ]


def afspraken(kijk: Kijk) -> list[Rij]:
    rijen = [
        {
            "aanbieder": e["agb"], "gemeente": e["gemeente"], "uit": e["onderwerp"], "afspraak": open_["tekst"],
            "partij": open_["partij"], "eigenaar": open_["eigenaar"], "uiterlijk": open_["uiterlijk"],
        }
        for soort in ("risico", "gesprek") for e in lopend(kijk, soort) for open_ in e["open"]
    ]  # fmt: skip
    rijen += [
        {
            "aanbieder": e["aanbieder"], "gemeente": None, "uit": "verbeterplan",
            "afspraak": "Het verbeterplan controleren", "partij": "gemeente", "eigenaar": "contractbeheer",
            "uiterlijk": e["uiterlijk"],
        }
        for e in maatregelen(kijk) if e["uiterlijk"]
    ]  # fmt: skip
    rijen.sort(key=lambda rij: (rij["uiterlijk"], rij["aanbieder"], rij["afspraak"]))
    return [{**rij, "termijn": _termijn(kijk, rij["uiterlijk"])} for rij in rijen]


def lijst(soort: str) -> Callable[[Kijk], list[Rij]]:
    def reken(kijk: Kijk) -> list[Rij]:
        rijen = []
        for e in lopend(kijk, soort):
            later = _later(kijk, e)
            gemeld = {"gemeld": "te laat" if e["onderwerp"] == "calamiteit" else None} if soort == "veiligheid" else {}
            plek = {"aanbieder": e["agb"], "gemeente": e["gemeente"], "onderwerp": e["onderwerp"], "sinds": e["op"]}
            stand = {"stap": TITELS[e["stap"]], "uiterlijk": later, "termijn": _termijn(kijk, later)}
            rijen.append({**plek, **gemeld, **stand})
        return sorted(rijen, key=lambda rij: (rij["onderwerp"] != "calamiteit", rij["uiterlijk"]))

    return reken


def alle_maatregelen(streek: Streek) -> list[Rij]:
    gezet = [(path.split("/")[1], body) for path, body in streek.vastgelegd if path.endswith("/maatregelen")]
    nieuwste = sorted(gezet, key=lambda each: str(each[1]["per"]), reverse=True)
    return [
        {
            "aanbieder": agb, "stap": STAPPEN[str(e["stap"])], "per": e["per"], "regio": e["inkoopmodel"],
            "norm": e["norm"], "reden": e["reden"], "overgeslagen": e.get("redenOvergeslagen"),
            "uiterlijk": e.get("uiterlijk"), "wederhoor": None, "door": "vastlegger",
        }
        for agb, e in nieuwste
    ]  # fmt: skip


def maatregelen(kijk: Kijk) -> list[Rij]:
    """Steps are of a region and a provider; months play no part."""
    return [
        each
        for each in alle_maatregelen(kijk.streek)
        if kijk.product is None
        and kijk.aanbieder in (None, each["aanbieder"])
        and kijk.gemeente in (None, *laad(each["regio"]).gemeentecodes)
    ]


def clientervaringen(kijk: Kijk) -> list[Rij]:
    rijen = []
    for agb in sorted({e["agb"] for e in vastgelegd(kijk, "clientervaringen")}):
        cijfers = [e["cijfer"] for e in vastgelegd(kijk, "clientervaringen") if e["agb"] == agb]
        genoeg = len(cijfers) >= 10
        gemiddeld = round(sum(cijfers) / (10 * len(cijfers)), 2) if genoeg else None
        rijen.append({"aanbieder": agb, "antwoorden": len(cijfers), "cijfer": gemiddeld})
    return rijen


def planningssignalen(kijk: Kijk) -> list[Rij]:
    aantal = Counter((e["agb"], e["soort"]) for e in vastgelegd(kijk, "planningssignalen"))
    return [{"aanbieder": a, "soort": s, "aantal": n if n >= 10 else None} for (a, s), n in sorted(aantal.items())]


def klachten(kijk: Kijk) -> list[Rij]:
    stand = [each for each in kwesties(kijk, "klacht") if kijk.in_tijd(each["op"])]
    kolommen = {
        "aanbiederEnConsulent": "aanbieder-en-consulent",
        "onafhankelijk": "onafhankelijk",
        "afgehandeld": "afgehandeld",
    }
    rijen = []
    for agb, onderwerp in sorted({(e["agb"], e["onderwerp"]) for e in stand}):
        eigen = [e for e in stand if (e["agb"], e["onderwerp"]) == (agb, onderwerp)]
        per_stap = Counter(e["stap"] for e in eigen)
        laat = sum(_termijn(kijk, _later(kijk, e)) == "te laat" for e in eigen)
        aantallen = {naam: per_stap[stap] for naam, stap in kolommen.items()} | {"teLaat": laat}
        getoond = {naam: aantal if len(eigen) >= 10 else None for naam, aantal in aantallen.items()}
        rijen.append({"aanbieder": agb, "onderwerp": onderwerp, **getoond})
    return rijen


def _ingediend(kijk: Kijk) -> list[tuple[str, str, Rij]]:
    """Provider, form and what it said; of no product, and months play no part."""
    regio = set(kijk.model.gemeentecodes)
    if kijk.product is not None or kijk.gemeente not in {None, *regio}:
        return []
    gedaan = [(path.split("/"), body) for path, body in kijk.streek.vastgelegd if path.startswith("rapportages/")]
    return [(agb, naam, body) for (_, agb, naam), body in gedaan if kijk.aanbieder in (None, agb)]


def rapportages(kijk: Kijk) -> list[Rij]:
    """Asked today over last year, of everybody with a contract: there is half a year for it."""
    klaar = {(agb, naam) for agb, naam, _ in _ingediend(kijk)}
    contracten = {e["agb"] for e in kijk.soort("contracten.vastgelegd")} if kijk.product is None else set()
    if kijk.gemeente not in {None, *kijk.model.gemeentecodes}:
        return []
    uiterlijk = (kijk.streek.vandaag + timedelta(weeks=26)).isoformat()
    rijen = [
        {
            "aanbieder": agb, "uitvraag": vorm.titel, "periode": "2025", "uiterlijk": uiterlijk, "termijn": "op tijd",
            "status": "ingediend" if (agb, vorm.naam) in klaar else "gevraagd",
        }
        for agb in contracten if kijk.aanbieder in (None, agb) for vorm in kijk.model.uitvragen
    ]  # fmt: skip
    return sorted(rijen, key=lambda rij: (rij["aanbieder"], rij["uitvraag"]))


def antwoorden(kijk: Kijk) -> list[Rij]:
    vormen = {each.naam: each for each in kijk.model.uitvragen}
    rijen = []
    for agb, naam, body in _ingediend(kijk):
        gegeven = {each["vraag"]: each for each in body["gegevenAntwoorden"]}
        for vraag in vormen[naam].vragen:
            antwoord = gegeven[vraag.naam]
            ja_nee = {True: "ja", False: "nee", None: antwoord.get("tekst")}[antwoord.get("klopt")]
            getal = antwoord.get("getal")
            kolommen = {"aantal": "getal", "eurocent": "bedrag"}
            waar = {kolom: getal if kolommen.get(vraag.soort) == kolom else None for kolom in ("getal", "bedrag")}
            plek = {"aanbieder": agb, "uitvraag": vormen[naam].titel, "periode": "2025", "vraag": vraag.titel}
            rijen.append({**plek, "antwoord": ja_nee, **waar, "procent": None})
    return sorted(rijen, key=lambda rij: rij["antwoord"] != "nee")


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {
    "risicos": risicos,
    "maatregelen": maatregelen,
    "afspraken": afspraken,
    "rapportages": rapportages,
    "rapportages-antwoorden": antwoorden,
    "signalen-over-aanbod": lijst("signaal"),
    "veiligheid": lijst("veiligheid"),
    "toezicht": lijst("toezicht"),
    "clientervaringen": clientervaringen,
    "planningssignalen": planningssignalen,
    "klachten": klachten,
}
