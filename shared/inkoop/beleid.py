"""Policy around the weighing: plan, delivery, billing, referral routes and scope."""

from typing import Annotated, Literal

from pydantic import Field

from inkoop.basis import Aantal, Beleid, Benoemd, Eurocent, Naam, Positief, Procent, Productcode, Tekst
from istandaard.codes import TypeVerwijzer
from wetten import Wet

Rol = Literal["verwijzer", "gemeente", "aanbieder"]
"""Who has a part in the client route."""


class Stap(Benoemd, Beleid):
    """A step of the client route as the document has it: what happens there, and who does it.

    `paragraaf` is where the document describes it. `wie` is empty where the document names nobody.
    """

    paragraaf: Tekst
    wat: Tekst
    wie: tuple[Rol, ...] = ()


class BuitenScope(Beleid):
    """Support that this model does not buy, and why: refused with that reason (M15)."""

    titel: Tekst
    reden: Tekst


class Voorliggend(Beleid):
    """A law or provision that goes first and is always checked (M19, M21)."""

    titel: Tekst


class Omleiding(Beleid):
    """Support that another product or segment takes over within a traject (M43)."""

    wat: Tekst
    traject: Naam
    naar: Tekst


class Verwijsroute(Benoemd, Beleid):
    """A way in besides the municipality's own access (M40, M41).

    `wet` is the law under which it exists, `artikel` where that law says so; `type_verwijzer` is the COD327 code with
    which a message names who referred.
    """

    wet: Annotated[Wet, Field(strict=False)]
    artikel: Tekst
    type_verwijzer: Annotated[TypeVerwijzer, Field(strict=False)]
    overleg_vooraf: bool
    verlenging_beoordelen: bool
    melden_bij_meer_domeinen: bool


class Plan(Beleid):
    """What every support plan must hold.

    `zrm_maanden`: months between two measurements of self-reliance (M11). `evaluatievragen`: the questions of
    direction (M87). `waarschuwing_weken`: weeks before the end of an indication that the client is warned (M38).
    `eigen_resultaat_verplicht`: a plan holds a result that the resident named (M34).
    `perspectiefplan_leeftijd`: from this age up to `perspectiefplan_tot` a perspective plan over
    `perspectiefdomeinen` (M39).
    """

    netwerkresultaat_verplicht: bool
    smart_verplicht: bool
    eigen_resultaat_verplicht: bool = False
    waarschuwing_weken: Positief
    zrm_maanden: Positief | None = None
    evaluatievragen: tuple[Tekst, ...] = ()
    perspectiefplan_leeftijd: Positief | None = None
    perspectiefplan_tot: Positief | None = None
    perspectiefdomeinen: tuple[Tekst, ...] = ()


class Pgb(Beleid):
    """PGB as the other form of delivery (M16): its price as a percentage of the natura tariff."""

    tarief_procent: Procent


class Uitnutten(Beleid):
    """Within which window the assigned volume may be spread (M47, M49, M50); `weken` only for that window."""

    venster: Literal["looptijd", "maand", "weken", "geen"]
    weken: Positief | None = None


class Levering(Beleid):
    """How delivery is arranged.

    `een_aanbieder`: one provider and one traject for all help (M57). `alle_vormen`: a provider delivers every form
    of the product (M59). `coordinator_producten`: who delivers one of these coordinates the others (M58).
    `zorgcontinuiteit_maanden`: how long a leaving provider keeps its clients (M63). `wachttijd_werkdagen`: the norm
    for waiting (M65). `integriteitstoets_maanden`: how long an integrity test of a provider holds; without one
    that holds nothing new is assigned to it (M108). Absent: none is asked.
    """

    een_aanbieder: bool
    alle_vormen: bool
    coordinator_producten: tuple[Productcode, ...] = ()
    zorgcontinuiteit_maanden: Positief
    wachttijd_werkdagen: Positief
    integriteitstoets_maanden: Positief | None = None


class Declaratieregels(Beleid):
    """How billing is arranged.

    `trajectprijzen`: whether a price for a whole traject may exist (M75). `no_show_procent`: the part of the tariff
    paid for a no-show (M77), `no_show_inwoner` what the resident pays the municipality for it, in eurocents (M135).
    `indirecte_tijd_procent` and `reistijd_procent`: already within the tariff (M78).
    """

    alleen_geleverd: bool
    trajectprijzen: bool
    no_show_procent: Procent
    no_show_inwoner: Eurocent = 0
    indirecte_tijd_procent: Aantal
    reistijd_procent: Aantal


class Matchcriterium(Beleid):
    """One thing to match client and provider on, with its weight (M55, M56)."""

    kenmerk: Literal["doelgroep", "specialisme", "leveringsgebied", "leversnelheid", "resultaten"]
    gewicht: Annotated[int, Field(ge=1, le=100)]
