"""What waits and needs a person, service by service: since when, on what, and letting it go on with a reason."""

from werkplek.inhoud.vastgelopen import BEHEERT
from werkplek.vorm import Bron, Handeling, Lijst, Tabel, Vraag, Waarde

BLAD = "/werkplek/wachtend"
DIENSTEN = ("toewijzing", "declaratie", "monitoring")
"""Where anything can wait for a person."""
SOORTEN = {
    "declaraties": "declaraties",
    "niet-opgehaald": "berichten die niemand ophaalt",
    "webhooks": "oproepen die niet aankomen",
    "geparkeerd": "gebeurtenissen die we nog niet kenden",
}


def _hervat(dienst: str) -> Handeling:
    return Handeling(
        f"{BLAD}/{dienst}/{{soort}}/{{id}}/hervat",
        "Laat verdergaan wat wacht",
        "Laat verdergaan",
        BEHEERT,
        dienst,
        "/v1/wachtend/_hervat",
        "Het gaat verder.",
        BLAD,
        uitleg="Uw naam en de reden komen in het logboek van de dienst.",
        vragen=(Vraag("reden", "Reden", "lang", "Schrijf geen namen van inwoners op."),),
        vast={"soort": "{soort}", "id": "{id}"},
        als=lambda ding: ding.get("soort") != "niet-opgehaald",
    )


HERVATTEN = {dienst: _hervat(dienst) for dienst in DIENSTEN}
KOLOMMEN = (
    Waarde("sinds", "Sinds", "moment"),
    Waarde("soort", "Wat", woorden=SOORTEN),
    Waarde("aantal", "Hoeveel", "getal"),
    Waarde("waarop", "Waarop"),
    Waarde("tot", "Gaat vanzelf verder op", "moment"),
)
WACHTEND = Lijst(
    BLAD,
    "Wat wacht",
    "Wat blijft liggen tot iemand iets doet. Niet alles wat wacht is stuk.",
    BEHEERT,
    tuple(
        Tabel(
            dienst.capitalize(),
            KOLOMMEN,
            Bron(dienst, "/v1/wachtend"),
            per_rij=(HERVATTEN[dienst],),
            leeg="Er wacht niets.",
        )
        for dienst in DIENSTEN
    ),
)
