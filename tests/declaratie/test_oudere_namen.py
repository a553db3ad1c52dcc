"""A log of before has older names of fields; it can be read again."""

from chassis.events import EventData
from declaratie.app import SERVICE
from gebeurtenissen import AandachtspuntAfgehandeld, BetalingVastgesteld, DeclaratieBeantwoord, Gedeclareerd

VROEGER: dict[type[EventData], dict[str, str]] = {
    DeclaratieBeantwoord: {
        "prestatiesIngediend": "regelsIngediend",
        "prestatiesToegekend": "regelsToegekend",
        "prestatiesAfgewezen": "regelsAfgewezen",
    },
    Gedeclareerd: {"prestaties": "regels"},
    AandachtspuntAfgehandeld: {"volgnummer": "regel"},
    BetalingVastgesteld: {"identificatie325": "antwoord"},
}
WAARDEN = {
    DeclaratieBeantwoord: {
        "declaratieId": "d", "berichtId": "d", "gemeente": "0034", "agb": "99990001", "declaratieperiode": "2026-05-01",
        "ontvangenOp": "2026-06-01T09:00:00Z", "beantwoordOp": "2026-06-01T10:00:00Z", "retourcode": "0200",
        "prestatiesIngediend": 7, "prestatiesToegekend": 4, "prestatiesAfgewezen": 3,
        "bedragIngediend": 701, "bedragToegekend": 402, "afkeuringen": [], "producten": [],
    },
    Gedeclareerd: {
        "toewijzingId": "t", "toewijzingNummer": 1, "categorie": "02", "code": "IB2B", "maand": "2026-05-01",
        "eenheid": "04", "volume": 13, "bedrag": 7_995, "prestaties": 2, "budgethouder": "0034",
    },
    AandachtspuntAfgehandeld: {
        "aandachtspuntId": "p", "declaratieId": "d", "volgnummer": 5, "gemeente": "0034", "agb": "99990001",
        "mNummer": "M79", "bedrag": 615, "besluit": "akkoord", "budgethouder": "0034",
    },
    BetalingVastgesteld: {
        "declaratieId": "d", "budgethouder": "0034", "gemeente": "0034", "agb": "99990001", "declaratienummer": "D1",
        "declaratieperiode": "2026-05-01", "identificatie325": "000000000017",
        "beantwoordOp": "2026-06-01T10:00:00Z", "debet": 700, "credit": 99, "bedrag": 601,
    },
}  # fmt: skip


def test_older_names_are_heard_and_newer_ones_told() -> None:
    for model, namen in VROEGER.items():
        nu = WAARDEN[model]
        toen = {namen.get(naam, naam): waarde for naam, waarde in nu.items()}
        gehoord = model.model_validate(toen)
        assert gehoord.model_dump(mode="json", by_alias=True) == nu


def test_regel_is_a_rule_and_never_a_place() -> None:
    """In the tables no column has the name: a place in a message is a volgnummer."""
    kolommen = {f"{tabel.name}.{kolom.name}" for tabel in SERVICE.metadata.tables.values() for kolom in tabel.columns}
    assert not {each for each in kolommen if each.endswith(".regel")}
    assert {"prestaties.volgnummer", "aandachtspunten.volgnummer"} <= kolommen
