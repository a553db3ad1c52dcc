"""Who may ask for each operation of the contracts: by the scopes of which one is needed, the names per service.

Where two are needed together a plus stands between them.

Written from docs/productie.md and not from the code: a new operation has to be put here by hand.
"""

DEAD_LETTERS = "get_dead_letters post_dead_letters_bekijk post_dead_letters_verwijder post_dead_letters_herspeel"
BEHEER = f"get_werkvoorraad {DEAD_LETTERS} post_dead_letters_opnieuw"
WACHTEND = "get_wachtend post_wachtend_hervat"
VERTELD = "get_gehoord_dienst get_verteld post_verteld_opnieuw"
WEBHOOKS = "put_webhooks get_webhooks delete_webhooks get_webhooks_bezorgingen post_webhooks_bericht_opnieuw"
BERICHTEN = "get_berichten get_bericht"
INHOUD = "get_bericht_antwoord get_bericht_woorden get_bericht_antwoord_woorden"
DOORGEVEN = "post_berichten post_bericht_opgehaald"

WIE_MAG: dict[str, dict[str, str]] = {
    "toegang": {
        "toegang": """
            post_meldingen get_meldingen post_meldingen_zoek get_melding put_melding_bevestiging post_melding_onderzoek
            put_melding_jeugdzaak post_melding_aanvraag post_melding_sluit post_melding_beschikkingen
            post_melding_tijdelijke_voorziening
            get_beschikking post_beschikking_beeindig get_beschikking_beeindigingen get_producten
            post_beschikking_bezwaren get_beschikking_bezwaren
            get_bezwaar post_bezwaar_verdaag post_bezwaar_besluit get_termijnen get_melding_termijnen
            post_termijn_opschortingen post_termijn_hervat get_client get_client_beschikkingen
            put_client_persoon post_client_vertrek post_client_overlijden_herroep
            get_voorzieningen post_voorzieningen_importeer post_signalen
            get_signalen get_signalen_telling post_melding_afwegingen_voorstel post_melding_afwegingen
            get_melding_afwegingen get_afweging get_weegregels get_indicatievergelijkingen post_huishoudens
            get_huishouden put_huishouden_regisseur post_huishouden_leden delete_huishouden_client post_client_plannen
            get_plannen get_plan post_plan_doelen put_plan_doel delete_plan_doel post_plan_zrm_metingen
            post_plan_vaststelling put_plan_doel_producten get_plan_uitwerkingen
            get_evaluaties get_evaluatie post_evaluatie_uitkomst get_aflopende_indicaties
            post_product_verstuurd
            get_product post_product_vervolg get_inkoopmodellen get_inkoopmodellen_naam get_inkoopmodellen_naam_uitleg
            post_client_bijdrageomstandigheden get_client_eigen_bijdrage get_eigen_bijdragen get_pgb_toekenningen
            post_pgb_bestedingen_importeer put_melding_ontslag get_ontslagen post_raadplegingen get_raadplegingen
            post_lopende_indicaties_importeer post_omzettingen
            post_client_toestemmingen get_client_toestemmingen post_toestemming_intrekken
            """,
        "personen:lezen toegang": "post_clienten_zoek",
        "toegang+personen:lezen": "get_eigen_bijdragen_export get_pgb_toekenningen_export get_gmsd_export",
        "personen:lezen": """
            post_melding_inzage post_beschikking_brief post_beeindiging_brief
            post_bezwaar_inzage post_bezwaar_brief post_product_brief post_clienten_inzage
            post_client_inzage post_client_dossier post_client_inzagebrief
            post_signaal_inzage post_afweging_inzage post_plan_inzage post_evaluatie_inzage
            post_uitwerking_inzage post_raadpleging_inzage post_client_brp_toets_inzage
            """,
        "brp": "get_brp_toetsen post_client_brp_toets",
        "clientondersteuning": "get_toestemmingen post_toestemming_inzage",
        "berichten": "get_plandelen post_plandeel_inzage post_plandeel_uitwerkingen",
        "logboek:lezen": "get_client_logboek",
        "vernietigen": """
            put_client_bewaarplicht delete_client_bewaarplicht get_vernietigingen_voorstel post_vernietigingen
            get_vernietigingen get_vernietiging
            """,
        "beheer": BEHEER,
        "verteld": VERTELD,
    },
    "toewijzing": {
        "contracten logboek:lezen monitoring toewijzing": """
            get_aanbieders get_aanbieders_agb get_contracten_export get_contracten get_contract
            """,
        "berichten:doorgeven contracten monitoring toewijzing": "get_berichtwegen",
        "contracten toewijzing": "get_tekorten",
        "contracten": """
            put_aanbieders_agb post_aanbieders_agb_pauzeer post_aanbieders_agb_hervat post_contracten_import
            post_berichtwegen
            post_contracten put_contract post_contract_verleng post_contract_beeindig
            """,
        "personen:lezen toewijzing": """
            post_toewijzingen_toets post_toewijzingen_overname_toets post_toewijzingen_omzetting_toets
            """,
        "berichten toewijzing": """
            get_toewijzingen get_toewijzing get_toewijzing_onderaannemers put_toewijzing_onderaannemers get_client_hulp
            get_toewijzing_versies get_toewijzing_leveringen get_verzoeken get_verzoek get_termijnen get_wisselwensen
            get_waakvlammen post_toewijzing_waakvlam_contact
            """,
        "logboek:lezen": "get_client_logboek",
        "personen:lezen": "post_client_gegevens_inzage",
        "vernietigen": "post_client_vernietig",
        "toewijzing": """
            get_toewijzing_keuze post_toewijzing_aanbieder get_wachtlijst post_toewijzing_overbruggingen
            post_toewijzing_wachtcontacten
            post_toewijzing_wisselwensen put_toewijzing_waakvlam get_knelpunten post_toewijzing_wijzig
            post_toewijzing_verwijder post_toewijzing_overstap post_toewijzing_verstuur post_verzoek_besluit
            """,
        "berichten": f"""
            {WEBHOOKS} post_wisselwens_beantwoord post_toewijzing_start post_toewijzing_stop
            post_toewijzingen_clienten
            """,
        "berichten berichten:doorgeven berichten:lezen": BERICHTEN,
        "berichten berichten:doorgeven": DOORGEVEN,
        "berichten berichten:doorgeven berichten:lezen+personen:lezen": "get_bericht_inhoud",
        "berichten berichten:lezen+personen:lezen": INHOUD,
        "beheer": f"{BEHEER} {WACHTEND}",
        "verteld": VERTELD,
    },
    "declaratie": {
        "berichten declaratie": """
            get_declaraties get_declaratie get_declaratie_prestaties get_aandachtspunten get_afwijzingen
            get_afwijzingen_totalen post_prestaties_zoek get_totalen get_betaalstaten get_betaalstaten_export
            get_jaarstaten_jaar_agb get_verrekeningen post_noshows get_noshows
            """,
        "declaratie": "post_aandachtspunt_afhandelen get_noshows_export post_noshow_intrekken",
        "betalen": """
            put_betaalrekeningen_budgethouder get_betaalrekeningen_budgethouder post_rekeningen get_rekeningen
            post_rekening_beoordelen post_betaalruns get_betaalruns get_betaalrun post_betaalrun_controleren
            post_betaalrun_goedkeuren post_betaalrun_sluiten post_betaalrun_intrekken get_betaalrun_bankopdracht
            get_betaalrun_journaal post_betaalpost_aanhouden post_betaalpost_vrijgeven post_bankmeldingen
            post_vorderingen post_vordering_besluit post_vordering_ontvangsten
            post_lumpsums post_lumpsum_beoordelen post_lumpsum_beeindigen
            post_lumpsum_verantwoordingen_volgnummer_beoordelen
            put_jaarafsluitingen_jaar_agb_budgethouder_toelichting
            post_jaarafsluitingen_jaar_agb_budgethouder_voorstellen
            post_jaarafsluitingen_jaar_agb_budgethouder_heropenen
            post_jaarafsluitingen_jaar_agb_budgethouder_sluiten
            """,
        "berichten betalen": """
            get_overboekingen get_betaalposten get_vorderingen get_vordering get_vordering_brief
            post_vordering_betwisten get_lumpsums get_lumpsum put_lumpsum_verantwoordingen_volgnummer
            get_jaarafsluitingen get_jaarafsluitingen_jaar_agb_budgethouder
            get_jaarafsluitingen_jaar_agb_budgethouder_staat
            get_jaarafsluitingen_jaar_agb_budgethouder_controleverklaring_bestand
            """,
        "logboek:lezen": "get_client_logboek",
        "personen:lezen": "post_client_gegevens_inzage",
        "vernietigen": "post_client_vernietig",
        "berichten": f"""
            {WEBHOOKS} post_declaraties post_declaraties_proef
            put_jaarafsluitingen_jaar_agb_budgethouder_productieverantwoording
            put_jaarafsluitingen_jaar_agb_budgethouder_controleverklaring
            put_jaarafsluitingen_jaar_agb_budgethouder_controleverklaring_bestand
            """,
        "berichten berichten:doorgeven berichten:lezen": BERICHTEN,
        "berichten berichten:doorgeven": DOORGEVEN,
        "berichten berichten:doorgeven berichten:lezen+personen:lezen": "get_bericht_inhoud",
        "berichten berichten:lezen+personen:lezen": INHOUD,
        "beheer": f"{BEHEER} {WACHTEND}",
        "verteld": VERTELD,
    },
    "monitoring": {
        "beheer monitoring": """
            get_keten get_diensten get_gebeurtenissen get_rapporten get_rapporten_naam get_rapporten_naam_csv
            get_rapporten_naam_xlsx get_openstaand_soort get_zaken get_zaken_soort_sleutel
            """,
        "beheer contracten": """
            post_clientervaringen post_clientervaringen_importeer post_planningssignalen
            post_aanbieders_agb_maatregelen post_rapportage_beoordeel
            """,
        "beheer berichten contracten monitoring": "get_aanbieders_agb_maatregelen get_rapportages get_rapportage",
        "berichten contracten": "post_aanbieders_agb_maatregel_wederhoor post_rapportage_indienen",
        "berichten contracten toegang toezicht": """
            post_kwesties get_kwesties get_kwestie post_kwestie_stappen post_kwestie_afspraken
            post_kwestie_afspraken_volgnummer_gedaan
            """,
        "logboek:lezen": "get_client_logboek",
        "personen:lezen": "post_client_gegevens_inzage",
        "vernietigen": "post_client_vernietig",
        "beheer": f"{BEHEER} {WACHTEND} post_gebeurtenissen_opnieuw get_leesmodel",
        "verteld": VERTELD,
    },
}
ZONDER_TOKEN = frozenset({"get_kwaliteit"})
"""What asks no token, on purpose: it shows what residents may compare, and nothing of anybody (M139)."""
SCOPES = frozenset(
    {"toegang", "toewijzing", "contracten", "berichten", "berichten:lezen", "declaratie", "betalen", "monitoring"}
    | {"personen:lezen", "logboek:lezen", "vernietigen", "verteld", "beheer", "toezicht"}
    | {"clientondersteuning", "berichten:doorgeven", "brp"}
)
ECHT: dict[str, tuple[str, str, str]] = {
    "melding_id": ("toegang", "meldingen", "id"),
    "client_id": ("toegang", "clienten", "id"),
    "beschikking_id": ("toegang", "beschikkingen", "id"),
    "afweging_id": ("toegang", "afwegingen", "id"),
    "plan_id": ("toegang", "plannen", "id"),
    "doel_id": ("toegang", "doelen", "id"),
    "product_id": ("toegang", "beschikte_producten", "id"),
    "termijn_id": ("toegang", "termijnen", "id"),
    "evaluatie_id": ("toegang", "evaluaties", "id"),
    "toewijzing_id": ("toewijzing", "toewijzingen", "id"),
    "contract_id": ("toewijzing", "contracten", "id"),
    "agb": ("toewijzing", "toewijzingen", "agb"),
    "declaratie_id": ("declaratie", "declaraties", "id"),
}
"""Where the play leaves an id for a parameter: service, table, column. A message is of the service that is asked."""
VAN_IEDEREEN = frozenset({"contract_id", "agb"})
"""Of the register, which every municipality reads."""
