"""The walls: every operation of the four contracts, with every kind of token and the ids of a played region.

Nothing here holds a right that would let it in, but for the last test: that one shows that the doors do open.
"""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import date

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import func, select, text
from tests.contract import operaties as van_contract
from tests.keten.gespeeld import gespeelde_suite
from tests.keten.wie_mag import ECHT, SCOPES, VAN_IEDEREEN, WIE_MAG, ZONDER_TOKEN

from betekenis import woorden
from chassis.settings import Settings
from chassis.tables import logregels
from chassis.tokens import Caller, DevelopmentIssuer
from clientroute.suite import Suite
from verwerkingen import verwerkingen

pytestmark = [pytest.mark.lang, pytest.mark.asyncio(loop_scope="module")]

VANDAAG = date(2026, 11, 25)
ELDERS, OVERAL, ALMERE = "0141", "*", "0034"
NERGENS = "019a0000-0000-7000-8000-00000000000f"
ANDERE_AGB = "99999998"
VERZONNEN = "019a0000-0000-7000-8000-000000000001"
"""The client of the examples."""
DICHT = {401, 403}


@dataclass(frozen=True)
class Operatie:
    """One operation of a contract."""

    dienst: str
    naam: str
    methode: str
    pad: str
    body: bytes | None
    soort: str
    scopes: frozenset[str]
    """Of which one is needed, or two with a plus between them."""

    def __str__(self) -> str:
        return f"{self.dienst} {self.naam}"

    @property
    def genoeg(self) -> frozenset[str]:
        """Scopes that open it, each by itself."""
        return frozenset(scope for each in self.scopes for scope in each.split("+"))


def operaties() -> Iterator[Operatie]:
    """Every operation of the contracts. Raises KeyError for one of which the table does not say who may."""
    for dienst, tabel in WIE_MAG.items():
        wie = {naam: frozenset(scopes.split()) for scopes, namen in tabel.items() for naam in namen.split()}
        for pad, methode, operatie in van_contract(dienst):
            body, soort = _body(operatie)
            naam = str(operatie["operationId"])
            assert bool(operatie["security"]) is (naam not in ZONDER_TOKEN), "open on purpose, and in its contract"
            if naam in ZONDER_TOKEN:
                continue
            yield Operatie(dienst, naam, methode.upper(), pad, body, soort, wie[naam])


def _body(operatie: dict[str, object]) -> tuple[bytes | None, str]:
    """The example of the contract for a body, or an empty one."""
    gevraagd = operatie.get("requestBody")
    if not isinstance(gevraagd, dict):
        return None, "application/json"
    soort, vorm = next(iter(gevraagd["content"].items()))
    naam = str(vorm.get("schema", {}).get("$ref", "")).rpartition("/")[2]
    voorbeeld = vorm.get("example", woorden().examples.get(naam, {}))
    return (voorbeeld if isinstance(voorbeeld, str) else json.dumps(voorbeeld)).encode(), soort


ALLE = tuple(operaties())


async def test_the_table_says_who_may_of_every_operation_and_of_no_other() -> None:
    genoemd = [
        (dienst, naam) for dienst, tabel in WIE_MAG.items() for namen in tabel.values() for naam in namen.split()
    ]
    assert sorted(genoemd) == sorted((each.dienst, each.naam) for each in ALLE)
    assert {scope for each in ALLE for scope in each.genoeg} == SCOPES


