"""What must hold between the parts of an inkoopmodel: names that exist, dates in order, policy kept.

Each check yields a path into the model and what is wrong there.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import product as kruis

from inkoop.basis import bedoelde
from inkoop.eigen_bijdrage import Bijdragebeleid
from inkoop.model import Inkoopmodel
from inkoop.producten import EENHEDEN_PER_VARIANT, NIET_PER_DAG, TOEGESTANE_EENHEDEN
from inkoop.uitvraag import MAANDEN_PER
from inkoop.yamlboom import Pad
from wetten import Wet, categorie

Bevindingen = Iterator[tuple[Pad, str]]
MEERDERJARIG = 18


def controleer(model: Inkoopmodel) -> Bevindingen:
    """Everything that is wrong between the parts of a model."""
    for controle in CONTROLES:
        yield from controle(model)


def _uniek(model: Inkoopmodel) -> Bevindingen:
    """A code or name stands for one thing."""
    kader, bevolking = model.afwegingskader, model.bevolking
    lijsten: list[tuple[Pad, str, Iterable[str]]] = [
        (("gemeenten",), "code", (deel.code for deel in model.gemeenten)),
        (("producten",), "code", (deel.code for deel in model.producten)),
        (("percelen",), "naam", (deel.naam for deel in model.percelen)),
        (("stappen",), "naam", (deel.naam for deel in model.stappen)),
        (("verwijsroutes",), "naam", (deel.naam for deel in model.verwijsroutes)),
        (("specialismen",), "naam", (deel.naam for deel in model.specialismen)),
        (("doelgroepen",), "naam", (deel.naam for deel in model.doelgroepen)),
        (("trajecten",), "naam", (deel.naam for deel in model.trajecten)),
        (("scenarios",), "naam", (deel.naam for deel in model.scenarios)),
        (("resultaatgebieden",), "naam", (deel.naam for deel in model.resultaatgebieden)),
        (("matching",), "kenmerk", (deel.kenmerk for deel in model.matching)),
        (("contractsturing", "kpis"), "naam", (deel.naam for deel in model.contractsturing.kpis)),
        (("uitvragen",), "naam", (deel.naam for deel in model.uitvragen)),
        (("lokaal",), "gemeente", (deel.gemeente for deel in model.lokaal)),
        *(
            (("uitvragen", nr, "vragen"), "naam", (deel.naam for deel in each.vragen))
            for nr, each in enumerate(model.uitvragen)
        ),
        (("eigen_termijnen",), "wat", (deel.wat for deel in model.eigen_termijnen)),
    ]
    if kader:
        lijsten.append((("afwegingskader", "zwaarten"), "naam", (deel.naam for deel in kader.zwaarten)))
        lijsten.append((("afwegingskader", "intensiteiten"), "naam", (deel.naam for deel in kader.intensiteiten)))
    if bevolking:
        lijsten.append((("bevolking", "pakketten"), "naam", (deel.naam for deel in bevolking.pakketten)))
        lijsten.append((("bevolking", "profielen"), "naam", (deel.naam for deel in bevolking.profielen)))
    if bevolking and bevolking.jeugd:
        lijsten.append((("bevolking", "jeugd", "profielen"), "naam", (deel.naam for deel in bevolking.jeugd.profielen)))
    for pad, veld, waarden in lijsten:
        gezien: set[str] = set()
        for nr, waarde in enumerate(waarden):
            if waarde in gezien:
                yield (*pad, nr, veld), "komt al eerder voor in deze lijst"
            gezien.add(waarde)


VERWIJZINGEN: dict[str, tuple[str, ...]] = {
    "gemeenten": (
        "producten.*.budgethouder",
        "wijken.*.gemeente",
        "budgetten.*.gemeente",
        "boekhouding.*.gemeente",
        "lokaal.*.gemeente",
        "bevolking.woongebieden.*.gemeente",
    ),
    "percelen": ("producten.*.perceel",),
    "specialismen": (
        "bevolking.profielen.*.specialisme",
        "bevolking.jeugd.profielen.*.specialisme",
        "bevolking.aanbiedersgroepen.*.specialisme",
    ),
    "producten": (
        "trajecten.*.producten.*",
        "verboden_combinaties.*.producten.*",
        "verboden_combinaties.*.met.*",
        "scenarios.*.product",
        "ladder.treden.*.producten.*",
        "afwegingskader.cellen.*.product",
        "levering.coordinator_producten.*",
        "dekking.*.producten.*",
        "budgetten.*.product",
        "boekhouding.*.product",
        "eigen_bijdrage.*.zonder_bijdrage.*",
        "eigen_bijdrage.*.naar_inkomen.*",
        "bevolking.pakketten.*.ondersteuning.*.product",
        "bevolking.aanbiedersgroepen.*.producten.*",
    ),
    "trajecten": (
        "trajecten.*.vereist_contract",
        "doorstroom.*.van",
        "doorstroom.*.naar",
        "omleidingen.*.traject",
        "afwegingskader.duren.*.trajecten.*",
        "afwegingskader.cellen.*.traject",
    ),
    "scenarios": ("bevolking.scenarios.*.scenario",),
    "afwegingskader.zwaarten": ("afwegingskader.cellen.*.zwaarte",),
    "afwegingskader.intensiteiten": ("afwegingskader.cellen.*.intensiteit",),
    "bevolking.pakketten": (
        "bevolking.profielen.*.pakketten.*.pakket",
        "bevolking.jeugd.profielen.*.pakketten.*.pakket",
    ),
}
"""Per list: the places that name something of it by its code or naam."""


def _verwijzingen(model: Inkoopmodel) -> Bevindingen:
    """What is named exists."""
    for lijst, plekken in VERWIJZINGEN.items():
        bekend = [str(getattr(deel, "code", None) or getattr(deel, "naam", "")) for deel in _delen(model, lijst)]
        for plek in plekken:
            for pad, waarde in _waarden(model, plek.split(".")):
                if waarde not in bekend:
                    yield pad, f"staat niet bij {lijst}{bedoelde(str(waarde), bekend)}"


def _delen(model: Inkoopmodel, lijst: str) -> Iterator[object]:
    deel: object = model
    for naam in lijst.split("."):
        deel = getattr(deel, naam, None)
    yield from deel if isinstance(deel, tuple) else ()


def _waarden(deel: object, plek: list[str], pad: Pad = ()) -> Iterator[tuple[Pad, object]]:
    """Everything at a place, `*` standing for each element of a list; parts that are absent are skipped."""
    if not plek:
        if deel is not None:
            yield pad, deel
    elif plek[0] == "*":
        if isinstance(deel, tuple):
            for nr, element in enumerate(deel):
                yield from _waarden(element, plek[1:], (*pad, nr))
    else:
        yield from _waarden(getattr(deel, plek[0], None), plek[1:], (*pad, plek[0]))


BEREIKEN: tuple[tuple[str, str, str], ...] = (
    ("producten.*.normband", "van", "tot"),
    ("producten.*.uitloop", "geen_nieuwe_vanaf", "einde"),
    ("trajecten.*", "standaard_maanden", "maximaal_maanden"),
    ("afwegingskader.duren.*", "maanden", "tot_maanden"),
    ("dekking.*", "van_procent", "tot_procent"),
    ("dekking.*", "minimum_aanbieders", "aanbieders_hoogstens"),
    ("afwegingskader.zwaarten.*", "van", "tot"),
    ("bevolking.leeftijden.*", "van", "tot"),
    ("bevolking.jeugd.leeftijden.*", "van", "tot"),
    ("bevolking.woongebieden.*", "postcode_van", "postcode_tot"),
)
"""Per place: two fields, of which the second may not lie below the first."""


def _bereiken(model: Inkoopmodel) -> Bevindingen:
    """The upper end of a range is not below its lower end, and orange is not stricter than green (M89)."""
    for plek, laag, hoog in BEREIKEN:
        for pad, deel in _waarden(model, plek.split(".")):
            van, tot = getattr(deel, laag), getattr(deel, hoog)
            if van is not None and tot is not None and tot < van:
                yield (*pad, hoog), f"ligt onder '{laag}'"
    for nr, kpi in enumerate(model.contractsturing.kpis):
        if (kpi.oranje - kpi.groen) * (1 if kpi.beter == "hoger" else -1) > 0:
            yield ("contractsturing", "kpis", nr, "oranje"), f"is strenger dan 'groen', terwijl {kpi.beter} beter is"


def _wijken(model: Inkoopmodel) -> Bevindingen:
    """A postcode lies in one district of a municipality (M133)."""
    gezien: set[tuple[str, int]] = set()
    for nr, wijk in enumerate(model.wijken):
        for plek, postcode in enumerate(wijk.postcodes):
            if (wijk.gemeente, postcode) in gezien:
                yield ("wijken", nr, "postcodes", plek), "staat al bij een wijk van deze gemeente (M133)"
            gezien.add((wijk.gemeente, postcode))


def _uitloop(model: Inkoopmodel) -> Bevindingen:
    """A day that is only expected does not stand beside one that was decided: people would read two ends (M45)."""
    for nr, product in enumerate(model.producten):
        if product.uitloop and product.uitloop.verwacht and product.uitloop.besloten:
            yield ("producten", nr, "uitloop", "verwacht"), "hoort er niet bij als een dag al besloten is (M45)"


def _prijzen(model: Inkoopmodel) -> Bevindingen:
    """Every product has a price from the start on, in order of date, that is the sum of its parts (M79, M137)."""
    for nr, product in enumerate(model.producten):
        data = [tarief.vanaf for tarief in product.tarieven]
        if data[0] > model.versie:
            yield ("producten", nr, "tarieven", 0, "vanaf"), "ligt na 'versie'; het product heeft dan eerst geen prijs"
        for plek in range(1, len(data)):
            if data[plek] <= data[plek - 1]:
                yield ("producten", nr, "tarieven", plek, "vanaf"), "moet later zijn dan het tarief ervoor"
        for plek, tarief in enumerate(product.tarieven):
            if tarief.grond and tarief.grond.kostprijs != tarief.eurocent:
                reden = f"is anders dan de delen van zijn grond samen, {tarief.grond.kostprijs} (M137)"
                yield ("producten", nr, "tarieven", plek, "eurocent"), reden
    for nr in range(1, len(model.indexatie)):
        if model.indexatie[nr].vanaf <= model.indexatie[nr - 1].vanaf:
            yield ("indexatie", nr, "vanaf"), "moet later zijn dan de index ervoor"


def _eigen_bijdrage(model: Inkoopmodel) -> Bevindingen:
    """Rules follow each other, each with amounts from its first day on (M142)."""
    for nr, beleid in enumerate(model.eigen_bijdrage):
        plek: Pad = ("eigen_bijdrage", nr)
        if nr and beleid.vanaf <= model.eigen_bijdrage[nr - 1].vanaf:
            yield (*plek, "vanaf"), "moet later zijn dan de regel ervoor"
        yield from _bijdragebedragen(beleid, plek)
        for volgende, code in enumerate(beleid.naar_inkomen):
            if code in beleid.zonder_bijdrage:
                yield (*plek, "naar_inkomen", volgende), "staat ook bij zonder_bijdrage (M142)"
        namen = [each.naam for each in beleid.vrijstellingen]
        for volgende, naam in enumerate(namen):
            if naam in namen[:volgende]:
                yield (*plek, "vrijstellingen", volgende, "naam"), "komt al eerder voor in deze lijst"


def _bijdragebedragen(beleid: Bijdragebeleid, plek: Pad) -> Bevindingen:
    data = [tarief.vanaf for tarief in beleid.tarieven]
    if data and data[0] > beleid.vanaf:
        yield (*plek, "tarieven", 0, "vanaf"), "ligt na 'vanaf' van de regel; er is dan eerst geen bedrag"
    for nr, tarief in enumerate(beleid.tarieven):
        if nr and tarief.vanaf <= data[nr - 1]:
            yield (*plek, "tarieven", nr, "vanaf"), "moet later zijn dan het tarief ervoor"
        if tarief.eurocent == 0:
            yield (*plek, "tarieven", nr, "eurocent"), "is 0; is er geen bijdrage, laat de regel dan weg"


def _bekostiging(model: Inkoopmodel) -> Bevindingen:
    """Eenheid and frequentie fit how it is bought and paid; no traject prices where policy excludes them (M75)."""
    for nr, product in enumerate(model.producten):
        eenheid, frequentie = product.eenheid, product.frequentie
        for soort, eenheden in (
            (f"bekostiging {product.bekostiging}", TOEGESTANE_EENHEDEN[product.bekostiging]),
            (f"uitvoeringsvariant {product.uitvoeringsvariant}", EENHEDEN_PER_VARIANT[product.uitvoeringsvariant]),
        ):
            if eenheid not in eenheden:
                yield ("producten", nr, "eenheid"), f"past niet bij {soort}; dat moet {' of '.join(eenheden)} zijn"
        if categorie(product.categorie).door_gecertificeerde_instelling and product.uitvoeringsvariant != "output":
            reden = f"moet output zijn bij categorie {product.categorie} (SAP GI 1.3)"
            yield ("producten", nr, "uitvoeringsvariant"), reden
        if product.bekostiging == "maandbedrag" and frequentie != 4:
            yield ("producten", nr, "frequentie"), "moet 4 (per maand) zijn bij een maandbedrag"
        elif eenheid in NIET_PER_DAG and frequentie == 1:
            yield ("producten", nr, "frequentie"), f"kan niet 1 (per dag) zijn bij eenheid {eenheid} (CS338)"
        if product.bekostiging == "lumpsum" and product.uitvoeringsvariant != "taakgericht":
            yield ("producten", nr, "uitvoeringsvariant"), "moet taakgericht zijn bij bekostiging lumpsum (M140)"
        if product.bekostiging == "traject" and not model.declaratieregels.trajectprijzen:
            yield ("producten", nr, "bekostiging"), "dit model kent geen trajectprijzen (M75)"


def _cellen(model: Inkoopmodel) -> Bevindingen:
    """The weighing frame has each cell once (M25)."""
    kader = model.afwegingskader
    if not kader:
        return
    gezien: set[tuple[str, str, str]] = set()
    for nr, cel in enumerate(kader.cellen):
        plek = (cel.zwaarte, cel.traject, cel.intensiteit)
        if plek in gezien:
            yield ("afwegingskader", "cellen", nr), "deze cel staat er al (M25)"
        gezien.add(plek)
    trajecten = {cel.traject for cel in kader.cellen}
    zwaarten = [zwaarte.naam for zwaarte in kader.zwaarten]
    intensiteiten = [intensiteit.naam for intensiteit in kader.intensiteiten]
    for plek in kruis(zwaarten, sorted(trajecten), intensiteiten):
        if plek not in gezien:
            yield ("afwegingskader", "cellen"), f"de cel {' / '.join(plek)} ontbreekt (M25)"


def _geleende_producten(model: Inkoopmodel) -> Bevindingen:
    """A traject without a product of its own uses those of other trajecten (M4)."""
    eigen = {code for each in model.trajecten if not each.zonder_eigen_product for code in each.producten}
    for nr, traject in enumerate(model.trajecten):
        for plek, code in enumerate(traject.producten):
            if traject.zonder_eigen_product and code not in eigen:
                yield ("trajecten", nr, "producten", plek), "staat bij geen ander traject (M4)"


def _data(model: Inkoopmodel) -> Bevindingen:
    """The version starts within the contract term (M103)."""
    if model.versie < model.looptijd.start:
        yield ("versie",), "ligt voor de start van de looptijd"


def _uitnutten(model: Inkoopmodel) -> Bevindingen:
    """A window in weeks says how many, and is longer than four (M49)."""
    uitnutten = model.uitnutten
    if (uitnutten.venster == "weken") != (uitnutten.weken is not None):
        yield ("uitnutten", "venster"), "'weken' hoort bij venster weken, en alleen daarbij"
    elif uitnutten.weken is not None and uitnutten.weken <= 4:
        yield ("uitnutten", "weken"), "moet langer zijn dan 4 weken (M49)"


def _wet_van_pakket(model: Inkoopmodel) -> Bevindingen:
    """Invented adults get what the Wmo has, invented youth what the Jeugdwet has, and no youth is of age."""
    if model.bevolking is None:
        return
    wet_van = {product.code: product.wet for product in model.producten}
    per_pakket = {
        pakket.naam: {wet_van[deel.product] for deel in pakket.ondersteuning if deel.product in wet_van}
        for pakket in model.bevolking.pakketten
    }
    for wet, plek in ((Wet.WMO, "bevolking.profielen"), (Wet.JEUGDWET, "bevolking.jeugd.profielen")):
        for pad, naam in _waarden(model, f"{plek}.*.pakketten.*.pakket".split(".")):
            if per_pakket.get(str(naam), {wet}) != {wet}:
                yield pad, f"heeft een product dat niet onder de {wet.titel} valt"
    for pad, tot in _waarden(model, ["bevolking", "jeugd", "leeftijden", "*", "tot"]):
        if isinstance(tot, int) and tot > MEERDERJARIG:
            yield pad, f"ligt boven {MEERDERJARIG}: dan is de Jeugdwet er niet meer"


def _lokaal(model: Inkoopmodel) -> Bevindingen:
    """A local choice is of a municipality of the region, says something, and repeats nothing of the region (M132)."""
    titels = {each.titel for each in model.voorliggend}
    for nr, keuze in enumerate(model.lokaal):
        if not (keuze.wachttijd_werkdagen or keuze.waarschuwing_weken or keuze.voorliggend):
            yield ("lokaal", nr), "zegt niets: noem wat hier anders is dan in de regio"
        for plek, each in enumerate(keuze.voorliggend):
            if each.titel in titels:
                yield ("lokaal", nr, "voorliggend", plek, "titel"), "staat al bij de regio"


def _perspectiefplan(model: Inkoopmodel) -> Bevindingen:
    """A perspective plan has both ages, the first below the second, and domains (M39)."""
    plan = model.plan
    leeftijden = (plan.perspectiefplan_leeftijd, plan.perspectiefplan_tot)
    if leeftijden == (None, None):
        return
    van, tot = leeftijden
    if van is None or tot is None or van >= tot:
        yield ("plan", "perspectiefplan_tot"), "hoort bij een lagere perspectiefplan_leeftijd (M39)"
    if not plan.perspectiefdomeinen:
        yield ("plan", "perspectiefdomeinen"), "ontbreekt bij een perspectiefplan (M39)"


def _uitvragen(model: Inkoopmodel) -> Bevindingen:
    """What is asked per period is asked from the first day of one."""
    for nr, each in enumerate(model.uitvragen):
        if each.vanaf.day != 1 or (each.vanaf.month - 1) % MAANDEN_PER[each.per]:
            yield ("uitvragen", nr, "vanaf"), f"{each.vanaf} is niet de eerste dag van een {each.per}"


CONTROLES: tuple[Callable[[Inkoopmodel], Bevindingen], ...] = (
    _uniek,
    _verwijzingen,
    _bereiken,
    _wijken,
    _uitloop,
    _prijzen,
    _eigen_bijdrage,
    _bekostiging,
    _cellen,
    _geleende_producten,
    _data,
    _uitnutten,
    _wet_van_pakket,
    _uitvragen,
    _lokaal,
    _perspectiefplan,
)
