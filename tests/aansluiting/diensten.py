"""Stand-ins for the services, by their public API: what they have ready, and what they take in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import httpx

import wetten
from berichtenverkeer.lezen import kop_van
from chassis.identifiers import new_id


@dataclass
class Stuk:
    """A message in the post of a service."""

    id: str
    soort: str
    gemeente: str
    agb: str
    dagtekening: str
    inhoud: bytes
    antwoord_op: str | None = None
    status: str = "klaar"


@dataclass
class Dienst:
    """One service: its post, and how it answers."""

    stukken: list[Stuk] = field(default_factory=list)
    wegen: list[dict[str, str]] = field(default_factory=list)
    genomen: dict[bytes, str] = field(default_factory=dict)
    """What came in, by its content."""
    aangeboden: int = 0
    weigert: tuple[int, str, str] | None = None
    """Status, kind and reason with which everything is refused."""
    struikelt_over: bytes | None = None
    """What answers 500, however often it comes or is asked."""
    weg: bool = False
    valt_om_na_ophalen: bool = False
    """Whether it is gone between the content and `_opgehaald`."""

    def klaar(self, bericht: wetten.Bericht, antwoord_op: str | None = None, inhoud: bytes | None = None) -> Stuk:
        """Have a message ready; another content than its own to break something."""
        kop = kop_van(bericht)
        gemeente, agb = sorted((kop.gemeente, kop.agb), key=len)
        dag = str(bericht.header.bericht_identificatie.dagtekening)
        inhoud = wetten.schrijf(bericht) if inhoud is None else inhoud
        stuk = Stuk(new_id(), bericht.soort(), gemeente, agb, dag, inhoud, antwoord_op)
        self.stukken.append(stuk)
        return stuk

    def client(self) -> httpx.AsyncClient:
        """What the koppelvlak calls it with."""
        return httpx.AsyncClient(transport=httpx.MockTransport(self._antwoord), base_url="http://dienst")

    def _antwoord(self, request: httpx.Request) -> httpx.Response:
        if self.weg:
            raise httpx.ConnectError("gone", request=request)
        pad = request.url.path
        if pad == "/v1/berichtwegen":
            return _pagina(request, self.wegen)
        if request.method == "POST" and pad == "/v1/berichten":
            return self._neem(request)
        if pad == "/v1/berichten":
            assert dict(request.url.params) | {"richting": "uit", "status": "klaar"} == dict(request.url.params)
            return _pagina(request, [_view(each) for each in self.stukken if each.status == "klaar"])
        stuk = next(each for each in self.stukken if each.id in pad)
        if pad.endswith("/inhoud"):
            assert request.headers["accept"] == "application/xml"
            if self.struikelt_over is not None and self.struikelt_over == stuk.inhoud:
                return httpx.Response(500)
            return httpx.Response(200, content=stuk.inhoud)
        assert (request.method, pad) == ("POST", f"/v1/berichten/{stuk.id}/_opgehaald")
        if self.valt_om_na_ophalen:
            raise httpx.ReadError("gone", request=request)
        stuk.status = "opgehaald"
        return httpx.Response(204)

    def _neem(self, request: httpx.Request) -> httpx.Response:
        assert request.headers["content-type"] == "application/xml"
        self.aangeboden += 1
        if self.weigert is not None:
            status, slug, detail = self.weigert
            body = {"type": f"https://example.nl/problemen/{slug}", "status": status, "detail": detail}
            return httpx.Response(status, content=json.dumps(body))
        if self.struikelt_over is not None and self.struikelt_over == request.content:
            return httpx.Response(500)
        return httpx.Response(202, json={"id": self.genomen.setdefault(request.content, new_id()), "soort": "x"})


def _view(stuk: Stuk) -> dict[str, object]:
    return {
        "id": stuk.id, "soort": stuk.soort, "gemeente": stuk.gemeente, "agb": stuk.agb,
        "dagtekening": stuk.dagtekening, "antwoordOp": stuk.antwoord_op, "status": stuk.status, "richting": "uit",
    }  # fmt: skip


def _pagina(request: httpx.Request, items: Sequence[Mapping[str, object]]) -> httpx.Response:
    """Two at a time, so that every list has more pages; a cursor names the last, whatever is gone since."""
    na = request.url.params.get("cursor", "")
    rest = sorted((each for each in items if _sleutel(each) > na), key=_sleutel)
    volgende = _sleutel(rest[1]) if len(rest) > 2 else None
    return httpx.Response(200, json={"items": rest[:2], "volgende": volgende})


def _sleutel(item: Mapping[str, object]) -> str:
    return str(item.get("id") or [item[each] for each in ("agb", "wet", "vanaf")])
