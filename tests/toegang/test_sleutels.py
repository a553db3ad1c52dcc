"""What toegang keeps opens in its own place only, and is found as ever when keys change."""

from sqlalchemy import select, update
from tests.toegang.conftest import ANDER_BSN, BSN, Json, Toegang, gelukt, melding, persoon
from tests.wissel import ongezien, wissel

from chassis.reseal import count_stale, reseal
from toegang.tables import Client, Melding

ADRES: Json = {"postcode": "1327AB", "huisnummer": 12}


async def test_what_is_sealed_of_one_citizen_does_not_open_as_another(toegang: Toegang) -> None:
    een, ander = await toegang.meld(), await toegang.meld(melding(bsn=ANDER_BSN))
    async with toegang.room.work() as work:
        van_een = select(Client.persoon).where(Client.id == een["clientId"]).scalar_subquery()
        await work.session.execute(update(Client).where(Client.id == ander["clientId"]).values(persoon=van_een))
        verhaal = select(Melding.hulpvraag).where(Melding.id == een["id"]).scalar_subquery()
        await work.session.execute(update(Melding).where(Melding.id == ander["id"]).values(hulpvraag=verhaal))
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    for pad in (f"/v1/clienten/{ander['clientId']}/_inzage", f"/v1/meldingen/{ander['id']}/_inzage"):
        answer = await toegang.post(pad)
        assert answer.status_code == 500
        assert "Grootkerk" not in answer.text
    assert gelukt(await toegang.post(f"/v1/clienten/{een['clientId']}/_inzage"), 200)["bsn"] == BSN


async def _gevonden(toegang: Toegang) -> list[list[object]]:
    """Who is found by BSN and by address, and whose cases are."""
    vragen = (("clienten", {"bsn": BSN}), ("clienten", ADRES), ("meldingen", {"bsn": BSN}))
    return [[each["id"] for each in (await toegang.post(f"/v1/{pad}/_zoek", vraag)).json()] for pad, vraag in vragen]


async def test_a_citizen_is_found_and_stays_one_client_while_keys_change(toegang: Toegang) -> None:
    gemeld = await toegang.meld()
    voor = await _gevonden(toegang)
    assert voor == [[gemeld["clientId"]], [gemeld["clientId"]], [gemeld["id"]]]
    pad = f"/v1/clienten/{gemeld['clientId']}/persoon"
    for _ in range(2):
        wissel(toegang.room)
        assert await _gevonden(toegang) == voor
        assert (await toegang.post("/v1/meldingen", melding())).status_code == 409, "there is a case already"
        assert (await toegang.put(pad, persoon() | {"woongemeente": "0034"})).status_code == 204
        assert (await toegang.put(pad, persoon(ANDER_BSN) | {"woongemeente": "0034"})).status_code == 400
        await reseal(toegang.room, ongezien)
        assert await count_stale(toegang.room) == 0
        assert await _gevonden(toegang) == voor
        assert (await toegang.post("/v1/meldingen", melding())).status_code == 409
    assert len((await toegang.rows())["clienten"]) == 1


async def test_nothing_that_a_leaked_key_makes_is_left_after_the_change(toegang: Toegang) -> None:
    await toegang.beschikt()
    gelekt = toegang.room.vault
    hashes = {gelekt.bsn_hash(BSN), gelekt.hash("adres", b"adres 1327AB 12").current}
    voor = str(await toegang.rows())
    assert [each for each in hashes if each not in voor] == []
    wissel(toegang.room)
    await reseal(toegang.room, ongezien)
    alles = str(await toegang.rows())
    assert [each for each in hashes if each in alles] == []
    assert toegang.room.vault.bsn_hash(BSN) in alles


async def test_two_processes_with_another_newest_key_register_one_citizen_once(toegang: Toegang) -> None:
    nog_niet = toegang.room.keychain
    wissel(toegang.room)
    al_wel = toegang.room.keychain
    gelukt(await toegang.post("/v1/meldingen", melding()))
    toegang.room.keychain = nog_niet
    answer = await toegang.post("/v1/meldingen", melding())
    toegang.room.keychain = al_wel
    assert answer.status_code == 409
