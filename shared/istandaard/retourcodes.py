"""The return codes (WJ001), beside the other code lists in `codes`."""

from __future__ import annotations

from istandaard.codes import Codelijst


class RetourCode(Codelijst):
    """Code list WJ001: what an answer says of a berichtklasse. R… is named after the code itself."""

    AFGEKEURD = "0001", "Bericht is afgekeurd om technische redenen."
    AKKOORD = "0200", "Geen opmerking over deze berichtklasse."
    NIET_BEOORDEELD = "0233", "Berichtklasse is niet beoordeeld."
    VOLLEDIG_TOEGEWEZEN = "8001", "Declaratie is volledig toegewezen."
    R0611 = "0611", "Het ingediende tarief komt niet overeen met het contractuele tarief"
    R8017 = "8017", "Van deze credit prestatie is geen debet prestatie bekend."
    R8021 = "8021", "Referentienummer prestatie is reeds aangeleverd."
    R8187 = "8187", "De prestatie hoort niet bij deze cliënt."
    R8214 = (
        "8214",
        "DeclaratiePeriode is niet de kalendermaand die volgt op voorgaande DeclaratiePeriode terwijl iedere "
        "declaratieperiode zorg geleverd is.",
    )
    R8848 = "8848", "Dagtekening moet gelijk zijn aan of voor de systeemdatum liggen."
    R9019 = "9019", "Het regiebericht kan niet gekoppeld worden aan een toewijzing."
    R9056 = "9056", "Identificatie moet uniek zijn."
    R9063 = "9063", "Het bericht kan niet verwerkt worden omdat geen eerder bericht ontvangen is"
    R9069 = "9069", "Er is geen actueel startbericht met dezelfde sleutel."
    R9071 = "9071", "Het eerdere startbericht kan niet verwijderd worden omdat de zorg al beeindigd is."
    R9074 = "9074", "Er is al een eerder bericht ontvangen met dezelfde sleutel."
    R9307 = "9307", "Begindatum prestatie ligt niet tussen de ingangsdatum en einddatum toewijzing."
    R9308 = "9308", "Einddatum prestatie ligt niet tussen de ingangsdatum en einddatum toewijzing."
    R9319 = "9319", "De ProductPeriode valt niet geheel binnen een DeclaratiePeriode."
    R9321 = "9321", "Het ingediende volume overschrijdt het toegewezen volume."
    R9322 = "9322", "De som van de ingediende volumes overschrijdt het toegewezen volume."
    R9326 = "9326", "De actuele levering is nog niet gestopt met een Stopbericht."
    R9332 = "9332", "Toewijzing heeft geen uniek nummer binnen wettelijk domein."
    R9333 = "9333", "Declaratienummer is niet uniek."
    R9338 = (
        "9338",
        "Niet iedere prestatie in een declaratiebericht is gerelateerd aan een toegewezen product op basis van "
        "het toewijzingnummer.",
    )
    R9339 = "9339", "ProductCategorie in de prestatie is niet gelijk aan ProductCategorie in het ToegewezenProduct."
    R9340 = "9340", "ProductCode in de Prestatie is niet gelijk aan ProductCode in het ToegewezenProduct."
    R9341 = "9341", "Eenheid in de Prestatie past niet bij Eenheid in het ToegewezenProduct."
    R9346 = (
        "9346",
        "Eenheid is ongelijk is aan waarde 83 (Euro’s), maar IngediendBedrag is niet gelijk aan GeleverdVolume "
        "vermenigvuldigd met (het onafgeronde) ProductTarief.",
    )
    R9347 = "9347", "ReferentieAanbieder is niet uniek voor de aanbieder binnen het wettelijk domein."
    R9349 = (
        "9349",
        "Het VOW bericht bevat niet alle actuele toegewezen producten van de cliënt, hetzij in "
        "OngewijzigdProduct, hetzij in TeWijzigenProduct.",
    )
    R9350 = (
        "9350",
        "OngewijzigdProduct is niet gerelateerd aan een actueel toegewezen product op basis van het toewijzingnummer.",
    )
    R9351 = "9351", "TeWijzigenProduct is niet gerelateerd aan een actuele toewijzing op basis van ToewijzingNummer."
    R9355 = (
        "9355",
        "ReferentieAanbieder in het antwoordbericht komt niet voor in een eerder verzoek om toewijzing of verzoek "
        "om wijziging",
    )
    R9357 = (
        "9357",
        "GewensteIngangsdatum is kleiner dan of gelijk aan de dagtekening, maar niet gelijk aan de ingangsdatum "
        "van het originele ToegewezenProduct.",
    )
    R9359 = "9359", "Er is al een toewijzing gestuurd met deze ReferentieAanbieder."
    R9360 = (
        "9360",
        "Er is al een antwoordbericht met deze ReferentieAanbieder, terwijl antwoordbericht in VerzoekAntwoord "
        "waarde 2 (aanvraag in onderzoek) heeft.",
    )
    R9361 = "9361", "Het product komt vaker voor met overlappende zorgperiodes."
    R9365 = (
        "9365",
        "Er is al een antwoordbericht met dezelfde ReferentieAanbieder waar VerzoekAntwoord niet de waarde "
        "‘Aanvraag in onderzoek’ heeft.",
    )
    R9366 = "9366", "ProductReferentie komt niet voor in een Declaratiebericht."
    R9367 = "9367", "De waarde komt niet overeen met de waarde uit heenbericht met gelijke ProductReferentie."
    R9369 = (
        "9369",
        "Budget is meegegeven, maar de som van GeleverdVolume in alle ingediende Prestaties passen niet binnen "
        "het toegewezen Budget.",
    )
    R9373 = "9373", "Budget is gewijzigd, maar GewensteIngangsdatum is niet gelijk aan die in de actuele toewijzing."
    R9374 = "9374", "Er is al een verzoek onderhanden."
    R9375 = (
        "9375",
        "Omvang is gevuld, terwijl Product in toewijzing met ToewijzingNummer leeg is en Einddatum groter dan "
        "31-12-2020 of leeg is.",
    )
    R9379 = (
        "9379",
        "ReferentieAanbieder refereert niet naar een verzoek om toewijzing of verzoek om wijziging, is onterecht "
        "gevuld.",
    )
    R9384 = "9384", "Declaratie op toewijzing met RedenWijziging “13” (Verwijderd)."
    R9385 = "9385", "Toewijzing heeft goedgekeurde declaratieregels."
    R9387 = (
        "9387",
        "Begindatum van de ProductPeriode is niet eerste dag van de kalendermaand waarop ProductPeriode "
        "betrekking heeft en Ingangsdatum van de toewijzing ligt niet later in deze betreffende maand.",
    )
    R9388 = (
        "9388",
        "Einddatum van de ProductPeriode is niet laatste dag van de kalendermaand waarop ProductPeriode "
        "betrekking heeft en Einddatum van de toewijzing ligt niet eerder in deze betreffende maand.",
    )
    R9389 = "9389", "Deze prestatie heeft een debetprestatie zonder bijbehorende creditprestatie."
    R9390 = "9390", "Er is al een Prestatie met gelijk ProductReferentie met waarde Credit."
    R9411 = "9411", "Omvang is leeg, terwijl Code in Product bij de toewijzing met ToewijzingNummer gevuld is."
    R9412 = (
        "9412",
        "Omvang is niet leeg, terwijl Code in Product bij de toewijzing met ToewijzingNummer leeg is en einddatum "
        "groter dan 31-12-2020 of leeg is.",
    )
    R9413 = (
        "9413",
        "StatusAanlevering is waarde 1 of 2 en RedenBeeindiging heeft waarde 20, terwijl er al een ander "
        "StopProduct met hetzelfde Bsn, ToewijzingNummer, Begindatum en RedenBeeindiging waarde 20 is.",
    )
    R9414 = (
        "9414",
        "Einddatum is niet >= aan Einddatum uit actuele StopProduct met gelijk Bsn, ToewijzingNummer en Begindatum.",
    )
    R9415 = (
        "9415",
        "Er is al een StopProduct met gelijk Bsn, ToewijzingNummer, Begindatum en RedenBeeindiging <> waarde 20 "
        "en StatusAanlevering heeft waarde 1 of 2.",
    )
    S300 = "S300", "Gemeentecode ongeldig."
    S329 = "S329", "ProductCode ongeldig."
