"""The page on which people read a contract and try it: Swagger UI, as Dutch as it can be, with nothing from a CDN."""

import json
from collections.abc import Mapping
from pathlib import Path
from string import Template

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

URL, STATIC_URL = "/v1/docs", "/v1/docs-static"
PAGE = Template((Path(__file__).parent / "docs.html").read_text(encoding="utf-8"))
LABELS: Mapping[str, str] = {
    "Authorize": "Token invullen",
    "Available authorizations": "Waarmee u zich bekendmaakt",
    "Cancel": "Sluiten",
    "Clear": "Leegmaken",
    "Close": "Sluiten",
    "Code": "Nummer",
    "Collapse all": "Alles sluiten",
    "Controls": "Bepaalt",
    "Curl": "Als opdracht (curl)",
    "Default value": "Zonder opgave",
    "Description": "Betekenis",
    "Details": "Antwoord",
    "Download": "Bewaren",
    "Edit Value": "Wijzigen",
    "Example Description": "Uitleg bij het voorbeeld",
    "Example Value": "Voorbeeld",
    "Examples:": "Voorbeelden:",
    "Execute": "Versturen",
    "Expand all": "Alles openen",
    "Links": "Verwijzingen",
    "Loading": "Laden",
    "Logout": "Vergeten",
    "Media type": "Vorm",
    "Name": "Naam",
    "No links": "Geen",
    "No parameters": "Geen parameters",
    "Request URL": "Adres van het verzoek",
    "Request body": "Verzoek",
    "Request duration": "Duur",
    "Reset": "Terugzetten",
    "Response body": "Inhoud van het antwoord",
    "Response headers": "Headers van het antwoord",
    "Responses": "Antwoorden",
    "Schemas": "Schema's",
    "Send empty value": "Leeg meesturen",
    "Server response": "Wat de dienst antwoordde",
    "Servers": "Adres",
    "Try it out": "Proberen",
    "Type": "Soort",
    "Undocumented": "Niet beschreven",
    "Value:": "Token:",
    "required": "verplicht",
}
"""What Swagger UI says itself, which has no other languages: by its label, ours."""


NAMES: Mapping[str, Mapping[str, str]] = {
    "#servers": {"aria-label": "Adres van de dienst"},
    ".body-param__text": {"aria-label": "Inhoud van het verzoek"},
    ".content-type": {"aria-label": "Vorm"},
    "pre": {"tabindex": "0"},
}
"""What parts of the page are called for who cannot see them, and that what scrolls can be reached with the keyboard."""


def add_docs(app: FastAPI) -> None:
    """Serve the page at URL; its parts come from STATIC_URL."""

    @app.get(URL, include_in_schema=False)
    async def docs(request: Request) -> HTMLResponse:
        """The page, with the addresses that hold under the prefix of this service."""
        root = str(request.scope.get("root_path", ""))
        page = PAGE.substitute(
            title=app.title,
            static=f"{root}{STATIC_URL}",
            document=f"{root}{app.openapi_url}",
            words=json.dumps(LABELS, ensure_ascii=False),
            names=json.dumps(NAMES, ensure_ascii=False),
        )
        return HTMLResponse(page)
