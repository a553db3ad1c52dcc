"""What people record of residents: the survey, one by one and as a file (M90), and signals about planning (M116)."""

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import post, rapport
from tests.monitoring.verhaal import AGB, ALKMAAR, ALMERE

OP = "2023-05-01"
ERVARING = {"gemeente": ALMERE, "agb": AGB, "op": OP, "cijfer": 80}
SIGNAAL = {"gemeente": ALMERE, "agb": AGB, "op": OP, "soort": "dubbel-bezoek"}
KOP = "antwoord;gemeente;agb;op;cijfer"


async def stuur(
    monitoring: Monitoring, *rijen: str, gemeente: str = "*", scope: str = "contracten", soort: str = "text/csv"
) -> tuple[int, dict[str, object]]:
    """Send a file of answers; the status and what is answered."""
    headers = monitoring.token(gemeente, scope=scope) | {"Content-Type": soort}
    inhoud = "\n".join((KOP, *rijen)).encode()
    answer = await monitoring.client.post("/v1/clientervaringen/_importeer", content=inhoud, headers=headers)
    return answer.status_code, answer.json()


def antwoorden(aantal: int, cijfer: int = 70) -> list[str]:
    return [f"o-{nummer};{ALMERE};{AGB};{OP};{cijfer}" for nummer in range(aantal)]


async def test_m90_nine_answers_show_how_many_and_no_grade(monitoring: Monitoring) -> None:
    for cijfer in range(61, 70):
        await post(monitoring, "clientervaringen", ERVARING | {"cijfer": cijfer})
    assert await rapport(monitoring, "clientervaringen") == [[AGB, 9, None]]
    await post(monitoring, "clientervaringen", ERVARING | {"cijfer": 90})
    assert await rapport(monitoring, "clientervaringen") == [[AGB, 10, 6.75]]  # (61 + … + 69 + 90) / 10 = 67.5 tenths
    assert await rapport(monitoring, "clientervaringen", "", ALKMAAR) == []


async def test_m90_a_survey_comes_as_a_file_and_the_same_answer_counts_once(monitoring: Monitoring) -> None:
    status, uitkomst = await stuur(monitoring, *antwoorden(9))
    assert (status, uitkomst) == (200, {"nieuw": 9, "dubbel": 0, "bewaard": True, "fouten": []})
    assert await rapport(monitoring, "clientervaringen") == [[AGB, 9, None]]
    _, weer = await stuur(monitoring, *antwoorden(9))
    assert (weer["nieuw"], weer["dubbel"]) == (0, 9)
    assert await rapport(monitoring, "clientervaringen") == [[AGB, 9, None]]
    _, meer = await stuur(monitoring, *antwoorden(10))
    assert (meer["nieuw"], meer["dubbel"]) == (1, 9)
    assert await rapport(monitoring, "clientervaringen") == [[AGB, 10, 7.0]]


async def test_m111_what_residents_answer_is_on_the_sheet_of_the_talk_with_a_provider(monitoring: Monitoring) -> None:
    pad = f"/dashboard/aanbieder/{AGB}/gespreksblad?kwartaal=2023-2"
    assert "7,3" not in (await monitoring.client.get(pad)).text
    await stuur(monitoring, *antwoorden(10, cijfer=73))
    blad = (await monitoring.client.get(pad)).text
    tabel = blad[blad.index("Ervaringen van cliënten") :]
    assert "7,3" in tabel[: tabel.index("</table>")]


async def test_m90_every_wrong_row_is_named_and_nothing_is_kept(monitoring: Monitoring) -> None:
    fout = [
        f"o-90;{ALKMAAR};{AGB};{OP};70",
        f"o-91;{ALMERE};1;2023-13-01;101",
        f"o-92;{ALMERE};{AGB};2024-01-01;70",
        f"Jan Jansen;{ALMERE};{AGB};{OP};70",
        f"o-0;{ALMERE};{AGB};{OP};80",
    ]
    status, uitkomst = await stuur(monitoring, *antwoorden(10), *fout, gemeente=ALMERE)
    assert (status, uitkomst["bewaard"]) == (200, False)
    assert [(each["rij"], each["kolom"]) for each in uitkomst["fouten"]] == [
        (12, "gemeente"),
        (13, "agb"),
        (13, "op"),
        (13, "cijfer"),
        (14, "op"),
        (15, "antwoord"),
        (16, "antwoord"),
    ]
    assert "Jansen" not in str(uitkomst)
    assert await rapport(monitoring, "clientervaringen") == []


async def test_m90_what_is_no_file_of_answers_is_refused(op_sqlite: Monitoring) -> None:
    assert (await stuur(op_sqlite, scope="monitoring"))[0] == 403
    assert (await stuur(op_sqlite, soort="application/json"))[0] == 415
    headers = op_sqlite.token(scope="contracten") | {"Content-Type": "text/csv"}
    for inhoud in (b"gemeente;agb\n", b"\xff\xfe"):
        answer = await op_sqlite.client.post("/v1/clientervaringen/_importeer", content=inhoud, headers=headers)
        assert answer.status_code == 400


async def test_m116_signals_about_planning_are_counted_from_ten_on(op_sqlite: Monitoring) -> None:
    for _ in range(9):
        await post(op_sqlite, "planningssignalen", SIGNAAL)
    assert await rapport(op_sqlite, "planningssignalen") == [[AGB, "dubbel-bezoek", None]]
    await post(op_sqlite, "planningssignalen", SIGNAAL)
    assert await rapport(op_sqlite, "planningssignalen") == [[AGB, "dubbel-bezoek", 10]]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("clientervaringen", ERVARING | {"cijfer": 101}),
        ("clientervaringen", ERVARING | {"cijfer": 9}),
        ("clientervaringen", ERVARING | {"op": "2024-01-01"}),
        ("clientervaringen", ERVARING | {"agb": "1"}),
        ("clientervaringen", ERVARING | {"naam": "Jansen"}),
        ("planningssignalen", SIGNAAL | {"soort": "anders"}),
    ],
)
async def test_what_makes_no_sense_is_refused(op_sqlite: Monitoring, path: str, body: dict[str, object]) -> None:
    await post(op_sqlite, path, body, status=400)


@pytest.mark.parametrize(("path", "body"), [("clientervaringen", ERVARING), ("planningssignalen", SIGNAAL)])
async def test_who_may_record(op_sqlite: Monitoring, path: str, body: dict[str, object]) -> None:
    await post(op_sqlite, path, body, scope="monitoring", status=403)
    await post(op_sqlite, path, body, ALKMAAR, status=403)
    await post(op_sqlite, path, body, ALMERE)
