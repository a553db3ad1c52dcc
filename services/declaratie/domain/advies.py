"""What a provider can do about a rejection, in plain Dutch: one text per rule that a line can break."""

from istandaard.retourcodes import RetourCode

ADVIES: dict[str, str] = {
    "TR304": "Controleer of het burgerservicenummer en het toewijzingnummer bij dezelfde cliënt horen. Klopt dat, "
    "vraag de gemeente dan of de toewijzing van deze cliënt aan u al is verstuurd.",
    "TR307": "Laat de productperiode beginnen op of na de ingangsdatum in de toewijzing. Hielp u al eerder? Vraag "
    "de gemeente om een toewijzing voor die dagen.",
    "TR308": "Laat de productperiode eindigen op of voor de einddatum in de toewijzing. Gaat de hulp langer door? "
    "Vraag de gemeente om de toewijzing te verlengen.",
    "TR314": "Geef elke prestatie een nieuw referentienummer, ook als u een afgewezen prestatie opnieuw indient.",
    "TR319": "Dien de prestatie in bij de maand waarin u hielp, of later. Een declaratie gaat nooit over een maand die "
    "nog moet komen.",
    "TR321": "Verlaag het volume tot wat de toewijzing in deze periode toestaat. Was er meer hulp nodig? Overleg "
    "met de gemeente over een andere toewijzing.",
    "TR322": "Het volume van de toewijzing is op, of raakt met deze prestatie op. Dien alleen in wat nog over is, of "
    "overleg met de gemeente. Hebt u eerder te veel ingediend? Crediteer dat eerst.",
    "TR323": "Neem bij een creditprestatie alles over van de toegekende debetprestatie: toewijzing, product, periode, "
    "volume, eenheid en bedrag. Zet het referentienummer van die prestatie in VorigReferentieNummer. Een "
    "afgewezen prestatie hoeft u niet te crediteren.",
    "TR338": "Controleer het toewijzingnummer. Klopt het, wacht dan tot u de toewijzing (301) hebt ontvangen, of "
    "vraag de gemeente ernaar. Dien de prestatie daarna opnieuw in.",
    "TR339": "Gebruik de productcategorie uit de toewijzing.",
    "TR340": "Gebruik de productcode uit de toewijzing. Leverde u iets anders? Vraag de gemeente om een nieuwe "
    "toewijzing.",
    "TR341": "Gebruik de eenheid uit de toewijzing. Is die in uren toegewezen, dan mogen het ook minuten zijn. "
    "Staat er geen eenheid in de toewijzing, gebruik dan die uit uw contract.",
    "TR346": "Reken het bedrag opnieuw uit: volume maal tarief. Declareert u minuten op een uurtarief, neem dan "
    "uurtarief maal minuten, deel door 60 en rond pas daarna af op hele centen.",
    "TR369": "Het budget van de toewijzing is op, of raakt met deze prestatie op. Dien alleen in wat nog over is, of "
    "overleg met de gemeente.",
    "TR381": "Controleer of de productcode en de categorie in de productlijst van de regio staan en bij elkaar horen.",
    "TR384": "De gemeente heeft deze toewijzing ingetrokken. Dien de prestatie in op de toewijzing die ervoor in de "
    "plaats kwam, of vraag de gemeente waarom ze is ingetrokken.",
    "TR387": "Laat de productperiode beginnen op de eerste dag van de maand. Begint de toewijzing later in die "
    "maand, neem dan haar ingangsdatum. De dag waarop u met de hulp begon telt niet.",
    "TR388": "Laat de productperiode eindigen op de laatste dag van de maand. Eindigt de toewijzing eerder in die "
    "maand, neem dan haar einddatum. De dag waarop u met de hulp stopte telt niet.",
    "TR389": "Voor deze toewijzing, dit product en deze maand is al een prestatie toegekend. Klopt die niet? Crediteer "
    "haar eerst, en dien dan een nieuwe prestatie in.",
    "TR390": "Deze prestatie is al gecrediteerd. U hoeft niets te doen.",
    "TR418": "Gebruik het tarief uit uw contract dat gold op de eerste dag van de productperiode. Declareert u "
    "minuten op een uurtarief, deel dat tarief dan door 60 en rond af op hele centen: een halve cent gaat omhoog. "
    "Klopt het contract bij de gemeente niet, neem dan contact op met contractbeheer.",
}
"""By the number of the rule."""

ADVIES_DECLARATIE: dict[str, str] = {
    RetourCode.AFGEKEURD: (
        "Er zit een fout in het bericht zelf, daarom is geen enkele prestatie verwerkt. Laat uw software het "
        "bericht controleren: het totaalbedrag, de datums, en dubbele of in hetzelfde bericht gecrediteerde "
        "prestaties. Probeer het daarna met proef=true en een nieuwe identificatie."
    ),
    RetourCode.R9056: (
        "Dit nummer (identificatie) hebt u al voor een ander bericht gebruikt. Stuur het bericht met een nieuw nummer."
    ),
    RetourCode.R8848: (
        "De dagtekening ligt in de toekomst. Stuur het bericht met de datum van vandaag en een nieuwe identificatie."
    ),
    RetourCode.S300: (
        "Deze gemeentecode bestaat niet. Controleer de gemeentecode van de ontvanger, en gebruik een nieuwe "
        "identificatie."
    ),
    RetourCode.R8214: (
        "U hebt al een latere declaratieperiode ingediend. Dien deze prestaties in met die periode, of met een "
        "latere. De productperiode blijft de maand waarin u hielp. U mag hetzelfde declaratienummer en "
        "dezelfde referentienummers gebruiken, met een nieuwe identificatie."
    ),
    RetourCode.R9333: (
        "Dit declaratienummer hebt u al gebruikt. Stuur het bericht met een nieuw declaratienummer en een "
        "nieuwe identificatie."
    ),
}
"""By return code, for a declaration of which no line was looked at."""
