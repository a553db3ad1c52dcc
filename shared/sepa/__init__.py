"""SEPA credit transfers: an order for the bank (pain.001.001.09), and what the bank tells of it (camt.054).

Pure values, read and written; it knows no service and no domain. The rules are those of ISO 20022 and of the European
Payments Council (EPC132-08). Amounts in eurocents.
"""

from sepa.camt054 import Bankmelding, Uitkomst, lees_camt054
from sepa.pain001 import MEEST, Opdracht, Overboeking, Rekening, schrijf_pain001
from sepa.tekens import SepaFout, bic_van, iban_van, kenmerk_van, tekst_van

__all__ = [
    "MEEST",
    "Bankmelding",
    "Opdracht",
    "Overboeking",
    "Rekening",
    "SepaFout",
    "Uitkomst",
    "bic_van",
    "iban_van",
    "kenmerk_van",
    "lees_camt054",
    "schrijf_pain001",
    "tekst_van",
]
