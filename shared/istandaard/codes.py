"""The code lists of the standards as enums. A member is its code (`Eenheid.UUR == "04"`) and tells what it means.

A list without members differs from one standard to the other, which fills it.
"""

from __future__ import annotations

from enum import StrEnum


class Codelijst(StrEnum):
    """A code list: each member is its code, with the meaning that the standard gives it in `betekenis`."""

    betekenis: str

    def __new__(cls, code: str, betekenis: str = "") -> Codelijst:
        """A member from its code and its meaning."""
        zelf = str.__new__(cls, code)
        zelf._value_ = code
        zelf.betekenis = betekenis
        return zelf


class BerichtCode(Codelijst):
    """The kinds of message; each standard has its own. A member is named after its kind ("WMO323")."""


class DebetCredit(Codelijst):
    """Code list COD043."""

    CREDIT = "C", "Creditbedrag en aantal"
    DEBET = "D", "Debetbedrag en aantal"


class Geslacht(Codelijst):
    """Code list COD046."""

    ONBEKEND = "0", "Onbekend"
    MANNELIJK = "1", "Mannelijk"
    VROUWELIJK = "2", "Vrouwelijk"


class DatumGebruik(Codelijst):
    """Code list COD170."""

    DAG_ONBEKEND = "1", "Dag onbekend (alleen maand en jaar gebruiken)"
    DAG_EN_MAAND_ONBEKEND = "2", "Dag en maand onbekend (alleen jaar gebruiken)"
    ONBEKEND = "3", "Dag, maand en jaar onbekend (onbekende datum)"


class JaNee(Codelijst):
    """Code list COD260."""

    JA = "1", "Ja"
    NEE = "2", "Nee"


class TypeVerwijzer(Codelijst):
    """Code list COD327."""

    GEMEENTE = "01", "Gemeente"
    HUISARTS = "02", "Huisarts"
    JEUGDARTS = "03", "Jeugdarts"
    GECERTIFICEERDE_INSTELLING = "04", "Gecertificeerde instelling"
    MEDISCH_SPECIALIST = "05", "Medisch specialist"
    ZELFVERWIJZER = "06", "Zelfverwijzer / geen verwijzer"
    RECHTER = "08", "Rechter, Officier van Justitie, functionaris Justitiële jeugdinrichting"


class StatusAanlevering(Codelijst):
    """Code list COD467."""

    EERSTE = "1", "Eerste aanlevering"
    GEWIJZIGD = "2", "Gewijzigde aanlevering"
    VERWIJDEREN = "3", "Verwijderen aanlevering"
    NIET_VAN_TOEPASSING = "9", "Niet van toepassing (ongewijzigd)"


class SoortRelatie(Codelijst):
    """Code list COD472."""

    CURATOR = "03", "Curator (juridisch)"
    FINANCIEEL_GEMACHTIGD = "04", "Financieel (gemachtigd)"
    FINANCIEEL_TOETSING = "05", "Financieel (toetsing)"
    LEEFEENHEID = "06", "Leefeenheid"
    HULPVERLENER = "07", "Hulpverlener"
    SPECIALIST = "08", "Specialist"
    ANDERS = "09", "Anders"
    OUDER = "10", "Ouder"
    VOOGD = "11", "Voogd"
    PARTNER = "12", "Partner/echtgeno(o)t(e)"
    PLEEGOUDER = "13", "Pleegouder"
    BEWINDVOERDER = "14", "Bewindvoerder"
    MENTOR = "15", "Mentor"
    ZOON_DOCHTER = "16", "Zoon/dochter"
    FAMILIELID = "17", "Familielid"
    GEZINSLID = "18", "Gezinslid"
    BUUR = "19", "Buur"
    VRIEND_KENNIS = "20", "Vriend(in)/kennis"
    CLIENTONDERSTEUNER = "21", "Cliëntondersteuner"
    HUISARTS = "22", "Huisarts"
    ERVEN_VAN = "23", "Erven van"
    WERKGEVER = "24", "Werkgever"
    WIJKCOACH = "25", "Wijkcoach"


class NaamGebruik(Codelijst):
    """Code list COD700."""

    EIGEN_NAAM = "1", "Eigen naam"
    NAAM_PARTNER = "2", "Naam echtgenoot of geregistreerd partner of alternatieve naam"
    NAAM_PARTNER_EIGEN_NAAM = "3", "Naam echtgenoot of geregistreerd partner gevolgd door eigen naam"
    EIGEN_NAAM_NAAM_PARTNER = "4", "Eigen naam gevolgd door naam echtgenoot of geregistreerd partner"
    PSEUDONIEM = "5", "Pseudoniem"
    NIET_NATUURLIJK_PERSOON = "6", "Niet-natuurlijk persoon"


class Communicatievorm(Codelijst):
    """Code list COD747."""

    TOLK_TAAL = "1", "Tolk taal"
    DOVENTOLK = "2", "Doventolk"
    DOOFBLINDENTOLK = "3", "Doofblindentolk"


class AdresSoort(Codelijst):
    """Code list COD757."""

    BRP_ADRES = "01", "BRP-adres"
    CORRESPONDENTIE_ADRES = "02", "Correspondentie-adres"
    VERBLIJFADRES = "03", "Verblijfadres"
    TIJDELIJK_VERBLIJFADRES = "04", "Tijdelijk verblijfadres"


