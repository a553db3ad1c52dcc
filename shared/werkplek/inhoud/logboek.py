"""Who saw or changed what of a citizen: for who answers a citizen that asks, and for an audit."""

from werkplek.inhoud.zaken import INZAGE, LEGT_VAST
from werkplek.vorm import GEVONDEN, Bron, Lijst, Tabel, Verwijzing, Waarde, ZoekOpBsn, wie

DIENST = "toegang"
LEEST = wie("logboek:lezen")
LOGBOEK = Lijst(
    "/werkplek/clienten/{client_id}/logboek",
    "Wie zag of wijzigde wat",
    "Alles wat in alle diensten met de gegevens van deze inwoner is gedaan, ook wat werd geweigerd.",
    LEEST,
    (
        Tabel(
            "Inzagen en wijzigingen, oudste eerst",
            (
                Waarde("op", "Wanneer", "moment"),
                Waarde("wie", "Wie"),
                Waarde("agb", "Aanbieder", "aanbieder"),
                Waarde("wat", "Wat"),
                Waarde("doel", "Waarvoor"),
                Waarde("uitkomst", "Uitkomst"),
            ),
            Bron(DIENST, "/v1/clienten/{client_id}/logboek"),
            leeg="Niemand zag of wijzigde iets.",
        ),
    ),
    ook=(Verwijzing("Brief voor de inwoner", "/werkplek/clienten/{client_id}/inzagebrief", INZAGE, LEGT_VAST),),
)
ZOEK = ZoekOpBsn(
    "/werkplek/logboek",
    "Wie zag wat",
    LEEST,
    Bron(DIENST, "/v1/clienten/_zoek", "POST"),
    Tabel(
        "Deze inwoner",
        (
            Waarde("gemeente", "Gemeente", "gemeente"),
            Waarde("verhuisdOp", "Woonde hier tot en met", "datum"),
            Waarde("overledenOp", "Overleden op", "datum"),
        ),
        GEVONDEN,
        naar="/werkplek/clienten/{id}/logboek",
        leeg="Deze inwoner is geen cliënt van uw gemeenten.",
    ),
)
ONDERDELEN = (ZOEK, LOGBOEK)
