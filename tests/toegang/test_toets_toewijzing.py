"""What could never be told to a provider is refused while it is decided (TR302, OP043, level 2 of a WMO301)."""

from tests.toegang.conftest import AANVRAAG, Json, Toegang, afweging, beschikking, gelukt, product

AGB = "99990001"
REDEN = "Dit gaat niet samen met toewijzing 12 (HO, van 01-06-2024 tot en met 31-08-2024)."


def verboden(plek: int, regel: str = "TR302") -> Json:
    return {"plek": plek, "regel": regel, "reden": REDEN}


async def test_a_decision_that_cannot_be_told_is_refused_with_rule_and_place(toegang: Toegang) -> None:
    """Each product that cannot be is named, and nothing is kept: the same case can be decided on right after."""
    pad = f"{await toegang.aangevraagd()}/beschikkingen"
    body = beschikking(product(aanbieder=AGB), product("IB2B", volume=104, aanbieder=AGB))
    toegang.toewijzing.verboden = [verboden(1, "CD076"), verboden(0)]
    before = await toegang.events()
    refused = await toegang.post(pad, body)
    problem = refused.json()
    assert (refused.status_code, problem["rule"], problem["detail"]) == (400, "TR302", REDEN)
    assert [each["name"] for each in problem["invalidParams"]] == ["body.producten.0", "body.producten.1"]
    assert await toegang.events() == before
    assert (await toegang.rows())["beschikkingen"] == []
    toegang.toewijzing.verboden = []
    gegeven = gelukt(await toegang.post(pad, body))
    (_, gevraagd) = toegang.toewijzing.gevraagd
    told = (await toegang.events())[-1]["data"]
    assert gevraagd["beschikking"] == told  # what is asked is what is told
    assert told["beschikkingId"] == gegeven["id"]  # type: ignore[index]


async def test_while_toewijzing_is_away_nothing_is_decided(toegang: Toegang) -> None:
    pad = f"{await toegang.aangevraagd()}/beschikkingen"
    toegang.toewijzing.storingen = 1
    away = await toegang.post(pad, beschikking())
    assert (away.status_code, away.headers["Retry-After"]) == (503, "10")
    assert (await toegang.rows())["beschikkingen"] == []
    gelukt(await toegang.post(pad, beschikking()))


async def test_what_was_stopped_goes_along(toegang: Toegang) -> None:
    """Toewijzing may not have heard of it yet: a product that follows on it must not look like one beside it."""
    eerste = await toegang.beschikt(product(aanbieder=AGB))
    (oud,) = eerste["producten"]  # type: ignore[misc]
    stop = {"reden": "wens client", "laatsteDag": "2024-08-31"}
    gelukt(await toegang.post(f"/v1/beschikkingen/{eerste['id']}/_beeindig", stop, **{"If-Match": "*"}), 200)
    pad = await toegang.onderzocht()
    gelukt(await toegang.post(f"{pad}/afwegingen", afweging()))
    gelukt(await toegang.post(f"{pad}/aanvraag", AANVRAAG))
    gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(product(ingangsdatum="2024-09-01", aanbieder=AGB))))
    assert toegang.toewijzing.gevraagd[-1]["gestopt"] == [{"productId": oud["id"], "laatsteDag": "2024-08-31"}]


async def test_of_a_pgb_is_asked_whether_a_provider_gives_the_same(toegang: Toegang) -> None:
    """OP043."""
    pgb = {"bekwaam": True, "beoordeeldOp": "2024-05-20", "toelichting": "Zij houdt haar administratie bij."}
    await toegang.beschikt(product("IB2B", volume=104, vorm="pgb", pgb=pgb))
    (vraag,) = toegang.toewijzing.gevraagd
    assert [each["vorm"] for each in vraag["beschikking"]["producten"]] == ["pgb"]  # type: ignore[index]