class AanduidingWoonadres(Codelijst):
    """Code list NUM061."""

    AAN_BOORD = "AB", "Aan boord"
    BIJ = "BY", "Bij"
    TEGENOVER = "TO", "Tegenover"
    WOONWAGEN = "WW", "Woonwagen"


class WettelijkeVertegenwoordiging(Codelijst):
    """Code list WJ003."""

    VOOGDIJ = "06", "Voogdij"
    BEWINDVOERING = "07", "Bewindvoering"
    MENTORSCHAP = "08", "Mentorschap"
    ONDER_CURATELE_STELLING = "09", "Onder curatele stelling"
    ZAAKWAARNEMING = "10", "Zaakwaarneming"


class JuridischeStatus(Codelijst):
    """Code list WJ232."""

    RECHTERLIJKE_MACHTIGING = "01", "Rechterlijke machtiging (rm) voorlopig / voortgezette machtiging"
    RM_OP_EIGEN_VERZOEK = "02", "RM op eigen verzoek"
    RM_MET_VOORWAARDELIJK_ONTSLAG = "03", "RM met voorwaardelijk ontslag"
    ONDER_TOEZICHTSTELLING = "04", "Onder toezichtstelling (ots)"
    IN_BEWARING_STELLING = "05", "In bewaring stelling (ibs)"
    TBS = "11", "Strafrechterlijke justitiële contacten (tbs)"
    STRAFRECHTELIJK_OVERIG = "12", "Strafrechterlijke justitiële contacten (overig)"


class Eenheid(Codelijst):
    """Code list WJ756."""

    MINUUT = "01", "Minuut"
    UUR = "04", "Uur"
    ETMAAL = "14", "Etmaal"
    DAGDEEL = "16", "Dagdeel (4 uur)"
    STUKS_OUTPUT = "82", "Stuks (output)"
    EUROS = "83", "Euro's"
    STUKS_INSPANNING = "84", "Stuks (inspanning)"


class RedenVerzoek(Codelijst):
    """Code list WJ758."""

    VERANDERING_CLIENTSITUATIE = "1", "Verandering clientsituatie"
    WIJZIGING_ZORGPLAN = "2", "Wijziging zorgplan"


class RedenAfwijzingVerzoek(Codelijst):
    """Code list WJ759."""

    NIEUWE_AANVRAAG = "1", "Geen wijziging, maar nieuwe aanvraag"
    PAST_NIET_BINNEN_BUDGET = "2", "Past niet binnen budget"
    GEEN_CONTRACT = "3", "Geen contract"
    PAST_NIET_BINNEN_CONTRACT = "4", "Past niet binnen contract"
    ANDERE_GEMEENTE = "5", "Andere gemeente"
    STAPELING = "6", "Stapeling"
    ZORGINHOUDELIJKE_AFKEUR = "7", "Zorginhoudelijke afkeur"
    WOONPLAATSBEGINSEL = "8", "Woonplaatsbeginsel"
    LEEFTIJDSGRENS = "9", "Leeftijdsgrens is bereikt"


class VerzoekAntwoord(Codelijst):
    """Code list WJ760."""

    AFGEWEZEN = "1", "Verzoek afgewezen"
    IN_ONDERZOEK = "2", "Aanvraag in onderzoek"


class ProductCategorie(Codelijst):
    """The categories of products; each standard has its own, and says what is different in some of them."""

    @property
    def mag_stapelen(self) -> bool:
        """Whether a client may have more than one of these at a time (TR302, TR361, TR386, TR410)."""
        return False

    @property
    def weken_per_periode(self) -> int | None:
        """The weeks that a period always counts for, however many it touches (TR321); None for as many as it does."""
        return None

    @property
    def door_gecertificeerde_instelling(self) -> bool:
        """Whether a certified institution carries out a ruling with it (Jeugdwet 3.2), by its own protocol.

        It is output, and is not billed for a first month that is broken off; no change of it is asked (SAP GI 1.3).
        """
        return False


class Frequentie(Codelijst):
    """Code list WMO757."""

    PER_DAG = "1", "Per dag"
    PER_WEEK = "2", "Per week"
    PER_MAAND = "4", "Per maand"
    TOTAAL = "6", "Totaal binnen geldigheidsduur toewijzing"


class RedenBeeindiging(Codelijst):
    """Why support ended; each standard has its own."""


class RedenWijziging(Codelijst):
    """Code list WMO002."""

    VERVALLEN = "01", "Administratieve correctie (vervallen)"
    OVERLEDEN = "02", "Cliënt overleden"
    CONTRACTWIJZIGING = "03", "Contractwijziging"
    VERLENGING = "04", "Herbeoordeling: verlenging toewijzing"
    VERKORTING = "05", "Herbeoordeling: verkorting toewijzing"
    ANDER_DOMEIN = "06", "Uitstroom naar ander domein"
    VERHUIZING = "07", "Verhuizing naar een andere gemeente"
    LEVERINGSVORM = "08", "Wijziging leveringsvorm"
    ANDERE_AANBIEDER = "09", "Overstap naar andere aanbieder"
    BEKOSTIGING = "10", "Overgang naar nieuwe bekostigingssystematiek"
    HERINDELING = "11", "Gemeentelijke herindeling"
    DOOR_AANBIEDER = "12", "Geïnitieerd door de aanbieder"
    VERWIJDERD = "13", "Verwijderd"
    ADMINISTRATIEVE_CORRECTIE = "14", "Administratieve correctie"
