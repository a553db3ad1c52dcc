"""Gaps in the social base and the register of general provisions (M112)."""

import asyncio

from tests.toegang.conftest import ALMELO, ALMERE, ONDERZOEK, Json, Toegang, gelukt, met

from toegang.domain.sociale_basis import ONDERWERPEN, Rijfout, lees_register

KOP = "naam;onderwerp;organisatie;wijk;contact"
TWEE = f"{KOP}\nEetclub;ontmoeten;De Schoor;Haven;036-1234567\nPlusbus;vervoer;Stichting Plus;;\n"
IMPORT = f"/v1/voorzieningen/_importeer?gemeente={ALMERE}"


async def _importeer(toegang: Toegang, csv: str | bytes, query: str = "") -> Json:
    inhoud = csv.encode() if isinstance(csv, str) else csv
    gezien = (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}")).headers["ETag"]
    headers = toegang.headers | {"If-Match": gezien}
    return gelukt(await toegang.client.post(f"{IMPORT}{query}", content=inhoud, headers=headers), 200)


def test_every_mistake_is_named_by_row() -> None:
    lang = "x" * 121
    csv = f"{KOP}\nEetclub;eten;De Schoor;;\n;vervoer;Plus;;\n\n{lang};vervoer;Plus;;\nA;vervoer\nA;wonen;B;;\n"
    aanbod, fouten = lees_register(csv)
    assert aanbod == []
    assert [(each.rij, each.kolom) for each in fouten] == [
        (2, "onderwerp"),
        (3, "naam"),
        (5, "naam"),
        (6, "organisatie"),
        (6, "wijk"),
        (6, "contact"),
        (7, "naam"),
    ]
    assert all(each in fouten[0].reden for each in ONDERWERPEN)
    assert lees_register("naam,onderwerp\n")[1] == [
        Rijfout(1, kolom, "Deze kolom ontbreekt. De eerste rij moet zijn: naam, onderwerp, organisatie, wijk, contact.")
        for kolom in ("organisatie", "wijk", "contact")
    ]
    assert len(lees_register("")[1]) == 5
    komma = f"{KOP}\nEetclub;ontmoeten;De Schoor;a, b, c, d, e, f, g, h, i;036-1234567\n"
    (eetclub,), fouten = lees_register(komma)
    assert (eetclub.wijk, fouten) == ("a, b, c, d, e, f, g, h, i", []), "the first row says what stands between columns"


async def test_the_register_becomes_what_the_file_says(toegang: Toegang) -> None:
    """M112: new, changed and lapsed; a trial changes nothing; with a mistake nothing changes either."""
    proef = await _importeer(toegang, TWEE, "&proef=true")
    assert (proef["nieuw"], proef["proef"]) == (2, True)
    assert (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}")).json()["items"] == []
    gedaan = await _importeer(toegang, TWEE.encode("utf-8-sig"))
    assert (gedaan["nieuw"], gedaan["gewijzigd"], gedaan["vervallen"], gedaan["fouten"]) == (2, 0, 0, [])
    eerst = (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}")).json()["items"]
    assert [each["naam"] for each in eerst] == ["Eetclub", "Plusbus"]
    op_onderwerp = (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}&onderwerp=vervoer")).json()["items"]
    assert [each["naam"] for each in op_onderwerp] == ["Plusbus"]

    anders = f"{KOP.replace(';', ',')}\nEetclub,ontmoeten,De Schoor,Buiten,\nKlusdienst,huishouden,Kees,,\n"
    fout = await _importeer(toegang, anders + "X,niets,Y,,\n")
    assert fout["fouten"] == [
        {"rij": 4, "kolom": "onderwerp", "reden": f"Kies uit: {', '.join(ONDERWERPEN)}."},
    ]
    assert (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}")).json()["items"] == eerst
    gedaan = await _importeer(toegang, anders)
    assert (gedaan["nieuw"], gedaan["gewijzigd"], gedaan["vervallen"]) == (1, 1, 1)
    na = (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}")).json()["items"]
    assert [(each["naam"], each["wijk"]) for each in na] == [("Eetclub", "Buiten"), ("Klusdienst", "")]
    assert na[0]["id"] == eerst[0]["id"]
    terug = await _importeer(toegang, TWEE)
    assert (terug["nieuw"], terug["gewijzigd"], terug["vervallen"]) == (0, 2, 1)


