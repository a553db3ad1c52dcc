"""Short ways to make lines, declarations, assignments and the state they are judged against."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count

import wetten
from declaratie.domain.oordeel import beoordeel
from declaratie.domain.stand import BekendeToewijzing, Stand, Tarief, tellend_van
from gebeurtenissen.toewijzing import LeveringGestart
from istandaard import cdt
from istandaard.berichten import bericht323
from istandaard.berichten.gedeeld import HeaderVanAanbieder
from istandaard.regels.rekenen import saldo
from iwmo import codes

ALMERE, ALKMAAR = "0034", "0361"
AGB, ANDERE_AGB = "99990001", "99990002"
BSN, ANDERE_BSN, VREEMDE_BSN = "999900006", "999900067", "999900031"
"""None begins with one of the AGB codes, so that the digits are found in a file only if the BSN stands there."""
MINUUT, UUR, OUTPUT, EURO, INSPANNING = "01", "04", "82", "83", "84"
DAG, WEEK, MAAND, TOTAAL = "1", "2", "4", "6"
NUMMER = 1001
UURTARIEF = 6150
LIJST = frozenset({("01", "HO"), ("02", "IB2B"), ("02", "IB2S"), ("07", "DB2B")})

_volgnummer = count(1)


def d(tekst: str) -> date:
    """The date of "mm-dd" in 2023, or of "yyyy-mm-dd"."""
    return date.fromisoformat(tekst if len(tekst) > 5 else f"2023-{tekst}")


def volgende(letter: str) -> str:
    """A reference or number that was not used before."""
    return f"{letter}{next(_volgnummer):06d}"


def prestatie(
    volume: int = 10,
    *,
    ref: str | None = None,
    vorig: str | None = None,
    nummer: int = NUMMER,
    product: tuple[str, str] = ("02", "IB2B"),
    periode: tuple[str, str] = ("05-01", "05-31"),
    eenheid: str = UUR,
    tarief: int | None = UURTARIEF,
    bedrag: int | None = None,
) -> bericht323.Prestatie:
    """A debit line that keeps every rule, or a credit line when it names an earlier reference."""
    if bedrag is None:
        bedrag = volume if tarief is None else volume * tarief
    kant = codes.DebetCredit.DEBET if vorig is None else codes.DebetCredit.CREDIT
    return bericht323.Prestatie(
        product_referentie=cdt.Referentie(referentie_nummer=ref or volgende("R"), vorig_referentie_nummer=vorig),
        toewijzing_nummer=nummer,
        product_categorie=wetten.categorie(product[0]),
        product_code=product[1],
        product_periode=cdt.GeslotenPeriode(begindatum=d(periode[0]), einddatum=d(periode[1])),
        geleverd_volume=volume,
        eenheid=codes.Eenheid(eenheid),
        product_tarief=tarief,
        ingediend_bedrag=cdt.BedragMetDC(bedrag=bedrag, debet_credit=kant),
    )


def client(*prestaties: bericht323.Prestatie, bsn: str = BSN) -> bericht323.Client:
    """A client with these lines."""
    return bericht323.Client(bsn=bsn, prestaties=prestaties)


def declaratie(
    *clienten: bericht323.Client,
    identificatie: str | None = None,
    nummer: str | None = None,
    agb: str = AGB,
    gemeente: str = ALMERE,
    dagtekening: str = "06-12",
    maand: str = "05",
    totaal: int | None = None,
) -> bericht323.Bericht323:
    """A WMO323 over a month of 2023, with the right total unless another is given."""
    begin = d(f"{maand}-01")
    if totaal is None:
        totaal = saldo(p.ingediend_bedrag for each in clienten for p in each.prestaties)
    return bericht323.Bericht323(
        header=HeaderVanAanbieder(
            bericht_code=codes.BerichtCode.WMO323,
            afzender=agb,
            ontvanger=gemeente,
            bericht_identificatie=cdt.BerichtIdentificatie(
                identificatie=identificatie or volgende("B"), dagtekening=d(dagtekening)
            ),
        ),
        declaratie=bericht323.Declaratie(
            declaratie_nummer=nummer or volgende("D"),
            declaratie_periode=cdt.GeslotenPeriode(
                begindatum=begin, einddatum=(begin + timedelta(31)).replace(day=1) - timedelta(1)
            ),
            declaratie_dagtekening=d(dagtekening),
            totaal_ingediend_bedrag=cdt.TotaalBedragMetDC(
                totaal_bedrag=abs(totaal),
                debet_credit=codes.DebetCredit.DEBET if totaal >= 0 else codes.DebetCredit.CREDIT,
            ),
            clienten=clienten,
        ),
    )


def toewijzing(
    nummer: int = NUMMER,
    *,
    hash_: str = "hash",
    product: tuple[str | None, str | None] = ("02", "IB2B"),
    omvang: tuple[int, str, str] | None = (10, UUR, MAAND),
    budget: int | None = None,
    termijn: tuple[str, str | None] = ("01-01", "12-31"),
    reden: str | None = None,
) -> BekendeToewijzing:
    """An assignment of 10 hours a month over 2023, unless said otherwise."""
    volume, eenheid, frequentie = omvang or (None, None, None)
    return BekendeToewijzing(
        nummer=nummer,
        bsn_hash=hash_,
        categorie=product[0],
        code=product[1],
        volume=volume,
        eenheid=eenheid,
        frequentie=frequentie,
        budget=budget,
        ingangsdatum=d(termijn[0]),
        einddatum=None if termijn[1] is None else d(termijn[1]),
        reden_wijziging=reden,
    )


def tarief(
    bedrag: int = UURTARIEF,
    *,
    code: str = "IB2B",
    eenheid: str = UUR,
    vanaf: str = "01-01",
    van: str = "01-01",
    tot: str | None = None,
    gemeente: str = ALMERE,
) -> Tarief:
    """A contract price."""
    einde = None if tot is None else d(tot)
    return Tarief(
        gemeenten={gemeente}, code=code, eenheid=eenheid, vanaf=d(vanaf), van=d(van), tot=einde, bedrag=bedrag
    )


def stand(
    *toewijzingen: BekendeToewijzing,
    tarieven: Sequence[Tarief] = (tarief(),),
    eerder: Iterable[bericht323.Prestatie] = (),
    gebruikt: Iterable[str] = (),
    maand_einde: str = "05-31",
) -> Stand:
    """What is known: these assignments (one of 10 hours a month when none are given) and what was granted before."""
    dagen = (d("2022-01-01") + timedelta(n) for n in range(3 * 365))
    found = Stand(
        gemeente=ALMERE,
        declaratieperiode_einde=d(maand_einde),
        toewijzingen={each.nummer: each for each in toewijzingen or (toewijzing(),)},
        productlijsten=dict.fromkeys(dagen, LIJST),
        tarieven=tarieven,
        gebruikte_referenties=set(gebruikt),
    )
    for each in eerder:
        found.tel(tellend_van(each))
    return found


def gebroken(van: Stand, *prestaties: bericht323.Prestatie) -> list[set[str]]:
    """The rules that each line of one client breaks."""
    (oordeel,) = beoordeel([client(*prestaties)], ["hash"], van)
    assert oordeel.regels == ()
    return [set(each) for each in oordeel.prestaties]


def gestart(begin: date, nummer: int = NUMMER, *, agb: str = AGB, gemeente: str = ALMERE) -> LeveringGestart:
    """What toewijzing tells of a start of IB2B."""
    return LeveringGestart(
        toewijzing_id=f"{gemeente}-{nummer}",
        toewijzing_nummer=nummer,
        client_id="client",
        gemeente=gemeente,
        agb=agb,
        code="IB2B",
        toewijzingsdatum=date(2023, 1, 1),
        begindatum=begin,
    )
