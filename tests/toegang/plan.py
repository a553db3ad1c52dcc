"""A plan as the tests send it, and how far they bring it."""

from tests.toegang.conftest import ALMERE, Json, Toegang, gelukt, melding, met

HARDERWIJK = "0243"
VANDAAG = "2024-06-03"
ZRM: dict[str, int] = {"financien": 2, "tijdsbesteding": 3, "sociaal-netwerk": 2}
PARTIJEN = ["client", "aanbieder", "gemeente"]


def doel(**anders: object) -> Json:
    """A goal that is SMART, in Almere."""
    smart: Json = {
        "gebied": "tijdsbesteding",
        "doel": "Ik ga drie keer per week naar de soos.",
        "meetbaar": "Drie keer per week, vier weken achter elkaar.",
        "streefdatum": "2024-09-01",
        "acties": [{"wie": "ik", "wat": "elke maandag bellen"}],
    }
    return smart | anders


def plan(*doelen: Json, **anders: object) -> Json:
    """A plan in traject 2 of Almere."""
    gewoon: Json = {
        "traject": "traject-2",
        "begindatum": VANDAAG,
        "einddatum": "2027-06-02",
        "regisseur": "consulent-7",
        "doelen": list(doelen) or [doel()],
    }
    return gewoon | anders


async def client(toegang: Toegang, gemeente: str = ALMERE, geboren: str = "1980-02-29", **anders: str) -> str:
    body = met(melding(gemeente, **anders), "persoon.geboortedatum", geboren)
    return str((await toegang.meld(body))["clientId"])


async def nieuw_plan(toegang: Toegang, client_id: str, body: Json | None = None) -> Json:
    return gelukt(await toegang.post(f"/v1/clienten/{client_id}/plannen", body or plan()))


async def vastgesteld(toegang: Toegang, client_id: str, body: Json | None = None, zrm: bool = True) -> Json:
    """A plan that is settled, with a first measurement."""
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, client_id, body))['id']}"
    if zrm:
        gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    return gelukt(await toegang.post(f"{pad}/vaststelling", {"getoetst": True}))


async def regels(toegang: Toegang, pad: str, body: Json) -> list[str]:
    """The rules that refuse a request, in order."""
    answer = await toegang.post(pad, body)
    assert answer.status_code == 400, answer.text
    problem = answer.json()
    assert all(each.get("allowed", True) for each in problem["invalidParams"])
    return [each.get("rule", problem.get("rule")) for each in problem["invalidParams"]]


async def evaluatie(toegang: Toegang, af: Json) -> str:
    """The address of the first evaluation of a plan."""
    return f"/v1/evaluaties/{af['evaluaties'][0]['id']}/uitkomst"  # type: ignore[index]


async def verwijder(toegang: Toegang, pad: str) -> tuple[int, str | None]:
    """Status and rule of a DELETE."""
    answer = await toegang.client.delete(pad, headers=toegang.headers | {"If-Match": "*"})
    return answer.status_code, answer.json().get("rule") if answer.content else None
