"""A double of the chain behind the adapter: RINIS, the hub and VECOZO, by the rules that are published.

It takes SOAP as `OntvangAsynchroon` says, checks the published schemas, numbers and moments, and answers with the codes
of the lists. What it took it keeps for the provider that it is for. It can be away, and be killed after it took
something and before it said so.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

import httpx
from lxml import etree
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from tests.koppelvlakken.bron import is_geldig

from clientroute.bench.standaard import schema
from koppelvlakken.ggk import soap
from koppelvlakken.ggk.envelop import (
    MAXIMALE_GROOTTE,
    Bericht,
    Envelop,
    Fout,
    Foutbericht,
    Ontvangstbevestiging,
    Plek,
    Soort,
    Systeem,
    Weigering,
)
from koppelvlakken.ggk.functies import FUNCTIES
from koppelvlakken.ggk.schrijven import schrijf

GGK, VECOZO = Systeem("IB", "GGKWebservice"), Systeem("VECOZO", "VECOZOWebservice")
GEWEIGERD = 500


class Gestorven(Exception):
    """The hub was killed: nobody got an answer."""


@dataclass
class Knooppunt:
    """The chain between municipalities and providers."""

    aanbieders: Sequence[str]
    """Who is connected with VECOZO."""
    weg: bool = False
    sterft_na: int | None = None
    """Die after taking so many more envelopes, before saying so."""
    functies_dicht: set[str] = field(default_factory=set)
    envelop_325: Soort = Soort.DU01
    genomen: dict[tuple[str, str], bytes] = field(default_factory=dict)
    laatste: dict[str, str] = field(default_factory=dict)
    bezorgd: dict[str, list[Envelop | Foutbericht]] = field(default_factory=lambda: defaultdict(list))
    """What lies with VECOZO for each provider."""
    uit: list[bytes] = field(default_factory=list)
    """SOAP messages that still have to reach the municipality."""
    volgnummer: int = 0
    """Of what providers send, so that their moments rise."""
    aangeboden: int = 0
    """How often something was brought, taken or not."""
    teruggegeven: set[str] = field(default_factory=set)
    """Numbers on which a Fo01 went back whose cause is not ours: those may come again as they were."""

    @property
    def app(self) -> Starlette:
        """Where the adapter of the municipality brings SOAP."""
        return Starlette(routes=[Route("/ggk", self._ontvang, methods=["POST"])])

    async def _ontvang(self, request: Request) -> Response:
        body = await request.body()
        self.aangeboden += 1
        if self.weg:
            return Response(status_code=503)
        bericht = soap.pak_uit(body)
        assert isinstance(bericht, Envelop | Foutbericht)
        assert request.headers["soapaction"] == f'"{soap.actie(bericht)}"'
        assert request.headers["content-type"].startswith("text/xml")
        fout = self._toets(bericht, schrijf(bericht))
        if self.sterft_na is not None:
            self.sterft_na -= 1
            if self.sterft_na < 0:
                self.weg, self.sterft_na = True, None
                raise Gestorven
        terug = bericht.ontvanger, bericht.zender, str(uuid4()), "20260101", bericht.referentienummer
        antwoord = Ontvangstbevestiging(*terug) if fout is None else Weigering(*terug, fout)
        return Response(soap.pak_in(antwoord), GEWEIGERD if fout else 200, media_type="text/xml")

    def _toets(self, bericht: Bericht, inhoud: bytes) -> Fout | None:
        """What the adapter refuses at once; what the hub and VECOZO refuse comes back as a Fo01."""
        assert is_geldig(inhoud), "everything that we send is valid by the published schema"
        zender = bericht.zender.organisatie or ""
        eerder = self.genomen.get((zender, bericht.referentienummer))
        if eerder is not None:
            if eerder != inhoud:
                return Fout("StUF016", Plek.CLIENT, "Combinatie zender en referentienummer niet uniek")
            if bericht.referentienummer not in self.teruggegeven:
                return None  # the same once more is not delivered twice
            self.teruggegeven.discard(bericht.referentienummer)
        elif bericht.tijdstip <= self.laatste.get(zender, ""):
            return Fout("StUF019", Plek.CLIENT, "TijdstipBericht niet groter dan voorgaand TijdstipBericht van zender")
        self.genomen[zender, bericht.referentienummer] = inhoud
        self.laatste[zender] = max(bericht.tijdstip, self.laatste.get(zender, ""))
        self._lever(bericht, inhoud)
        return None

    def _lever(self, bericht: Bericht, inhoud: bytes) -> None:
        keur = self._keur(bericht, inhoud) if isinstance(bericht, Envelop) else None
        if keur is None:
            self.bezorgd[bericht.ontvanger.organisatie or ""].append(bericht)
        else:
            self.wijs_af(bericht, *keur)

    def _keur(self, bericht: Envelop, inhoud: bytes) -> tuple[str, Systeem] | None:
        functie = FUNCTIES.get(bericht.functie)
        if functie is None:
            return "IB004", GGK
        if bericht.functie in self.functies_dicht:
            return "IB103", GGK
        verwacht = self.envelop_325 if bericht.functie.endswith("325") else functie.envelop
        if bericht.soort is not verwacht:
            return "IB006", GGK
        if len(inhoud) > MAXIMALE_GROOTTE:
            return "IB003", GGK
        if bericht.ontvanger.organisatie not in self.aanbieders:
            return "IB010", VECOZO
        if not _is_geldige_inhoud(bericht):
            return "IB014", VECOZO
        if bericht.functie.endswith("325") and self._al_beantwoord(bericht):
            return "IB019", VECOZO
        return None

    def _al_beantwoord(self, bericht: Envelop) -> bool:
        eerder = [each for each in self.bezorgd[bericht.ontvanger.organisatie or ""] if isinstance(each, Envelop)]
        op = bericht.cross_referentienummer
        return op is not None and any(each.cross_referentienummer == op for each in eerder)

    def wijs_af(self, bericht: Bericht, code: str, van: Systeem, omschrijving: str = "Afgekeurd") -> None:
        """Send a Fo01 about something that was taken."""
        if code in {"IB103"}:
            self.teruggegeven.add(bericht.referentienummer)
        fout = Foutbericht(
            van, Systeem(bericht.zender.organisatie, "GGk"), str(uuid4()), "20260101", bericht.referentienummer,
            Fout(code, Plek.CLIENT, omschrijving),
        )  # fmt: skip
        self.stuur(fout)

    def stuur(self, *berichten: Bericht) -> None:
        """Have these brought to the municipality at the next `bezorg`."""
        self.uit += [soap.pak_in(each) for each in berichten]

    async def bezorg(self, gemeente: httpx.AsyncClient) -> list[httpx.Response]:
        """Bring everything to the municipality; what is not taken in stays, and comes again the next time."""
        antwoorden = []
        for each in list(self.uit):
            answer = await gemeente.post("/ggk", content=each, headers={"Content-Type": "text/xml"})
            antwoorden.append(answer)
            if answer.status_code == 200:
                self.uit.remove(each)
        return antwoorden

    def voor(self, agb: str, functie: str) -> list[Envelop]:
        """What was delivered to a provider of one kind."""
        return [each for each in self.bezorgd[agb] if isinstance(each, Envelop) and each.functie == functie]


def _is_geldige_inhoud(bericht: Envelop) -> bool:
    try:
        return schema(bericht.functie).validate(etree.fromstring(bericht.inhoud))
    except etree.XMLSyntaxError:
        return False


def van_aanbieder(
    op: Envelop | None, functie: str, inhoud: bytes, *, agb: str, gemeente: str, tijdstip: str
) -> Envelop:
    """An envelope of a provider: as an answer on one, or a beginning."""
    wat = FUNCTIES[functie]
    assert op is not None or wat.envelop is Soort.DI01
    envelop = Envelop(
        Soort.DI01, Systeem(agb, "Pakket"), Systeem(gemeente, "GGk"), str(uuid4()), tijdstip, functie,
        wat.versie, wat.versie, inhoud,
    )  # fmt: skip
    if op is None:
        return envelop
    return replace(envelop, soort=Soort.DU01, cross_referentienummer=op.referentienummer)
