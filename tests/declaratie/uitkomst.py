"""What came of a declaration, read from its answers."""

from tests.declaratie.conftest import JSON, XML, Declaratie

import iwmo
from istandaard.berichten import Bericht325
from istandaard.codes import DebetCredit

Redenen = dict[str, list[str]]


def bedragen(antwoord: Bericht325) -> tuple[int, int]:
    """Claimed and granted, in eurocents."""
    deel = antwoord.declaratie_antwoord
    assert deel is not None
    paar = (deel.totaal_ingediend_bedrag, deel.totaal_toegekend_bedrag)
    ingediend, toegekend = (
        each.totaal_bedrag if each.debet_credit is DebetCredit.DEBET else -each.totaal_bedrag for each in paar
    )
    return ingediend, toegekend


def afgewezen(antwoord: Bericht325) -> dict[str, tuple[str, Redenen]]:
    """Per BSN the code of the client, and the codes of its lines by reference."""
    deel = antwoord.declaratie_antwoord
    assert deel is not None
    return {
        each.bsn: (
            ",".join(each.retour_codes),
            {p.product_referentie.referentie_nummer: list(p.retour_codes) for p in each.prestaties},
        )
        for each in deel.clienten
    }


def codes(antwoord: Bericht325) -> tuple[list[str], list[str] | None]:
    """The codes of the Header and of the DeclaratieAntwoord, None when that is not there."""
    deel = antwoord.declaratie_antwoord
    return list(antwoord.header.retour_codes), None if deel is None else list(deel.retour_codes)


async def probeer(van: Declaratie, bericht: iwmo.Bericht, accept: str = XML, **headers: str) -> Bericht325:
    answer = await van.client.post(
        "/v1/berichten?proef=true",
        content=iwmo.schrijf(bericht),
        headers={**van.aanbieder(), "Content-Type": XML, "Accept": accept, **headers},
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith(accept)
    antwoord = iwmo.uit_json(answer.json()) if accept == JSON else iwmo.lees(answer.content)
    assert isinstance(antwoord, Bericht325)
    return antwoord


def items(page: dict[str, object]) -> list[dict[str, object]]:
    found = page["items"]
    assert isinstance(found, list)
    return found
