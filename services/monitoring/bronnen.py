"""Where regions ask for what is shown: which purchase document, and where in it."""

from collections.abc import Iterable, Mapping

DOCUMENTEN = {
    "A": "Almere 2023",
    "L": "Lekstroom 2022",
    "R": "Regio Alkmaar 2027",
    "O": "Almelo 2024",
    "N": "Noord-Veluwe 2021",
}
BRONNEN: Mapping[str, str] = {
    "M16": "A 5.4",
    "M47": "A 4.2",
    "M48": "A 4.2",
    "M49": "R opgave 3",
    "M53": "A 5.3.2",
    "M65": "O 2",
    "M70": "A 6.2; R opgave 5",
    "M73": "A 5.5",
    "M83": "R 1",
    "M84": "O 3.1",
    "M87": "R 2",
    "M89": "A 5.7",
    "M90": "A 5.7; L 6c",
    "M91": "A 5.7",
    "M92": "A 5.7",
    "M93": "A 5.7",
    "M94": "L 6a",
    "M95": "L 3a, 6a",
    "M96": "A 2; L 3a",
    "M97": "L 3a",
    "M98": "L 3a",
    "M99": "R 4.1",
    "M100": "A 5.3.2",
    "M101": "L 7c",
    "M102": "A 5.2",
    "M104": "O 4.6",
    "M105": "O 4.6",
    "M106": "O 4.6",
    "M108": "O 2, 4.6; R 2",
    "M109": "R opgave 2",
    "M110": "N 4",
    "M112": "R opgave 1",
    "M113": "L 5c",
    "M114": "R 2, opgave 4",
    "M115": "N 4",
    "M116": "N 4",
    "M117": "A 5.8",
    "M119": "A 4.3",
    "M123": "L 4c; A 5.10",
    "M124": "R 2, opgave 2",
    "M126": "A 4.3; R opgave 1; O lot 2",
    "M127": "A 4.3; R 2",
    "M128": "L 5c, 7b; R 4.1c",
    "M129": "O 2; N",
    "M130": "O 4.6",
    "M133": "R 4.1e",
    "M138": "L 3a",
    "M141": "A 4.5",
}
"""Per number of our list the documents by letter, each with its paragraph."""
BELEIDSREGELS: Mapping[str, str] = {
    "M48": "Meer gebruikt dan de toewijzing toestaat",
    "M71": "Een vast bedrag voor een product met een prijs per eenheid",
    "M72": "Meer dan één pakketprijs voor een cliënt in een maand",
    "M74": "Een eenheid die niet past bij hoe het product wordt betaald",
    "M75": "Een prijs voor een heel traject",
    "M76": "Hulp buiten de gemelde start en stop",
    "M79": "Een andere prijs dan de prijs van de regio op die dag",
    "M80": "Een eenheid die niet past bij de uitvoeringsvariant van het contract",
    "M113": "Boven het plafond van een budget",
    "M140": "Per cliënt gedeclareerd wat al met een lumpsum wordt betaald",
}
"""What a rule of policy points at, for who reads a page."""


def beleidsregel(nummer: str) -> str:
    """A rule of policy in words, the same on a page and in a file; of one that is not known here, that it is one."""
    return BELEIDSREGELS.get(nummer, "Een andere beleidsregel")


def in_woorden(nummers: Iterable[str]) -> str:
    """The documents that ask for it, each with its paragraphs: Almere 2023 (5.7), Lekstroom 2022 (6c)."""
    per_document: dict[str, list[str]] = {}
    for nummer in nummers:
        for deel in BRONNEN.get(nummer, "").split("; "):
            letter, _, plek = deel.partition(" ")
            if letter in DOCUMENTEN:
                per_document.setdefault(letter, []).append(plek)
    gevonden = [
        (DOCUMENTEN[letter], ", ".join(filter(None, dict.fromkeys(plekken))))
        for letter, plekken in per_document.items()
    ]
    return ", ".join(f"{document} ({plek})" if plek else document for document, plek in gevonden)
