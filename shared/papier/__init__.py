"""Letters on paper: pieces of text from top to bottom, as PDF. It knows no service and no domain."""

from papier.letters import LETTERS, bekende_letters, geschreven
from papier.pdf import ALINEA, FEIT, STREEP, Briefhoofd, Deel, Logo, kop, op_papier, te_zetten, zet_lang

__all__ = [
    "ALINEA",
    "FEIT",
    "LETTERS",
    "STREEP",
    "Briefhoofd",
    "Deel",
    "Logo",
    "bekende_letters",
    "geschreven",
    "kop",
    "op_papier",
    "te_zetten",
    "zet_lang",
]
