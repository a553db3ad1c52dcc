"""An OpenID Connect issuer: which of its tokens and keys count."""

import asyncio
import base64
import hmac
from collections.abc import AsyncIterator, Callable
from urllib.parse import parse_qs

import httpx
import pytest
import structlog
from joserfc import jwt
from joserfc.jwk import KeySet
from tests.chassis.proef import PRODUCTION, client_of
from tests.chassis.tekens import CALLER, KEY, claims, part, unsigned
from tests.chassis.uitgever import FakeIssuer, hours_pass, issuer

from chassis import peers, tokens
from chassis.service import Room
from chassis.settings import Settings
from chassis.tokens import (
    Caller,
    DevelopmentIssuer,
    IssuerUnavailable,
    IssuerVerifier,
    TokenError,
)

__all__ = ["hours_pass", "issuer"]


@pytest.fixture
async def verifier(issuer: FakeIssuer) -> AsyncIterator[IssuerVerifier]:
    made = IssuerVerifier(Settings.model_validate(PRODUCTION), "proef")
    yield made
    await made.close()


async def test_a_token_of_the_issuer_is_read_and_its_keys_are_fetched_once(
    issuer: FakeIssuer, verifier: IssuerVerifier
) -> None:
    for _ in range(5):
        caller = await verifier.verify(issuer.issue(agb="99990001"))
    assert caller == Caller("ik", frozenset({"proef"}), "99990001", frozenset({"0363"}))
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]


@pytest.mark.parametrize(
    "changes", [{"exp": 1}, {"iss": "https://elders.example"}, {"aud": "x"}, {"sub": None}, {"gemeenten": 1}], ids=str
)
async def test_a_token_of_the_issuer_with_wrong_claims_is_refused(
    issuer: FakeIssuer, verifier: IssuerVerifier, changes: dict[str, object]
) -> None:
    ((_, key),) = issuer.keys.items()
    payload = claims(**{"iss": "https://login.example", **changes})
    with pytest.raises(TokenError):
        await verifier.verify(jwt.encode({"alg": "RS256", "kid": "een"}, payload, key))


async def test_a_token_that_the_public_key_was_made_to_sign_is_refused(
    issuer: FakeIssuer, verifier: IssuerVerifier
) -> None:
    ((_, key),) = issuer.keys.items()
    forged = claims(iss="https://login.example")
    content = f"{part({'alg': 'HS256', 'kid': 'een'})}.{part(forged)}"
    signature = hmac.digest(key.as_pem(private=False), content.encode(), "sha256")
    confused = f"{content}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
    for bad in (unsigned(forged), confused, DevelopmentIssuer(KEY).issue(CALLER)):
        with pytest.raises(TokenError):
            await verifier.verify(bad)


SECP256K1 = {
    "kty": "EC",
    "crv": "secp256k1",
    "kid": "keten",
    "use": "sig",
    "x": "eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g",
    "y": "SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg",
}
STRANGE = [
    SECP256K1,
    {"kty": "EC", "crv": "P-256", "kid": "half"},
    {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "okp"},
    {"kty": "oct", "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T", "kid": "oct"},
    {"kty": "AKP", "kid": "nieuw"},
    {"kty": "RSA", "n": "!", "e": "AQAB", "kid": "stuk"},
    {"kid": "niets"},
]


