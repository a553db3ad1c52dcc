"""`clientroute regels`: the rules of iWmo that this house knows."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

import iwmo

app = typer.Typer(help="Toon alle regels van iWmo die wij toepassen.")


@app.callback(invoke_without_command=True)
def regels(*, as_json: Annotated[bool, typer.Option("--json", help="Geef de regels als JSON.")] = False) -> None:
    """Toon alle regels: code, controleniveau, retourcode, berichten en wat de regel vraagt."""
    alle = sorted(iwmo.REGELS.values(), key=lambda each: each.code)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in alle], ensure_ascii=False, indent=2))
        return
    for each in alle:
        typer.echo(
            f"{each.code}  {each.niveau}  {each.retourcode or '-':<4}  {each.tekst} ({' '.join(each.berichten)})"
        )