async def test_a_quote_that_is_never_closed_and_lines_of_a_mac(toegang: Toegang) -> None:
    """A cell that takes in the rest of a long file is a mistake in it; a carriage return alone ends a line too."""
    open_einde = f'{KOP}\nEetclub;"ontmoeten;De Schoor;;\n' + "Plusbus;vervoer;Stichting Plus;;\n" * 5000
    fout = await _importeer(toegang, open_einde)
    assert [(each["kolom"], "aanhalingsteken te veel" in each["reden"]) for each in fout["fouten"]] == [("naam", True)]  # type: ignore[union-attr]
    gedaan = await _importeer(toegang, TWEE.replace("\n", "\r"))
    assert (gedaan["nieuw"], gedaan["fouten"]) == (2, [])


async def test_the_register_comes_page_by_page_by_name(toegang: Toegang) -> None:
    """M112: also with the longest name; what lapses on the way is passed, and the ETag is of the whole register."""
    lang = f"Coöperatie {'é' * 108}"
    namen = [lang, "Eetclub", "Plusbus", "Zangkoor"]
    rijen = [f"{naam};{'vervoer' if naam == 'Plusbus' else 'ontmoeten'};De Schoor;;" for naam in namen]
    await _importeer(toegang, "\n".join([KOP, *reversed(rijen)]))
    vraag = f"/v1/voorzieningen?gemeente={ALMERE}"
    eerste = await toegang.get(f"{vraag}&limit=1")
    assert [each["naam"] for each in eerste.json()["items"]] == [lang]
    tweede = await toegang.get(f"{vraag}&limit=2&cursor={eerste.json()['volgende']}")
    assert [each["naam"] for each in tweede.json()["items"]] == ["Eetclub", "Plusbus"]
    assert eerste.headers["ETag"] == tweede.headers["ETag"] == (await toegang.get(vraag)).headers["ETag"]
    await _importeer(toegang, "\n".join([KOP, rijen[0], rijen[1], rijen[3]]))
    derde = await toegang.get(f"{vraag}&limit=1&cursor={tweede.json()['volgende']}")
    assert ([each["naam"] for each in derde.json()["items"]], derde.json()["volgende"]) == (["Zangkoor"], None)
    ontmoeten = (await toegang.get(f"{vraag}&onderwerp=ontmoeten&limit=2&cursor={eerste.json()['volgende']}")).json()
    assert [each["naam"] for each in ontmoeten["items"]] == ["Eetclub", "Zangkoor"]


async def test_of_two_who_replace_the_register_the_first_wins(toegang: Toegang) -> None:
    zonder = await toegang.client.post(IMPORT, content=TWEE.encode(), headers=toegang.headers)
    gezien = (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}")).headers["ETag"]
    headers = toegang.headers | {"If-Match": gezien}
    beide = [toegang.client.post(IMPORT, content=TWEE.encode(), headers=headers) for _ in range(2)]
    antwoorden = await asyncio.gather(*beide)
    assert (zonder.status_code, sorted(each.status_code for each in antwoorden)) == (428, [200, 412])
    nu = next(each.headers["ETag"] for each in antwoorden if each.is_success)
    assert (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}")).headers["ETag"] == nu != gezien


async def test_a_file_that_is_no_text_is_refused(toegang: Toegang) -> None:
    answer = await toegang.client.post(IMPORT, content=b"\xff\xfe\x00", headers=toegang.headers)
    assert (answer.status_code, answer.json()["invalidParams"][0]["name"]) == (400, "body")
    elders = await toegang.client.post(IMPORT, content=TWEE.encode(), headers=toegang.token(ALMELO))
    assert elders.status_code == 403


