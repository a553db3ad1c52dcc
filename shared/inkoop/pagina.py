"""The explanation of an inkoopmodel as one page for a browser: no scripts, nothing from elsewhere."""

import re
from collections.abc import Iterator
from datetime import date
from html import escape

from inkoop.model import Inkoopmodel
from inkoop.uitleg import uitleg

STIJL = (
    "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}"
    "td,th{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left}"
)
VET = re.compile(r"\*\*(.+?)\*\*")


def pagina(model: Inkoopmodel, datum: date) -> str:
    """The model as an HTML page in plain Dutch, with the prices of a day."""
    regels = uitleg(model, datum).splitlines()
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(model.titel)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STIJL}</style></head>'
        f"<body><main>{''.join(_html(regels))}</main></body></html>"
    )


def _html(regels: list[str]) -> Iterator[str]:
    """The few forms of Markdown that `uitleg` writes: headings, lists in two levels, one table."""
    soort = ""
    for nr, regel in enumerate(regels):
        nieuw = _soort(regel)
        if nieuw != soort:
            yield SLUIT.get(soort, "") + OPEN.get(nieuw, "")
            soort = nieuw
        tekst = VET.sub(r"<strong>\1</strong>", escape(regel.lstrip("#- ").strip()))
        if regel.startswith("#"):
            niveau = len(regel) - len(regel.lstrip("#"))
            yield f"<h{niveau}>{tekst}</h{niveau}>"
        elif soort == "lijst":
            yield f"<li>{'– ' if regel.startswith('  ') else ''}{tekst}</li>"
        elif soort == "tabel":
            yield from _rij(regel, kop=nr + 1 < len(regels) and regels[nr + 1].startswith("|---"))
        elif tekst:
            yield f"<p>{tekst}</p>"
    yield SLUIT.get(soort, "")


OPEN = {"lijst": "<ul>", "tabel": "<table>"}
SLUIT = {"lijst": "</ul>", "tabel": "</table>"}


def _soort(regel: str) -> str:
    if regel.startswith("|"):
        return "tabel"
    return "lijst" if regel.lstrip().startswith("- ") else ""


def _rij(regel: str, *, kop: bool) -> Iterator[str]:
    if regel.startswith("|---"):
        return
    vak = 'th scope="col"' if kop else "td"
    cellen = (escape(each.strip()) for each in regel.strip("|").split("|"))
    yield "<tr>" + "".join(f"<{vak}>{each}</{vak.split()[0]}>" for each in cellen) + "</tr>"
