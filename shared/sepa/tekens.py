"""What may stand in an order: account numbers that are right, and characters that every bank takes."""

import re
import unicodedata

from stdnum import bic, iban
from stdnum.exceptions import ValidationError

NIET_IN_SEPA = re.compile(r"[^a-zA-Z0-9/\-?:().,'+ ]")
"""The character set of the European Payments Council."""
KENMERK = 35
"""How long a reference may be."""


class SepaFout(Exception):
    """What may not stand in an order, or a file that cannot be read; the text says why, in plain Dutch."""


LANDEN = {
    *("AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR"),
    *("HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO"),
    *("RS", "SE", "SI", "SK", "SM", "VA"),
}
"""How account numbers begin to which a bank transfers by SEPA (EPC409-09)."""


def iban_van(tekst: str) -> str:
    """The account number without spaces.

    Raises SepaFout for one that no bank can have given (ISO 13616), or to which no order of SEPA can pay.
    """
    try:
        nummer = str(iban.validate(tekst))
    except ValidationError:
        raise SepaFout("Dit is geen geldig rekeningnummer (IBAN).") from None
    if nummer[:2] not in LANDEN:
        raise SepaFout("Dit rekeningnummer is van een land buiten SEPA: daarheen gaat geen betaling uit dit bestand.")
    return nummer


def bic_van(tekst: str) -> str:
    """The code of a bank without spaces. Raises SepaFout for a text of another form (ISO 9362)."""
    try:
        return str(bic.validate(tekst))
    except ValidationError:
        raise SepaFout("Dit is geen geldige code van een bank (BIC).") from None


NAAR_LATIJN = str.maketrans(
    {"&": "+", "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "đ": "d", "Đ": "D", "ł": "l",
     "Ł": "L", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i"}
)  # fmt: skip
"""Letters that are no letter with an accent, as banks write them, and the one sign that has another instead."""


def tekst_van(tekst: str, langste: int) -> str:
    """The text as every bank takes it, of at most `langste` characters: no accents, + for &, a space for the rest."""
    plat = "".join(each for each in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(each))
    alleen = NIET_IN_SEPA.sub(" ", plat.translate(NAAR_LATIJN))
    return " ".join(alleen.split())[:langste].strip()


def kenmerk_van(tekst: str) -> str:
    """A reference, unchanged. Raises SepaFout when a bank may refuse it (EPC: no slash at an end, no //)."""
    if not 0 < len(tekst) <= KENMERK or NIET_IN_SEPA.search(tekst) or tekst.strip("/ ") != tekst or "//" in tekst:
        raise SepaFout(f"Een kenmerk heeft 1 tot {KENMERK} tekens die elke bank aanneemt.")
    return tekst
