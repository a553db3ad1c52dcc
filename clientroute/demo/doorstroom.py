"""Somebody who goes from heavy to light help: in Alkmaar from Beschermd Wonen by Beschermd Thuis to begeleiding.

The function of Beschermd Thuis (Regio Alkmaar 4.3), and what monitoring counts as lighter help after an end (M128).
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from clientroute.bevolking import Burger, DemoAanbieder, Ondersteuning
from clientroute.demo import consulent
from clientroute.demo.aanbieder import sleutel, verstuur
from clientroute.demo.draaiboek import Draaiboek, Zaak, maak_zaak
from clientroute.demo.een_zaak import Toegewezen, als_aanbieder, toegewezen
from clientroute.demo.spel import Spel, Speler, beschikking_body
from inkoop import Inkoopmodel
from iwmo import codes

STAP_DAGEN = 30
"""Days of each step but the last."""


def zwaar_naar_licht(model: Inkoopmodel) -> list[str]:
    """The products of the last step of the ladder, one of each perceel, the heaviest first; none without a ladder."""
    if model.ladder is None:
        return []
    eerste: dict[str, str] = {}
    for code in model.ladder.treden[-1].producten:
        eerste.setdefault(model.product(code).perceel, code)
    return list(reversed(eerste.values()))


async def speel_doorstroom(speler: Speler, burger: Burger, vandaag: date) -> None:
    """Each step is decided and begun, at another provider, and all but the last end as planned.

    Raises httpx.HTTPStatusError when a door refuses.
    """
    pad = zwaar_naar_licht(speler.model)
    for nummer, code in enumerate(pad):
        begin = vandaag - timedelta(STAP_DAGEN * (len(pad) - nummer))
        async with als_aanbieder(speler, code, nummer) as (wie, aanbieder):
            zaak = _zaak(speler.model, burger, wie, code, begin)
            await _beschik(speler, wie, zaak)
            stap = await toegewezen(aanbieder, zaak, vandaag)
            await stap.gestart()
            if nummer < len(pad) - 1:
                await _stop(stap, begin + timedelta(STAP_DAGEN - 1))


def _zaak(model: Inkoopmodel, burger: Burger, wie: DemoAanbieder, code: str, begin: date) -> Zaak:
    """A year of the product, as somebody in the figures of the region has it."""
    assert model.bevolking is not None  # a demo is made from it
    gewoon = (each for pakket in model.bevolking.pakketten for each in pakket.ondersteuning if each.product == code)
    deel = next(gewoon)
    met = replace(burger, ondersteuning=(Ondersteuning(code, deel.volume, 12, deel.minuten),))
    dagen = (begin - timedelta(20), begin - timedelta(10), begin - timedelta(5), begin)
    zaak = maak_zaak(model, met, [wie], dagen, Random(1))  # noqa: S311  a play has to come out the same each time
    return replace(zaak, aanvragen=tuple(replace(each, genoemd=True) for each in zaak.aanvragen))


async def _beschik(speler: Speler, wie: DemoAanbieder, zaak: Zaak) -> None:
    """From melding to decision; the plan of the client goes on."""
    dag = zaak.besluitdatum
    spel = Spel(speler, Draaiboek(dag, dag, (), (wie,), (zaak,)), speler.model.gemeentecodes)
    try:
        await spel.meld(zaak)
        await spel.onderzoek(zaak)
        pad = f"/v1/meldingen/{spel.meldingen[zaak.burger.bsn].id}"
        for wat, body in (
            ("afwegingen", consulent.afweging(speler.model, zaak)),
            ("beschikkingen", beschikking_body(speler.model, zaak)),
        ):
            (await spel.toegang.post(f"{pad}/{wat}", json=body)).raise_for_status()
    finally:
        await spel.sluit()


async def _stop(stap: Toegewezen, laatste_dag: date) -> None:
    reden = codes.RedenBeeindiging.VOLGENS_PLAN
    bericht = stap.aanbieder.stop(sleutel(stap.product), stap.dag, laatste_dag, reden)
    await verstuur(stap.aanbieder.toewijzing, bericht)
