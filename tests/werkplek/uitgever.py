"""An OpenID Connect issuer as a process of its own: python -m tests.werkplek.uitgever PORT.

It signs people in by their name, with PKCE, gives refresh tokens that count once, and can be told what people may.
"""

import hashlib
import secrets
import sys
import time
from base64 import urlsafe_b64encode
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, GEHEIM = "werkplek", "geheim-van-de-werkplek"
SECONDEN = 40
"""How long an access token lives: somewhat longer than the pages want it to."""
PAGINA = """<!doctype html><html lang="nl"><title>Aanmelden</title><form method="post"><label>Naam
<input name="wie"></label><button>Meld aan</button></form></html>"""


class Uitgever:
    """What the issuer knows while it runs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.key = RSAKey.generate_key(2048, {"kid": "een", "use": "sig", "alg": "RS256"}, auto_kid=False)
        self.scopes = {"sanne": "betalen declaratie monitoring", "ravi": "beheer monitoring", "noor": "monitoring"}
        self.seconden = SECONDEN
        self.codes: dict[str, dict[str, str]] = {}
        self.vernieuw: dict[str, str] = {}
        self.afgemeld: list[str] = []

    async def configuratie(self, _request: Request) -> Response:
        einden = {"authorization_endpoint": "aan", "token_endpoint": "token", "jwks_uri": "keys"}
        gegeven = {naam: f"{self.url}/{pad}" for naam, pad in einden.items()}
        return JSONResponse({"issuer": self.url, "end_session_endpoint": f"{self.url}/af", **gegeven})

    async def keys(self, _request: Request) -> Response:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    async def aan(self, request: Request) -> Response:
        vraag = dict(request.query_params)
        assert vraag["client_id"] == CLIENT
        assert (vraag["response_type"], vraag["code_challenge_method"]) == ("code", "S256")
        if request.method == "GET":
            return HTMLResponse(PAGINA)
        code = secrets.token_urlsafe()
        self.codes[code] = {**vraag, "wie": str((await request.form())["wie"])}
        terug = {"code": code, "state": vraag["state"]}
        return RedirectResponse(f"{vraag['redirect_uri']}?{urlencode(terug)}", status_code=303)

    async def token(self, request: Request) -> Response:
        form = {naam: str(waarde) for naam, waarde in (await request.form()).items()}
        if form["grant_type"] == "refresh_token":
            wie = self.vernieuw.pop(form["refresh_token"], None)
            return JSONResponse({"error": "invalid_grant"}, 400) if wie is None else self._geef(wie, None)
        gevraagd = self.codes.pop(form.get("code", ""), None)
        bewijs = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        klopt = gevraagd is not None and gevraagd["code_challenge"] == urlsafe_b64encode(bewijs).decode().rstrip("=")
        if gevraagd is None or not klopt or form["redirect_uri"] != gevraagd["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return self._geef(gevraagd["wie"], gevraagd["nonce"])

    def _geef(self, wie: str, nonce: str | None) -> Response:
        nu = int(time.time())
        basis = {"iss": self.url, "sub": wie, "iat": nu, "exp": nu + self.seconden}
        toegang = {**basis, "aud": "clientroute", "scope": self.scopes.get(wie, ""), "gemeenten": ["*"]}
        vernieuw = secrets.token_urlsafe()
        self.vernieuw[vernieuw] = wie
        gegeven = {"access_token": self._teken(toegang), "refresh_token": vernieuw, "expires_in": self.seconden}
        if nonce is not None:
            gegeven["id_token"] = self._teken({**basis, "aud": CLIENT, "nonce": nonce, "name": wie.capitalize()})
        return JSONResponse({**gegeven, "token_type": "Bearer"})

    def _teken(self, claims: dict[str, object]) -> str:
        return jwt.encode({"alg": "RS256", "kid": "een"}, claims, self.key)

    async def af(self, request: Request) -> Response:
        self.afgemeld.append(request.query_params["id_token_hint"])
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], status_code=303)

    async def zeg(self, request: Request) -> Response:
        """What a test says: what somebody may from now on, that a refresh gives nothing, or how long tokens live."""
        gezegd = await request.json()
        self.scopes |= gezegd.get("scopes", {})
        self.seconden = gezegd.get("seconden", self.seconden)
        if gezegd.get("vergeet"):
            self.vernieuw.clear()
        return JSONResponse({"afgemeld": len(self.afgemeld)})

    def app(self) -> Starlette:
        """Its endpoints."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.configuratie),
                Route("/keys", self.keys),
                Route("/aan", self.aan, methods=["GET", "POST"]),
                Route("/token", self.token, methods=["POST"]),
                Route("/af", self.af),
                Route("/zeg", self.zeg, methods=["POST"]),
            ]
        )


if __name__ == "__main__":
    PORT = int(sys.argv[1])
    uvicorn.run(Uitgever(f"http://127.0.0.1:{PORT}").app(), host="127.0.0.1", port=PORT, log_config=None)
