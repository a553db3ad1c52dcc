"""Charts draw every month that was asked for, and say what they leave out; months that are not complete are marked."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import AGB, ALMERE, gedeclareerd, melding, toegewezen

from monitoring.domain.maanden import Ritme, maand_erbij, maandreeks, maandstand
from monitoring.domain.rangorde import HOOGSTENS, rangorde
from monitoring.domain.rapport import Grafiek, Kolom, Norm, Rapport, Waarde
from monitoring.domain.selectie import Selectie
from monitoring.grafiek import labels, punten, teken
from monitoring.opmaak import Namen
from monitoring.usecases.lees_rapport import lees_rapport

NAMEN = Namen({}, {}, {})
JANUARI = date(2023, 1, 1)
VANDAAG = date(2023, 6, 1)


def per_maand(aantal: int) -> Rapport:
    """So many months from January 2021 on, each with how far it is on 1 June 2023."""
    maanden = [maand_erbij(date(2021, 1, 1), nummer) for nummer in range(aantal)]
    rijen = tuple(
        (maand, 100 * nummer, maandstand(maand, VANDAAG, Ritme.DECLARATIES)) for nummer, maand in enumerate(maanden)
    )
    kolommen = (Kolom("maand", "Maand", "maand"), Kolom("bedrag", "Bedrag", "euro"), Kolom("stand", "S", "maandstand"))
    return Rapport("t", "T", "", kolommen, rijen, Grafiek("lijn", ("bedrag",)))


def rangschikking(waarden: list[int | None], *, overige: tuple[Waarde, ...] | None = None) -> Rapport:
    """Providers with an amount each, and what they are laid beside."""
    rijen: list[tuple[Waarde, ...]] = [(f"{99990000 + nummer}", waarde) for nummer, waarde in enumerate(waarden)]
    kolommen = (Kolom("aanbieder", "Aanbieder", "aanbieder"), Kolom("bedrag", "Bedrag", "aantal"))
    grafiek = Grafiek("staaf", ("bedrag",), referentie="alle", overige=overige)
    return Rapport("t", "T", "", kolommen, (*rijen, ("alle", 7)), grafiek)


def getekend(tabel: Rapport) -> dict[str, float | None]:
    """The value at each place along the axis."""
    grafiek = tabel.grafiek
    assert grafiek is not None
    orde = rangorde(tabel, grafiek)
    return {each.plaats: each.waarde for each in punten(tabel, grafiek, orde, labels(tabel, NAMEN.toon))}


def bijschrift(tabel: Rapport) -> str:
    beeld = teken(tabel, labels(tabel, NAMEN.toon))
    assert beeld is not None
    return beeld.bijschrift


def vullingen(tabel: Rapport) -> list[str]:
    """How each point of a drawn line is filled."""
    beeld = teken(tabel, labels(tabel, NAMEN.toon))
    assert beeld is not None
    (tekens,) = re.findall(r'<g class="mark-symbol role-mark[^>]*>(.*?)</g>', beeld.svg, re.DOTALL)
    return re.findall(r'<path [^>]*fill="([^"]*)"', tekens)


@pytest.mark.parametrize("aantal", [2, 24, 25, 60, 120])
def test_every_month_that_was_asked_for_is_drawn(aantal: int) -> None:
    tabel = per_maand(aantal)
    assert list(getekend(tabel).values()) == [float(nummer) for nummer in range(aantal)]
    assert len(vullingen(tabel)) == aantal


def test_a_month_that_is_not_complete_is_an_open_point_with_a_star() -> None:
    """On 1 June the declarations of May are still to come, June has just begun, and July is still to come."""
    tabel = per_maand(31)
    assert labels(tabel, NAMEN.toon)[-4:] == ["apr 2023", "mei 2023 *", "jun 2023 *", "jul 2023 *"]
    assert [kleur == "white" for kleur in vullingen(tabel)] == [False] * 28 + [True] * 3
    assert bijschrift(tabel) == "Een maand met een * en een open punt is nog niet compleet."
    assert bijschrift(per_maand(28)) == ""


def test_of_a_ranking_the_largest_are_drawn_then_the_others_and_what_they_are_laid_beside() -> None:
    tabel = rangschikking(list(range(49)))
    gevonden = getekend(tabel)
    assert next(iter(gevonden.items())) == ("99990048", 48)
    assert list(gevonden.values()) == [*range(48, 28, -1), sum(range(29)), 7]
    assert list(gevonden)[-2:] == ["Overige (29)", "Alle aanbieders"]
    assert bijschrift(tabel) == (
        "De grafiek toont de 20 grootste van 49 (naar: Bedrag). De overige 29 staan bij elkaar; in de tabel staan ze "
        "apart. Alle aanbieders staat er altijd bij."
    )


def test_a_ranking_that_fits_is_drawn_in_the_order_of_its_table() -> None:
    tabel = rangschikking([3, 1, 2])
    assert list(getekend(tabel).values()) == [3, 1, 2, 7]
    assert bijschrift(tabel) == ""


def test_what_averages_give_together_is_told_not_added_up() -> None:
    assert getekend(rangschikking(list(range(30)), overige=(5,)))["Overige (10)"] == 5
    zonder = rangschikking(list(range(30)), overige=())
    assert len(getekend(zonder)) == HOOGSTENS + 1
    assert "De overige 10 staan alleen in de tabel." in bijschrift(zonder)


@given(st.lists(st.none() | st.integers(-50, 50), max_size=60))
def test_nothing_is_left_out_of_a_ranking_in_silence(waarden: list[int | None]) -> None:
    tabel = rangschikking(waarden)
    gevonden = getekend(tabel)
    assert sum(waarde or 0 for waarde in gevonden.values()) == sum(waarde or 0 for waarde in waarden) + 7
    assert gevonden["Alle aanbieders"] == 7
    enkel = [naam for naam in gevonden if not naam.startswith(("Overige", "Alle"))]
    assert len(enkel) == (len(waarden) if len(waarden) <= HOOGSTENS + 1 else HOOGSTENS)


async def test_m94_the_clients_of_small_providers_are_counted_once_in_their_bar(monitoring: Monitoring) -> None:
    """Twenty providers give nine hours, 30 others one to a client that they share: 30 for one person, not one each."""
    periode = "?van=2023-01&tot=2023-01"
    for nummer in range(50):
        agb, volume = f"9999{nummer:04}", 9 if nummer < 20 else 1
        wie = f"client-{nummer}" if nummer < 20 else "samen"
        hulp = toegewezen(f"t{nummer}", JANUARI, JANUARI).met(agb=agb, clientId=wie)
        await monitoring.hoor(hulp, gedeclareerd(f"t{nummer}", JANUARI, volume, agb=agb))
    tabel = (await monitoring.client.get(f"/dashboard/aanbieders{periode}")).text
    assert "De grafiek toont de 20 grootste van 50 (naar: Per cliënt per maand)." in tabel
    assert "Overige (30)" in tabel
    async with monitoring.room.work(writes=False) as work:
        selectie = Selectie(van=JANUARI, tot=JANUARI)
        benchmark = await lees_rapport(work, "benchmark", selectie)
    assert benchmark.grafiek is not None
    assert benchmark.grafiek.overige == (30 * 31_250,)


async def test_months_in_which_nothing_happened_are_rows_too(monitoring: Monitoring) -> None:
    await monitoring.hoor(melding("m1", date(2023, 1, 5)), melding("m2", date(2023, 4, 5)))
    rijen = await rapport(monitoring, "stappen", "?van=2022-12&tot=2023-07")
    assert [(rij[0], rij[1], rij[-1]) for rij in rijen] == [
        ("2022-12-01", 0, "compleet"), ("2023-01-01", 1, "compleet"), ("2023-02-01", 0, "compleet"),
        ("2023-03-01", 0, "compleet"), ("2023-04-01", 1, "compleet"), ("2023-05-01", 0, "nog niet alles binnen"),
        ("2023-06-01", 0, "loopt nog"), ("2023-07-01", None, "moet nog komen"),
    ]  # fmt: skip
    assert [rij[0] for rij in await rapport(monitoring, "stappen")] == [f"2023-0{each}-01" for each in range(1, 5)]


async def test_a_month_to_come_shows_what_is_known_of_it_and_no_zero(monitoring: Monitoring) -> None:
    await monitoring.hoor(toegewezen("t1", JANUARI, JANUARI))
    toekomst, *_ = await rapport(monitoring, "geld-per-maand", "?van=2023-08&tot=2023-08")
    assert toekomst[1:] == [None, 31_250, 31_250, None, "moet nog komen"]


async def test_what_is_not_complete_is_said_in_every_form(monitoring: Monitoring) -> None:
    """On 1 June 2023."""
    await monitoring.hoor(*(melding(f"m{maand}", date(2023, maand, 1)) for maand in (4, 5, 6)))
    keuze = f"?gemeente={ALMERE}&van=2023-04&tot=2023-06"
    gezegd = ["Over mei 2023 komen nog declaraties binnen.", "Jun 2023 loopt nog."]
    json = (await monitoring.client.get(f"/v1/rapporten/stappen{keuze}", headers=monitoring.token())).json()
    assert json["letOp"] == gezegd
    assert json["kolommen"][-1] == {"naam": "stand", "titel": "Stand van de maand", "soort": "maandstand"}
    per_gemeente = await monitoring.client.get(f"/v1/rapporten/geld-per-gemeente{keuze}", headers=monitoring.token())
    assert per_gemeente.json()["letOp"] == []  # there is nothing in it
    assert (await monitoring.keten(keuze))["letOp"] == gezegd
    bestand = await monitoring.client.get(f"/dashboard/tabel/stappen/csv{keuze}")
    assert [rij.rpartition(";")[2] for rij in bestand.content.decode("utf-8-sig").splitlines()] == [
        "Stand van de maand", "compleet", "nog niet alles binnen", "loopt nog",
    ]  # fmt: skip
    pagina = (await monitoring.client.get(f"/dashboard/keten{keuze}")).text
    assert f"Nog niet compleet: {' '.join(gezegd)} Vergelijk die maanden niet met andere." in pagina
    assert "mei 2023 *" in pagina
    blad = (await monitoring.client.get(f"/dashboard/aanbieder/{AGB}/gespreksblad?kwartaal=2023-2")).text
    assert "Nog niet compleet" not in blad  # nothing stands on it


async def test_months_long_over_need_no_remark(monitoring: Monitoring) -> None:
    await monitoring.hoor(melding("m1", JANUARI))
    assert (await monitoring.keten("?tot=2023-04"))["letOp"] == []
    assert "Nog niet compleet" not in (await monitoring.client.get("/dashboard/keten?van=2023-01&tot=2023-03")).text
    later = (await monitoring.keten("?van=2023-05&tot=2023-09"))["letOp"]
    assert later[-1] == "Jul 2023 tot en met sep 2023 moeten nog komen."


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-30, 30), st.sampled_from(Ritme))
def test_a_month_is_complete_from_a_day_on_and_stays_so(vandaag: date, verschil: int, ritme: Ritme) -> None:
    maand = maand_erbij(vandaag.replace(day=1), verschil)
    assert (maandstand(maand, vandaag, ritme) == "compleet") == (verschil < -ritme.value)
    assert (maandstand(maand, vandaag, ritme) == "moet nog komen") == (maand > vandaag)
    volgende = list(maandreeks(maand, maand_erbij(maand, 2)))
    assert [each.day for each in volgende] == [1, 1, 1]
    assert volgende[1] == (maand + timedelta(days=32)).replace(day=1)


def test_a_norm_is_drawn_and_told_and_few_say_of_how_many_they_are() -> None:
    """Three of four in time is not the same as three hundred of four hundred."""
    kolommen = (Kolom("maand", "Maand", "maand"), Kolom("alle", "Alle"), Kolom("opTijd", "Op tijd", "procent"))
    norm = Norm(1, "de wet vraagt dat alles op tijd is")
    grafiek = Grafiek("lijn", ("opTijd",), normen=(norm,), noemers=(("opTijd", "alle"),))
    tabel = Rapport("t", "T", "", kolommen, ((JANUARI, 4, 0.75), (VANDAAG, 400, 0.75)), grafiek)
    beeld = teken(tabel, labels(tabel, NAMEN.toon))
    assert beeld is not None
    for svg in (beeld.svg, beeld.klein):
        assert svg.count('stroke="#a3260f"') == 1
        assert [each for each in re.findall(r"<text [^>]*>([^<]*)</text>", svg) if "van" in each] == ["van 4"]
    assert "Rode streep: de wet vraagt dat alles op tijd is." in beeld.bijschrift
    assert "Bij een deel van minder dan 10 staat erbij van hoeveel." in beeld.bijschrift


def test_a_norm_of_one_row_is_drawn_at_that_row_only() -> None:
    tabel = rangschikking([3, 1, 2])
    assert tabel.grafiek is not None
    met = replace(tabel, grafiek=replace(tabel.grafiek, normen=(Norm(2, "N", "99990001"), Norm(5, "N", "weg"))))
    beeld = teken(met, labels(met, NAMEN.toon))
    assert beeld is not None
    assert beeld.svg.count('fill="#a3260f"') == 1


def test_an_axis_of_numbers_has_whole_numbers_only() -> None:
    tabel = rangschikking([1, 2])
    beeld = teken(replace(tabel, rijen=tabel.rijen[:2]), ["een", "twee"])
    assert beeld is not None
    for svg in (beeld.svg, beeld.klein):
        getallen = [each for each in re.findall(r"<text [^>]*>([^<]*)</text>", svg) if each[:1].isdigit()]
        assert getallen == ["0", "1", "2"]
