"""A municipality's own choices within the model of its region act at its own desk, and at no other (M132)."""

from tests.toegang.conftest import Json, Toegang, gelukt, melding, onderzoek

ELBURG, PUTTEN = "0230", "0273"
EIGEN = "Klussendienst Elburg"


async def test_m132_what_goes_first_in_one_municipality_is_asked_there_and_not_elsewhere(toegang: Toegang) -> None:
    """Everything else in the onderzoek is that of the region (M19)."""
    zonder: Json = onderzoek(PUTTEN)
    assert EIGEN not in str(zonder)
    elburg = await toegang.bevestigd(melding(ELBURG))
    geweigerd = gelukt(await toegang.post(f"{elburg}/onderzoek", zonder), 400)
    assert EIGEN in str(geweigerd["invalidParams"])
    gelukt(await toegang.post(f"{elburg}/onderzoek", onderzoek(ELBURG)))
    putten = await toegang.bevestigd(melding(PUTTEN, bsn="999900018"))
    meer = gelukt(await toegang.post(f"{putten}/onderzoek", onderzoek(ELBURG)), 400)
    assert [(each["name"], each["rule"]) for each in meer["invalidParams"]] == [("body.voorliggend", "M19")]
    gelukt(await toegang.post(f"{putten}/onderzoek", zonder))
