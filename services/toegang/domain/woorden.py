"""Days, time, money and the begin of a sentence as people write them."""

from datetime import date

MAANDEN = {
    1: "januari",
    2: "februari",
    3: "maart",
    4: "april",
    5: "mei",
    6: "juni",
    7: "juli",
    8: "augustus",
    9: "september",
    10: "oktober",
    11: "november",
    12: "december",
}
"""By hand: strftime would follow the language of the machine."""


def met_hoofdletter(tekst: str) -> str:
    """As at the begin of a sentence; the rest stays as it is."""
    return tekst[:1].upper() + tekst[1:]


def dag_in_woorden(dag: date) -> str:
    """A date as people write it: 3 juni 2024."""
    return f"{dag.day} {MAANDEN[dag.month]} {dag.year}"


def tijd_in_woorden(minuten: int) -> str:
    """Minutes as hours and minutes: 2 uur en 30 minuten."""
    uren, rest = divmod(minuten, 60)
    delen = [f"{uren} uur"] if uren else []
    if rest or not uren:
        delen.append(f"{rest} {'minuut' if rest == 1 else 'minuten'}")
    return " en ".join(delen)


def euro_in_woorden(eurocent: int) -> str:
    """An amount as people write it, on one line: € 1.234,50."""
    return f"€\u00a0{eurocent // 100:,}".replace(",", ".") + f",{eurocent % 100:02d}"
