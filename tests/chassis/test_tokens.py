"""Tokens of our own and of an OpenID Connect issuer, what they allow, and tokens for calling each other."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey
from tests.chassis.proef import bearer, client_of, problem_of
from tests.chassis.tekens import CALLER, ISSUER, KEY, claims, part, unsigned

from chassis.service import Room
from chassis.tokens import (
    EVERYWHERE,
    Caller,
    DevelopmentIssuer,
    TokenError,
)


async def test_what_is_issued_is_read_again() -> None:
    assert await ISSUER.verifier.verify(ISSUER.issue(CALLER)) == CALLER


async def test_a_token_of_our_own_holds_a_working_day() -> None:
    claims = jwt.decode(ISSUER.issue(CALLER), OctKey.import_key(KEY), algorithms=["HS256"]).claims
    assert claims["exp"] - claims["iat"] >= 8 * 3600


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": 1_000_000_000},
        {"exp": None},
        {"exp": "straks"},
        {"iss": "iemand anders"},
        {"iss": None},
        {"aud": "iets anders"},
        {"aud": None},
        {"sub": None},
        {"nbf": 10_000_000_000},
        {"scope": ["proef"]},
        {"agb": 99990001},
        {"gemeenten": "0363"},
    ],
    ids=str,
)
async def test_a_token_with_wrong_claims_is_refused(changes: dict[str, object]) -> None:
    key = OctKey.import_key(KEY)
    assert await ISSUER.verifier.verify(jwt.encode({"alg": "HS256"}, claims(), key))
    with pytest.raises(TokenError):
        await ISSUER.verifier.verify(jwt.encode({"alg": "HS256"}, claims(**changes), key))


async def test_a_token_under_another_key_without_a_signature_or_changed_is_refused() -> None:
    good = ISSUER.issue(CALLER)
    head, body, signature = good.split(".")
    for bad, kind in (
        (DevelopmentIssuer(bytes(32)).issue(CALLER), "signature"),
        (unsigned(claims()), "algorithm"),
        (f"{head}.{body}.", "signature"),
        (f"{head}.{part(claims(scope='beheer'))}.{signature}", "signature"),
        (jwt.encode({"alg": "HS512"}, claims(), OctKey.import_key(KEY), algorithms=["HS512"]), "algorithm"),
        (f"{head}.{body}", "form"),
    ):
        with pytest.raises(TokenError, match=f"^{kind}$"):
            await ISSUER.verifier.verify(bad)


@pytest.mark.parametrize("name", ["alg", "crit", "kid", "typ", "b64", "jwk"])
@pytest.mark.parametrize("value", [None, 1, True, {}, [], [1], [[]], [{}], "x"], ids=str)
async def test_a_token_with_a_header_of_any_form_is_refused_and_is_no_fault(
    client: httpx.AsyncClient, name: str, value: object
) -> None:
    _, body, signature = ISSUER.issue(CALLER).split(".")
    token = f"{part({'alg': 'HS256', name: value})}.{body}.{signature}"
    with pytest.raises(TokenError):
        await ISSUER.verifier.verify(token)
    assert (await client.get("/v1/ik", headers={"Authorization": f"Bearer {token}"})).status_code == 401


@given(st.one_of(st.text(), st.from_regex(r"[\w-]{0,20}\.[\w-]{0,20}\.[\w-]{0,20}", fullmatch=True)))
async def test_no_text_as_token_crashes(text: str) -> None:
    with pytest.raises(TokenError):
        await ISSUER.verifier.verify(text)


# What a route does with it


def call(room: Room, *scopes: str, gemeenten: tuple[str, ...] = ("0363",)) -> dict[str, str]:
    return bearer(room, Caller("ik", frozenset(scopes), gemeenten=frozenset(gemeenten)))


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic aWs6", "Bearer x.y.z", "Bearer \xff"])
async def test_without_a_good_token_a_route_stays_shut(client: httpx.AsyncClient, header: str | None) -> None:
    headers = {} if header is None else {b"Authorization": header.encode("latin-1")}
    response = await client.get("/v1/ik", headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert problem_of(response, 401)["type"] in {"urn:clientroute:fout:aanmelden", "urn:clientroute:fout:token"}


@pytest.mark.parametrize(
    ("scopes", "status"), [((), 403), (("ander",), 403), (("proef",), 200), (("beheer", "ander"), 200)]
)
async def test_a_route_asks_for_one_of_its_scopes(sqlite_room: Room, scopes: tuple[str, ...], status: int) -> None:
    async with client_of(sqlite_room) as client:
        response = await client.get("/v1/ik", headers=call(sqlite_room, *scopes))
    assert response.status_code == status
    if status == 403:
        assert "proef of beheer" in response.json()["detail"]


@pytest.mark.parametrize(
    ("own", "asked", "status"),
    [
        (("0363",), "0363", 200),
        (("0363", "0034"), "0034", 200),
        ((EVERYWHERE,), "0034", 200),
        (("0363",), "0034", 403),
        (("0363",), "036", 403),
        (("0363",), "*", 403),
    ],
)
async def test_a_municipality_reaches_only_its_own(
    sqlite_room: Room, own: tuple[str, ...], asked: str, status: int
) -> None:
    headers = call(sqlite_room, "proef", gemeenten=own)
    async with client_of(sqlite_room) as client:
        assert (await client.get(f"/v1/gemeenten/{asked}", headers=headers)).status_code == status
        hidden = await client.get(f"/v1/geheimen/{asked}", headers=headers)
        assert hidden.status_code == (404 if status == 403 else status)


@pytest.mark.parametrize(
    ("scopes", "agb", "gemeenten", "rights"),
    [
        ({"toegang", "berichten"}, None, {"0034"}, {"toegang"}),
        ({"toegang", "berichten"}, "99990001", {"*"}, {"berichten"}),
        ({"beheer", "personen:lezen"}, "99990001", {"*"}, set()),
        ({"toegang", "beheer"}, None, set(), set()),
        ({"berichten"}, None, {"*"}, set()),
        ({"berichten"}, "99990001", set(), {"berichten"}),
    ],
)
def test_which_scopes_count(scopes: set[str], agb: str | None, gemeenten: set[str], rights: set[str]) -> None:
    assert Caller("x", frozenset(scopes), agb, frozenset(gemeenten)).rights == rights


async def test_who_has_no_municipality_and_is_no_provider_has_no_right_and_hears_why(sqlite_room: Room) -> None:
    async with client_of(sqlite_room) as client:
        for path in ("/v1/ik", "/v1/gemeenten/0034", "/v1/geheimen/0034"):
            answer = await client.get(path, headers=call(sqlite_room, "proef", gemeenten=()))
            assert "elk ander recht bij gemeenten" in str(problem_of(answer, 403)["detail"])