@pytest.mark.parametrize("strange", STRANGE, ids=lambda each: str(each["kid"]))
async def test_a_key_that_cannot_be_used_shuts_nobody_out(
    issuer: FakeIssuer, verifier: IssuerVerifier, strange: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    issuer.strange = [strange]
    assert await verifier.verify(issuer.issue())
    assert "issuer.key_left_out" in capsys.readouterr().out


def test_of_the_keys_of_an_issuer_those_for_signatures_of_ours_are_kept(issuer: FakeIssuer) -> None:
    (good,) = KeySet(list(issuer.keys.values())).as_dict(private=False)["keys"]
    without_use = {name: value for name, value in good.items() if name != "use"}
    given = [*STRANGE, "geen sleutel", {**good, "use": "enc"}, good, without_use]
    assert [each.kid for each in tokens.usable(given)] == ["een", "een"]


@pytest.mark.parametrize("issuer_address", ["https://login.example/x", "https://login.example/x/"])
def test_what_an_issuer_offers_stands_under_its_address(issuer_address: str) -> None:
    assert tokens.discovery(issuer_address) == "https://login.example/x/.well-known/openid-configuration"


@pytest.mark.parametrize(
    ("configuration", "why"),
    [
        ({"issuer": "https://elders.example", "jwks_uri": "https://login.example/keys"}, "another issuer"),
        ({"issuer": "https://login.example", "jwks_uri": "http://login.example/keys"}, "keys without https"),
        ({"issuer": "https://login.example"}, "ValidationError"),
        (None, "no key that can be used"),
    ],
)
async def test_the_log_says_why_the_keys_of_an_issuer_were_not_taken(
    issuer: FakeIssuer,
    verifier: IssuerVerifier,
    configuration: object,
    why: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    token = issuer.issue()
    issuer.configuration, issuer.keys = configuration, {}
    with pytest.raises(IssuerUnavailable):
        await verifier.verify(token)
    (line,) = [each for each in capsys.readouterr().out.splitlines() if "issuer.failed" in each]
    assert why in line


async def test_a_verifier_that_is_closed_asks_nothing_more(issuer: FakeIssuer, verifier: IssuerVerifier) -> None:
    await verifier.close()
    with pytest.raises(RuntimeError, match="closed"):
        await verifier.verify(issuer.issue())
    assert issuer.asked == []


async def test_what_another_issuer_says_of_its_keys_is_not_believed(
    issuer: FakeIssuer, verifier: IssuerVerifier
) -> None:
    issuer.configuration = {"issuer": "https://elders.example", "jwks_uri": "https://login.example/keys"}
    with pytest.raises(tokens.IssuerUnavailable):
        await verifier.verify(issuer.issue())
    assert "/keys" not in issuer.asked


async def test_keys_are_not_fetched_without_https(issuer: FakeIssuer, verifier: IssuerVerifier) -> None:
    issuer.configuration = {"issuer": "https://login.example", "jwks_uri": "http://login.example/keys"}
    with pytest.raises(tokens.IssuerUnavailable):
        await verifier.verify(issuer.issue())
    assert "/keys" not in issuer.asked


@pytest.mark.parametrize(
    ("wanted", "typ", "more", "refusal"),
    [
        ("JWT", "JWT", {}, None),
        ("JWT", "at+jwt", {}, None),
        ("JWT", "JWT", {"typ": "Bearer"}, None),
        ("JWT", None, {}, "typ"),
        ("JWT", "logout+jwt", {}, "typ"),
        ("JWT", "JWT", {"typ": "ID"}, "ID token"),
        ("JWT", "JWT", {"typ": "Refresh"}, "ID token"),
        ("JWT", "JWT", {"token_use": "id"}, "ID token"),
        ("JWT", "JWT", {"at_hash": "x"}, "ID token"),
        ("at+jwt", "at+jwt", {}, None),
        ("at+jwt", "AT+JWT", {}, None),
        ("at+jwt", "application/at+jwt", {}, None),
        ("at+jwt", "JWT", {}, "typ"),
        ("at+jwt", "at+jwt", {"at_hash": "x"}, "ID token"),
    ],
)
async def test_only_a_token_for_access_opens_anything(
    issuer: FakeIssuer, wanted: str, typ: str | None, more: dict[str, object], refusal: str | None
) -> None:
    verifier = IssuerVerifier(Settings.model_validate(PRODUCTION | {"oidc_typ": wanted}), "proef")
    token = issuer.issue(typ, **more)
    if refusal is None:
        assert await verifier.verify(token)
    else:
        with pytest.raises(TokenError, match=refusal):
            await verifier.verify(token)
    await verifier.close()


async def test_each_service_may_have_an_audience_of_its_own(issuer: FakeIssuer) -> None:
    settings = Settings.model_validate(PRODUCTION | {"oidc_audience": "clientroute-{service}"})
    verifier = IssuerVerifier(settings, "toegang")
    assert await verifier.verify(issuer.issue(aud=["iets", "clientroute-toegang"]))
    for elders in ("clientroute-monitoring", "clientroute", "clientroute-{service}"):
        with pytest.raises(TokenError, match="claim aud"):
            await verifier.verify(issuer.issue(aud=elders))
    await verifier.close()
    asked: list[bytes] = []
    monkey = issuer.answer

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.content)
        if request.url.path == "/token":
            return httpx.Response(200, json={"access_token": "t"})
        return monkey(request)

    issuer.answer = answer  # type: ignore[method-assign]  # one more ear
    await peers.tokens_for(settings, None, "declaratie")("toegang")(None)
    assert parse_qs(asked[-1].decode())["audience"] == ["clientroute-toegang"]


REFUSALS: list[tuple[str, dict[str, object]]] = [
    ("expired", {"exp": 1}),
    ("claim aud", {"aud": "x"}),
    ("claim iss", {"iss": "https://elders.example"}),
    ("claim sub", {"sub": None}),
    ("claim agb", {"agb": "999900061"}),
    ("claims", {"gemeenten": 1}),
]


@pytest.mark.parametrize(("kind", "changes"), REFUSALS, ids=[kind for kind, _ in REFUSALS])
async def test_the_log_says_why_a_token_was_refused_and_nothing_of_who(
    issuer: FakeIssuer,
    sqlite_room: Room,
    kind: str,
    changes: dict[str, object],
    capsys: pytest.CaptureFixture[str],
) -> None:
    structlog.reset_defaults()  # to standard output, also when a command was run before
    sqlite_room.verifier = IssuerVerifier(Settings.model_validate(PRODUCTION), "proef")
    token = issuer.issue(**{"sub": "j.herkenbaar", **changes})
    async with client_of(sqlite_room) as client:
        response = await client.get("/v1/ik", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 401
    (line,) = [each for each in capsys.readouterr().out.splitlines() if "token.refused" in each]
    assert f"kind={kind!r}" in line or f"kind={kind} " in line
    assert "herkenbaar" not in line
    await sqlite_room.verifier.close()


async def test_a_token_that_is_expired_asks_nothing_of_the_issuer(
    issuer: FakeIssuer, verifier: IssuerVerifier, hours_pass: Callable[[float], None]
) -> None:
    assert await verifier.verify(issuer.issue())
    hours_pass(tokens.KEYS_PAUSE + 1)
    with pytest.raises(TokenError, match="expired"):
        await verifier.verify(issuer.issue(exp=1))
    assert issuer.asked.count("/keys") == 1


async def test_a_new_key_of_the_issuer_is_fetched_when_it_is_first_used(
    issuer: FakeIssuer, verifier: IssuerVerifier, hours_pass: Callable[[float], None]
) -> None:
    old = issuer.issue()
    assert await verifier.verify(old)
    issuer.new_key("twee")
    hours_pass(tokens.KEYS_PAUSE + 1)
    assert await verifier.verify(issuer.issue())
    hours_pass(tokens.KEYS_PAUSE + 1)
    with pytest.raises(TokenError):
        await verifier.verify(old)


async def test_right_after_a_rotation_no_valid_token_is_refused(issuer: FakeIssuer, verifier: IssuerVerifier) -> None:
    """Also the first one, and many at a time: the keys were fetched a moment ago, and one fetch serves all."""
    assert await verifier.verify(issuer.issue())
    issuer.new_key("twee")
    new = issuer.issue()
    callers = await asyncio.gather(*(verifier.verify(new) for _ in range(20)))
    assert len(callers) == 20
    assert issuer.asked.count("/keys") == 2


async def test_without_the_issuer_nobody_can_tell_whether_a_new_key_is_its_own(
    issuer: FakeIssuer, verifier: IssuerVerifier
) -> None:
    assert await verifier.verify(issuer.issue())
    issuer.new_key("twee")
    issuer.away = True
    with pytest.raises(IssuerUnavailable):
        await verifier.verify(issuer.issue())


async def test_who_makes_up_keys_waits_before_the_issuer_is_asked_again(
    issuer: FakeIssuer,
    verifier: IssuerVerifier,
    hours_pass: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        hours_pass(seconds)

    assert await verifier.verify(issuer.issue())
    ours = issuer.keys
    issuer.new_key("verzonnen")
    forged, issuer.keys = issuer.issue(), ours
    monkeypatch.setattr(tokens.asyncio, "sleep", sleep)
    for _ in range(3):
        hours_pass(tokens.NEW_KEY_PAUSE / 4)
        with pytest.raises(TokenError, match=r"^unknown key$"):
            await verifier.verify(forged)
    assert pauses == [tokens.NEW_KEY_PAUSE * 3 / 4] * 3
    assert issuer.asked.count("/keys") == 4


async def test_made_up_keys_ask_the_issuer_once_for_all_who_wait(issuer: FakeIssuer, verifier: IssuerVerifier) -> None:
    assert await verifier.verify(issuer.issue())
    ours = issuer.keys
    issuer.new_key("verzonnen")
    forged = issuer.issue()
    issuer.keys = ours
    found = await asyncio.gather(*(verifier.verify(forged) for _ in range(50)), return_exceptions=True)
    assert {type(each) for each in found} == {TokenError}
    assert issuer.asked.count("/keys") == 2


async def test_bad_tokens_cannot_hammer_the_issuer(
    issuer: FakeIssuer, verifier: IssuerVerifier, hours_pass: Callable[[float], None]
) -> None:
    hours_pass(1)
    for _ in range(20):
        with pytest.raises(TokenError):
            await verifier.verify(DevelopmentIssuer(KEY).issue(CALLER))
    assert issuer.asked.count("/keys") == 1


async def test_an_issuer_that_is_away_leaves_the_known_keys_in_use_and_is_not_hammered(
    issuer: FakeIssuer, verifier: IssuerVerifier, hours_pass: Callable[[float], None]
) -> None:
    good = issuer.issue()
    assert await verifier.verify(good)
    issuer.away = True
    hours_pass(tokens.KEYS_KEPT + 1)
    before = len(issuer.asked)
    for _ in range(20):
        assert await verifier.verify(good)
    assert len(issuer.asked) == before + 1


@pytest.mark.parametrize("configuration", [None, [], {}, "x", {"jwks_uri": 1}], ids=str)
async def test_an_issuer_that_was_never_there_or_talks_nonsense_is_told_apart_from_a_bad_token(
    issuer: FakeIssuer, sqlite_room: Room, configuration: object, hours_pass: Callable[[float], None]
) -> None:
    issuer.away, issuer.configuration = configuration is None, configuration
    sqlite_room.verifier = IssuerVerifier(Settings.model_validate(PRODUCTION), "proef")
    headers = {"Authorization": f"Bearer {issuer.issue()}"}
    async with client_of(sqlite_room) as client:
        response = await client.get("/v1/ik", headers=headers)
        assert response.status_code == 503
        assert "uitgever" in response.json()["detail"]
        issuer.away, issuer.configuration = False, None
        hours_pass(tokens.KEYS_PAUSE + 1)
        assert (await client.get("/v1/ik", headers=headers)).status_code == 200
    await sqlite_room.verifier.close()