@dataclass
class Streek:
    """A played region and the ids that are in it."""

    suite: Suite
    echt: dict[str, str] = field(default_factory=dict)
    berichten: dict[str, str] = field(default_factory=dict)
    bekend: set[str] = field(default_factory=set)
    """Everything that belongs to one municipality or one provider."""

    async def ga_na(self) -> None:
        for parameter, (dienst, tabel, kolom) in ECHT.items():
            waarden = await self._waarden(dienst, tabel, kolom)
            assert waarden, f"the play leaves no {parameter}"
            self.echt[parameter] = waarden[0]
            if parameter not in VAN_IEDEREEN:
                self.bekend |= set(waarden)
        for dienst in ("toewijzing", "declaratie"):
            waarden = await self._waarden(dienst, "berichten", "id")
            self.berichten[dienst] = waarden[0]
            self.bekend |= set(waarden)

    async def gelogd(self, operatie: Operatie) -> int:
        """How many lines the log has of an operation."""
        query = select(func.count()).where(logregels.c.operatie == operatie.naam)
        await self.suite.rooms[operatie.dienst].written()
        async with self.suite.rooms[operatie.dienst].work(writes=False) as work:
            return (await work.session.execute(query)).scalar_one()

    def token_voor(self, operatie: Operatie) -> str:
        """One with which an operation opens."""
        if operatie.scopes == {"berichten"}:
            return self.token(operatie.scopes, self.echt["agb"])
        return self.token(operatie.genoeg, gemeenten=frozenset({OVERAL}))

    async def stand(self) -> dict[str, int]:
        """How many rows every table of every service has, beside the log of who tried."""
        geteld = {}
        for dienst, room in self.suite.rooms.items():
            async with room.work(writes=False) as work:
                for tabel in room.service.metadata.sorted_tables:
                    if tabel.name == logregels.name:
                        continue
                    query = select(func.count()).select_from(tabel)
                    geteld[f"{dienst} {tabel.name}"] = (await work.session.execute(query)).scalar_one()
        return geteld

    async def _waarden(self, dienst: str, tabel: str, kolom: str) -> list[str]:
        async with self.suite.rooms[dienst].work(writes=False) as work:
            query = text(f"SELECT {kolom} FROM {tabel} WHERE {kolom} IS NOT NULL ORDER BY {kolom}")
            return [str(each) for each in (await work.session.execute(query)).scalars()]

    def plek(self, operatie: Operatie) -> str:
        """The address with ids that are there; where the play leaves none, one of nothing."""
        ids = {"jaar": "2026", "naam": "keten", "soort": "wacht", "bericht_id": self.berichten.get(operatie.dienst, "")}
        gevuld = operatie.pad
        for parameter in [deel.strip("{}") for deel in operatie.pad.split("/") if deel.startswith("{")]:
            gevuld = gevuld.replace(f"{{{parameter}}}", (ids | self.echt).get(parameter) or NERGENS)
        return f"/{operatie.dienst}/v1{gevuld}{'?gemeente=' + ALMERE if operatie.methode == 'GET' else ''}"

    async def vraag(self, client: httpx.AsyncClient, operatie: Operatie, token: str | None) -> httpx.Response:
        headers = {"Content-Type": operatie.soort, "If-Match": "*"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        body = operatie.body and operatie.body.replace(VERZONNEN.encode(), self.echt["client_id"].encode())
        return await client.request(operatie.methode, self.plek(operatie), headers=headers, content=body)

    def token(self, scopes: frozenset[str], agb: str | None = None, gemeenten: frozenset[str] = frozenset()) -> str:
        assert self.suite.secrets.issuer is not None
        return self.suite.secrets.issuer.issue(Caller("muren", scopes, agb, gemeenten))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def streek(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Streek]:
    async with gespeelde_suite(Settings(data_dir=tmp_path_factory.mktemp("muren")), VANDAAG) as (suite, _):
        streek = Streek(suite)
        await streek.ga_na()
        yield streek


async def antwoorden(streek: Streek, token: str | None) -> dict[Operatie, httpx.Response]:
    """What every operation answers to a token."""
    async with streek.suite.client() as client:
        return {each: await streek.vraag(client, each, token) for each in ALLE}


def anders(gevonden: dict[Operatie, httpx.Response], verwacht: set[int]) -> dict[str, int]:
    """The operations that answered something else, and what."""
    return {str(each): answer.status_code for each, answer in gevonden.items() if answer.status_code not in verwacht}


async def test_without_a_token_that_holds_nothing_opens(streek: Streek) -> None:
    alles = Caller("muren", SCOPES, gemeenten=frozenset({OVERAL}))
    assert streek.suite.secrets.issuer is not None
    verlopen = streek.suite.secrets.issuer.issue(alles, seconds=-60)
    van_elders = DevelopmentIssuer(bytes(32)).issue(alles)
    goed = streek.token(SCOPES, gemeenten=frozenset({OVERAL}))
    zonder_handtekening = goed.rpartition(".")[0] + "."
    for token in (None, "", verlopen, van_elders, zonder_handtekening):
        assert anders(await antwoorden(streek, token), {401}) == {}


@pytest.mark.parametrize("scope", sorted(SCOPES))
async def test_one_scope_opens_only_what_it_is_for(streek: Streek, scope: str) -> None:
    """Asked without `agb`, for a municipality where nothing is: `berichten` opens nothing so."""
    gevonden = await antwoorden(streek, streek.token(frozenset({scope}), gemeenten=frozenset({ELDERS})))
    for operatie, answer in gevonden.items():
        if scope not in operatie.scopes - {"berichten"}:
            assert answer.status_code == 403, str(operatie)


@pytest.mark.parametrize(
    ("agb", "gemeenten", "opens"),
    [(None, [], False), (ANDERE_AGB, [], True), (ANDERE_AGB, [OVERAL], True), (ANDERE_AGB, [ALMERE], True)],
    ids=["no municipality", "another provider", "and everywhere", "and a municipality"],
)
async def test_no_scope_helps_who_has_no_municipality(
    streek: Streek, agb: str | None, gemeenten: list[str], opens: bool
) -> None:
    """With every scope there is; an AGB code leaves only what providers may, whatever else the token holds."""
    gevonden = await antwoorden(streek, streek.token(SCOPES, agb, frozenset(gemeenten)))
    for operatie, answer in gevonden.items():
        if not (opens and "berichten" in operatie.scopes):
            assert answer.status_code == 403, str(operatie)
        else:
            _laat_niets_zien(streek, operatie, answer)


async def test_another_municipality_meets_nothing_and_changes_nothing(streek: Streek) -> None:
    stand = await streek.stand()
    gevonden = await antwoorden(streek, streek.token(SCOPES - {"berichten"}, gemeenten=frozenset({ELDERS})))
    assert await streek.stand() == stand
    for operatie, answer in gevonden.items():
        _laat_niets_zien(streek, operatie, answer)


def _laat_niets_zien(streek: Streek, operatie: Operatie, answer: httpx.Response) -> None:
    assert answer.status_code < 500, f"{operatie}: {answer.text}"
    if answer.is_success:
        assert {each for each in streek.bekend if each in answer.text} == set(), str(operatie)
        assert operatie.methode == "GET" or operatie.naam in ZONDER_GEVOLG, str(operatie)


ZONDER_GEVOLG = frozenset(
    {
        *("post_meldingen_zoek", "post_clienten_zoek", "post_clienten_inzage", "post_prestaties_zoek"),
        *("post_dead_letters_herspeel", "put_webhooks", "delete_webhooks", "post_gebeurtenissen_opnieuw"),
        *("post_contracten_import", "post_clientervaringen_importeer"),
    }
)
"""What answers anybody with the right: a search without result, something of its own, a list of faults."""


async def test_with_the_right_every_door_opens(streek: Streek) -> None:
    """Otherwise the walls would hold in a house without doors."""
    dicht, zonder = [], []
    async with streek.suite.client() as client:
        for operatie in ALLE:
            gelogd = await streek.gelogd(operatie)
            answer = await streek.vraag(client, operatie, streek.token_voor(operatie))
            if answer.status_code in DICHT:
                dicht.append(f"{operatie}: {answer.text}")
            if (await streek.gelogd(operatie) > gelogd) is not (operatie.naam in verwerkingen(operatie.dienst)):
                zonder.append(str(operatie))
    assert dicht == []
    assert zonder == [], "what handles data of persons leaves a line, and nothing else does"
