"""What goes over the GGk and cannot go on by itself: why, what to do, and sending it again. Only where there is one."""

from werkplek.inhoud.berichten import WOORDEN
from werkplek.inhoud.vastgelopen import BEHEERT
from werkplek.inhoud.wachtend import KOLOMMEN
from werkplek.vorm import Bron, Handeling, Lijst, Tabel, Waarde, staat

DIENST = "koppelvlak"
BLAD = "/werkplek/ggk"
OPNIEUW = Handeling(
    f"{BLAD}/{{id}}/opnieuw",
    "Stuur een geweigerd bericht opnieuw",
    "Stuur opnieuw",
    BEHEERT,
    DIENST,
    "/v1/ggk/uitgaand/{id}/_opnieuw",
    "Het bericht gaat opnieuw weg.",
    BLAD,
    als=staat("kanOpnieuw", True),
)
UITGAAND = (
    Waarde("functie", "Bericht", woorden=WOORDEN),
    Waarde("agb", "Aan", "aanbieder"),
    Waarde("gemeente", "Van", "gemeente"),
    Waarde("gemaaktOp", "Gemaakt op", "moment"),
)
INKOMEND = (
    Waarde("functie", "Bericht", woorden=WOORDEN),
    Waarde("zender", "Van", "aanbieder"),
    Waarde("gemeente", "Aan", "gemeente"),
    Waarde("ontvangenOp", "Ontvangen op", "moment"),
    Waarde("reden", "Waarom", "lang"),
)
GGK = Lijst(
    BLAD,
    "Langs het GGk",
    "Berichten die geweigerd zijn of niet verder kunnen, en wat u dan doet.",
    BEHEERT,
    (
        Tabel(
            "Geweigerd, oudste eerst",
            (
                *UITGAAND,
                Waarde("fout", "Wat de keten schreef", "lang"),
                Waarde("foutcode", "Code"),
                Waarde("advies", "Wat u kunt doen", "lang"),
            ),
            Bron(DIENST, "/v1/ggk/uitgaand?status=fout"),
            per_rij=(OPNIEUW,),
            leeg="Er is niets geweigerd.",
        ),
        Tabel(
            "Apart gezet",
            INKOMEND,
            Bron(DIENST, "/v1/ggk/inkomend?status=apart&limit=200"),
            leeg="Er is niets apart gezet.",
        ),
        Tabel(
            "Antwoord op een bericht dat we niet kennen",
            INKOMEND,
            Bron(DIENST, "/v1/ggk/inkomend?status=onbekend&limit=200"),
            leeg="Elk antwoord hoort bij een bericht.",
        ),
        Tabel("Wat verder wacht", KOLOMMEN, Bron(DIENST, "/v1/wachtend"), leeg="Er wacht niets."),
        Tabel(
            "Verstuurd, en nog zonder antwoord",
            (
                *UITGAAND,
                Waarde("antwoordVoor", "Antwoord voor", "datum"),
                Waarde("teLaat", "Te laat"),
            ),
            Bron(DIENST, "/v1/ggk/uitgaand?status=verstuurd&limit=200"),
            leeg="Er is niets onderweg.",
        ),
    ),
)
ONDERDELEN = (GGK, OPNIEUW)
