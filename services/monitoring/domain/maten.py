"""What is counted: every figure, declared once. Who counts it and who shows it name the same declaration."""

from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Maat:
    """A figure; `naam` is how the table of figures calls it. Two of them are the same only when they are one."""

    naam: str


@dataclass(frozen=True, eq=False)
class MaatMetTermijn(Maat):
    """A figure of steps for which a term holds; `op_tijd` counts those of them that were within it."""

    op_tijd: Maat = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "op_tijd", Maat(f"{self.naam}:op-tijd"))


MELDING = Maat("melding")
ONDERZOEK = MaatMetTermijn("onderzoek")
"""By days since the melding."""
AANVRAAG = Maat("aanvraag")
BESLUIT = MaatMetTermijn("besluit")
"""On an aanvraag, by days since it."""
BESCHIKKING = Maat("beschikking")
"""Of every kind, by days since the onderzoek."""
UITKOMST = Maat("uitkomst")
"""Of a beschikking, by its kind and outcome."""
BESCHIKT = Maat("beschikt")
"""Products that were decided on, by leveringsvorm."""
BEZWAAR = Maat("bezwaar")
"""By outcome."""
JEUGD = Maat("jeugd")
"""Decisions under the Jeugdwet by way in (weg) and by why help goes on after 18 (na18); products by stay (verblijf)."""
GESLOTEN = Maat("gesloten")
"""Meldingen that ended without a decision, by reason."""
SIGNAAL = Maat("signaal")
"""Gaps in the social base, by subject (M112)."""
RAADPLEGING = Maat("raadpleging")
"""Experts who were asked, by what they know about (M126)."""
RAADPLEGING_IN_GROEP = Maat("raadpleging-groep")
"""Of those the ones in a group."""

WACHTEND = Maat("wachtend")
"""Products without a provider, in the month of their decision (M65)."""
TOEWIJZING = Maat("toewijzing")
"""For the first time, by days since the decision."""
START = MaatMetTermijn("start")
"""By days since the assignment; the term is the norm for waiting (M65)."""
AFGESCHAALD = Maat("afgeschaald")
OPGESCHAALD = Maat("opgeschaald")
UITSTROOM = Maat("uitstroom")
"""Clients without any help of a provider since their last day there, by what followed (M128)."""
LOOPTIJD = Maat("looptijd")
"""Assignments with an end."""
LOOPTIJD_MAANDEN = Maat("looptijd-maanden")
"""Their months together."""
TE_LANG = Maat("te-lang")
"""Of LOOPTIJD those that last longer than their traject usually does (M98)."""
TOEGEWEZEN_MAAND = Maat("toegewezen-maand")
"""Months of assignments."""
TOEGEWEZEN_BEDRAG = Maat("toegewezen-bedrag")
"""Eurocents that fit in a month by the assignment, at the price of the region (M67)."""
MAAND_GEBRUIKT = Maat("maand-gebruikt")
"""Months of assignments in which something was granted."""
MAAND_ONDER = Maat("maand-onder")
MAAND_BOVEN = Maat("maand-boven")
MAAND_PRECIES = Maat("maand-precies")
"""Of MAAND_GEBRUIKT those with little use, with more than fits by its average, and with exactly the ceiling."""
MEER_DAN_KAN = Maat("meer-dan-kan")
"""Months with more volume than their days hold (M108)."""
GEBRUIKT_BEDRAG = Maat("gebruikt-bedrag")
KOSTEN_PROFIEL = Maat("kosten-profiel")
KOSTEN_LEEFTIJD = Maat("kosten-leeftijd")
KOSTEN_WIJK = Maat("kosten-wijk")
"""Eurocents granted, each by one trait of the client; together each is the whole (M96, M133)."""
NA_EINDE = Maat("na-einde")
NA_EINDE_BEDRAG = Maat("na-einde-bedrag")
"""Whole months after the end in which something was granted, and eurocents of it, by why it ended (M108)."""

DECLARATIE = MaatMetTermijn("declaratie")
"""By days until the answer (OP090x4)."""
PRESTATIES_INGEDIEND = Maat("prestaties-ingediend")
PRESTATIES_TOEGEKEND = Maat("prestaties-toegekend")
BEDRAG_INGEDIEND = Maat("bedrag-ingediend")
BEDRAG_TOEGEKEND = Maat("bedrag-toegekend")
AFKEURING = Maat("afkeuring")
AFKEURING_BEDRAG = Maat("afkeuring-bedrag")
"""Prestaties and eurocents by return code."""
AANDACHT = Maat("aandacht")
AANDACHT_BEDRAG = Maat("aandacht-bedrag")
AANDACHT_AKKOORD = Maat("aandacht-akkoord")
"""Granted prestaties that the policy of the region points at, and which of them are agreed to, by M number."""

BUDGET_INGEDIEND = Maat("budget-ingediend")
BUDGET_TOEGEKEND = Maat("budget-toegekend")
BUDGET_TOEGEWEZEN = Maat("budget-toegewezen")
"""Eurocents by who pays, in the month of the help: the municipality is that of the budget, the kenmerk of clients."""
BUDGET_BINNEN = Maat("budget-binnen")
"""BUDGET_TOEGEKEND by how many months after the month of the help it was answered (domain.tempo)."""

PGB_TOEGEKEND = Maat("pgb-toegekend")
PGB_BETAALD = Maat("pgb-betaald")
"""Eurocents of PGBs that fit in a month and that were paid for it, by who pays, as BUDGET_TOEGEWEZEN (M16)."""

BERICHT = Maat("bericht")
BERICHT_AFGEKEURD = Maat("bericht-afgekeurd")
ANTWOORD = MaatMetTermijn("antwoord")
"""Messages, those that were rejected, and those that were answered (OP090), by direction and kind."""
EIGEN_TERMIJN = MaatMetTermijn("eigen-termijn")
"""What the municipality agreed to do itself, by what and by working days; in time by what only (M130)."""
VERZOEK = MaatMetTermijn("verzoek")
"""Requests of providers, by kind and answer (OP274, OP346)."""

EVALUATIE = Maat("evaluatie")
"""By outcome (M85)."""
DOEL = Maat("doel")
DOEL_BEHAALD = Maat("doel-behaald")
DOEL_MANTELZORGER = Maat("doel-mantelzorger")
DOEL_MANTELZORGER_BEHAALD = Maat("doel-mantelzorger-behaald")
"""Goals that relieve who cares for a client (M127)."""
DOEL_ZONDER_ZRM = Maat("doel-zonder-zrm")
"""Evaluations in which all goals were reached, and self-reliance is no higher than at the first measurement (M141)."""
REGIEVRAAG = Maat("regievraag")
REGIEVRAAG_PRODUCT = Maat("regievraag-product")
"""Answers to the questions of direction, by the place of the question and the answer; and once per product (M87)."""
ZRM = Maat("zrm")
ZRM_START = Maat("zrm-start")
ZRM_NU = Maat("zrm-nu")
"""Measurements of self-reliance, and the scores of the first and the last together, by domain (M91)."""

CLIENT = Maat("client")
"""People who have help. How many there are is no sum: it is counted anew over whatever is shown together."""
