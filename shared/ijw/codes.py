"""The code lists that iJw 3.2 fills itself; the others stand in `istandaard.codes`."""

from __future__ import annotations

from istandaard import codes


class BerichtCode(codes.BerichtCode):
    """Code list COD002."""

    JW301 = "436", "JW301"
    JW302 = "437", "JW302"
    JW305 = "438", "JW305"
    JW306 = "439", "JW306"
    JW307 = "440", "JW307"
    JW308 = "441", "JW308"
    JW315 = "446", "JW315"
    JW316 = "447", "JW316"
    JW317 = "486", "JW317"
    JW318 = "487", "JW318"
    JW319 = "488", "JW319"
    JW320 = "489", "JW320"
    JW323 = "490", "JW323"
    JW325 = "491", "JW325"


class ProductCategorie(codes.ProductCategorie):
    """Code list JZ020."""

    UITGEVOERD_DOOR_WIJKTEAM = "31", "(2015) Zonder verblijf: uitgevoerd door wijk- of buurtteam"
    AMBULANT_OP_LOCATIE = "32", "(2015) Zonder verblijf: ambulante jeugdhulp op locatie van de aanbieder"
    DAGHULP_OP_LOCATIE = "33", "(2015) Zonder verblijf: daghulp op locatie van de aanbieder"
    IN_NETWERK_VAN_JEUGDIGE = "34", "(2015) Zonder verblijf: jeugdhulp in het netwerk van de jeugdige"
    PLEEGZORG = "35", "(2015) Met verblijf: pleegzorg"
    GEZINSGERICHT = "36", "(2015) Met verblijf: gezinsgericht"
    GESLOTEN_PLAATSING = "37", "(2015) Met verblijf: gesloten plaatsing"
    OVERIG_RESIDENTIEEL = "38", "(2015) Met verblijf: overig residentieel"
    PERSOONLIJKE_VERZORGING = "40", "Persoonlijke verzorging"
    DAGBEHANDELING = "41", "Dagbehandeling"
    VERVOERDIENSTEN = "42", "Vervoerdiensten"
    VERBLIJF_MET_BEHANDELING = "43", "Jeugdhulp verblijf (incl. behandeling)"
    VERBLIJF_ZONDER_BEHANDELING = "44", "Jeugdhulp verblijf (excl. behandeling)"
    AMBULANT = "45", "Jeugdhulp ambulant"
    CRISIS = "46", "Jeugdhulp crisis"
    JEUGDRECLASSERING = "47", "Jeugdreclassering"
    JEUGDBESCHERMING = "48", "Jeugdbescherming"
    PREVENTIEF_JUSTITIEEL_KADER = "49", "Activiteiten in het preventief justitieel kader"
    MAATWERKARRANGEMENTEN = "50", "Maatwerkarrangementen jeugd"
    GENERALISTISCHE_BASIS_GGZ = "51", "Generalistische basis-ggz"
    SPECIALISTISCHE_GGZ = "52", "Specialistische ggz"
    KINDERGENEESKUNDE = "53", "Kindergeneeskunde"
    JEUGD_GGZ = "54", "Jeugd-ggz"
    LANDELIJK_INGEKOCHT = "55", "Landelijk ingekochte zorg"

    @property
    def door_gecertificeerde_instelling(self) -> bool:
        """Youth probation and child protection (Jeugdwet 3.2, SAP GI 1.3)."""
        return self in (ProductCategorie.JEUGDRECLASSERING, ProductCategorie.JEUGDBESCHERMING)


class RedenBeeindiging(codes.RedenBeeindiging):
    """Code list JZ588. 31 is not what it is in iWmo."""

    OVERLIJDEN = "02", "Overlijden"
    TIJDELIJK = "20", "Levering is tijdelijk beëindigd"
    VOLGENS_PLAN = "31", "Levering is volgens plan beëindigd"
    EENZIJDIG_DOOR_CLIENT = "32", "Voortijdig afgesloten, door cliënt"
    EENZIJDIG_DOOR_AANBIEDER = "33", "Voortijdig afgesloten, door aanbieder"
    VOORTIJDIG_IN_OVEREENSTEMMING = "34", "Voortijdig afgesloten, in overleg"
    EXTERNE_OMSTANDIGHEDEN = "35", "Voortijdig afgesloten, externe oorzaak"
    DOOR_GEMEENTE = "36", "Geïnitieerd door de gemeente"
    WIJZIGINGSVERZOEK = "37", "In verband met wijzigingsverzoek"
    ANDERE_AANBIEDER = "38", "Overstap naar andere aanbieder"
    ANDER_DOMEIN = "39", "Uitstroom naar ander domein"