async def test_the_onderzoek_looks_in_the_register(toegang: Toegang) -> None:
    """M112: what was considered is in the register of the municipality, and not lapsed."""
    await _importeer(toegang, TWEE)
    gevonden = (await toegang.get(f"/v1/voorzieningen?gemeente={ALMERE}")).json()["items"]
    eetclub, plusbus = (each["id"] for each in gevonden)
    await _importeer(toegang, TWEE.rsplit("Plusbus", 1)[0])
    pad = f"{await toegang.bevestigd()}/onderzoek"
    for vreemd in (plusbus, "x"):
        body = met(ONDERZOEK, "voorzieningen", [{"id": vreemd, "uitkomst": "deels"}])
        answer = await toegang.post(pad, body)
        assert (answer.status_code, answer.json()["rule"]) == (400, "M112")
    gelukt(await toegang.post(pad, met(ONDERZOEK, "voorzieningen", [{"id": eetclub, "uitkomst": "deels"}])))


async def test_gaps_are_registered_and_counted(toegang: Toegang) -> None:
    """M112: the event says what is missing, never for whom."""
    gemeld = await toegang.meld()
    verhaal = "Mevrouw Grootkerk vindt geen eetclub."
    signaal: Json = {"gemeente": ALMERE, "onderwerp": "ontmoeten", "wijk": "Haven", "omschrijving": verhaal}
    eerste = gelukt(await toegang.post("/v1/signalen", signaal | {"meldingId": gemeld["id"]}))
    assert (eerste["op"], verhaal in str(eerste)) == ("2024-06-03", False)
    for anders in ({}, {"wijk": "Buiten"}, {"onderwerp": "vervoer"}):
        gelukt(await toegang.post("/v1/signalen", signaal | anders))
    told = (await toegang.events())[1]
    assert told["data"] == {
        "signaalId": eerste["id"],
        "gemeente": ALMERE,
        "onderwerp": "ontmoeten",
        "op": "2024-06-03",
    }
    telling = f"/v1/signalen/telling?gemeente={ALMERE}"
    geteld = (await toegang.get(f"{telling}&vanaf=2024-01-01&tot=2024-06-03")).json()
    assert [(each["onderwerp"], each["wijk"], each["aantal"]) for each in geteld] == [
        ("ontmoeten", "Haven", 2),
        ("ontmoeten", "Buiten", 1),
        ("vervoer", "Haven", 1),
    ]
    assert (await toegang.get(f"{telling}&vanaf=2024-06-04&tot=2024-06-30")).json() == []
    alle = (await toegang.get("/v1/signalen")).json()["items"]
    assert (len(alle), verhaal in str(alle)) == (4, False)
    vreemd = await toegang.post("/v1/signalen", signaal | {"onderwerp": "zwemmen"})
    assert (vreemd.status_code, "vervoer" in vreemd.json()["invalidParams"][0]["reason"]) == (400, True)
    assert verhaal not in repr((await toegang.rows())["signalen"])
    toegang.headers = toegang.token(ALMELO)
    assert (await toegang.get("/v1/signalen")).json()["items"] == []
    assert (await toegang.post("/v1/signalen", signaal)).status_code == 403
    assert (
        await toegang.post("/v1/signalen", signaal | {"gemeente": ALMELO, "meldingId": gemeld["id"]})
    ).status_code == 404


async def test_the_story_of_a_gap_is_read_with_a_trace(toegang: Toegang) -> None:
    gemeld = await toegang.meld()
    signaal: Json = {"gemeente": ALMERE, "onderwerp": "ontmoeten", "omschrijving": "Zij vindt geen eetclub."}
    uit_zaak, los = [
        gelukt(await toegang.post("/v1/signalen", signaal | anders))["id"]
        for anders in ({"meldingId": gemeld["id"]}, {})
    ]
    assert (await toegang.post(f"/v1/signalen/{uit_zaak}/_inzage")).status_code == 403
    toegang.headers = toegang.token(ALMERE, scope="personen:lezen")
    for each in (uit_zaak, los):
        gelezen = gelukt(await toegang.post(f"/v1/signalen/{each}/_inzage"), 200)
        assert gelezen == {"omschrijving": "Zij vindt geen eetclub."}
    gelogd = [(each["naam"], each["onderwerp"]) for each in await toegang.logboek()]
    assert gelogd[1:] == [("signaal geregistreerd", uit_zaak), ("signaal gelezen", uit_zaak)]
    toegang.headers = toegang.token(ALMELO, scope="personen:lezen")
    assert (await toegang.post(f"/v1/signalen/{los}/_inzage")).status_code == 404
