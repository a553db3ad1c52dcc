"""What a municipality can do about rejections, in plain Dutch: where they come from and whom to talk to."""

ADVIES: dict[str, str] = {
    "0001": "De software van de aanbieder maakt berichten die niet kloppen. Vraag de aanbieder zijn leverancier in te "
    "schakelen en eerst te proberen met proef=true.",
    "0611": "Vergelijk de tarieven in het contract met die in de software van de aanbieder, ook na een indexatie.",
    "8187": "Vraag de aanbieder de toewijzing erbij te houden. Gaat het vaker om verhuisde cliënten, kijk dan of de "
    "stop op tijd komt.",
    "9307": "De hulp begint voor de toewijzing. Bespreek met toegang hoe lang een toewijzing onderweg is.",
    "9308": "De hulp gaat door na de toewijzing. Bespreek met toegang of verlengingen op tijd gaan.",
    "9321": "Bespreek met toegang of het toegewezen volume genoeg is. Gaat het vaak om dezelfde cliënten, dan hoort er "
    "een verzoek om wijziging (317) te komen.",
    "9322": "Het volume van toewijzingen raakt op. Kijk op de pagina Toewijzing bij welk product dat gebeurt.",
    "9333": "De aanbieder stuurt een declaratie dubbel. Laat zijn leverancier nakijken waarom.",
    "9338": "De aanbieder kent de toewijzing, wij niet, of andersom. Kijk of de 301 is opgehaald.",
    "9346": "De aanbieder rekent anders dan volume maal tarief. Laat zijn leverancier de afronding nakijken.",
    "9369": "Het budget van toewijzingen raakt op. Bespreek met toegang of het past bij de hulp.",
    "9389": "De aanbieder declareert een maand dubbel zonder eerst te crediteren. Leg uit hoe een correctie gaat.",
}
ALGEMEEN = "Bekijk met de aanbieder een paar prestaties. In de declaratiedienst staat per prestatie wat hij kan doen."


def advies(retourcode: str) -> str:
    """What to do about prestaties that are rejected with a return code (WJ001)."""
    return ADVIES.get(retourcode, ALGEMEEN)
