"""XLSX: a sheet per table, texts as texts, amounts as numbers."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import xlsxwriter  # type: ignore[import-untyped]

from declaratie.uitvoer.tabel import Blad, Euro

BREEDTE = 18


def als_xlsx(bladen: Sequence[Blad], gemaakt_op: datetime) -> bytes:
    """The tables as a workbook that was made at `gemaakt_op`: the same tables give the same bytes."""
    buffer = io.BytesIO()
    boek = xlsxwriter.Workbook(buffer, {"in_memory": True})
    boek.set_properties({"created": gemaakt_op.replace(tzinfo=None)})
    vet = boek.add_format({"bold": True})
    euro, dag = boek.add_format({"num_format": "#,##0.00"}), boek.add_format({"num_format": "dd-mm-yyyy"})
    for blad in bladen:
        werkblad = boek.add_worksheet(blad.titel)
        werkblad.set_column(0, len(blad.kop) - 1, BREEDTE)
        werkblad.freeze_panes(1, 0)
        for kolom, naam in enumerate(blad.kop):
            werkblad.write_string(0, kolom, naam, vet)
        for nummer, rij in enumerate(blad.rijen, 1):
            for kolom, cel in enumerate(rij):
                match cel:
                    case Euro(centen):
                        werkblad.write_number(nummer, kolom, centen / 100, euro)
                    case date():
                        werkblad.write_datetime(nummer, kolom, cel, dag)
                    case int():
                        werkblad.write_number(nummer, kolom, cel)
                    case _:
                        # Never `write`: it would take a text that begins with = for a formula.
                        werkblad.write_string(nummer, kolom, cel)
    boek.close()
    return buffer.getvalue()
