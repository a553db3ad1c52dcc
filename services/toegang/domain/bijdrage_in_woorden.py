"""What the letter says of the own contribution, to this citizen and in plain Dutch (B1; M142)."""

from inkoop.eigen_bijdrage import Vrijstelling
from toegang.domain.eigen_bijdrage import Bijdragebesluit, Bijdragereden
from toegang.domain.woorden import dag_in_woorden, euro_in_woorden, met_hoofdletter

OMDAT = {
    Bijdragereden.GEEN_REGEL: "omdat de gemeente die dan niet vraagt",
    Bijdragereden.PRODUCT: "omdat die voor deze hulp niet geldt",
    Bijdragereden.PAAR: "omdat u of uw partner de AOW-leeftijd nog niet heeft",
    Bijdragereden.PARTNER: "omdat uw partner al betaalt, voor u samen",
}
"""Why nothing is owed, after "u betaalt geen eigen bijdrage"."""
JEUGDHULP = "Voor jeugdhulp betaalt u geen eigen bijdrage."
VERANDERT = "Verandert er iets? Laat het ons weten, want dan kan dit anders worden."
VAN_WIE = {"wet": "Dat staat in de wet.", "gemeente": "Dat is een regel van de gemeente."}


def bijdrage_in_woorden(besluit: Bijdragebesluit, vrijstelling: Vrijstelling | None, wie: str = "u") -> str:
    """What a citizen pays and from when, or why nothing; `vrijstelling` is the one that the decision names.

    `wie` is how the letter calls the citizen: by name where the parents read it.
    """
    if besluit.reden is Bijdragereden.JEUGDWET:
        return JEUGDHULP
    if besluit.vanaf is None:
        niets = f"Voor deze ondersteuning betaalt {wie} geen eigen bijdrage"
        return f"{niets}, {_omdat(besluit, vrijstelling, wie)} {VERANDERT}"
    dag = dag_in_woorden(besluit.vanaf)
    if besluit.reden is Bijdragereden.HULP:
        begin = f"{met_hoofdletter(wie)} betaalt {_bijdrage(besluit)}, zodra de hulp begint."
        return f"{begin} Dat is niet eerder dan {dag}. {_hoeveel(besluit)}"
    eerst = f"Eerst betaalt {wie} geen eigen bijdrage, {_omdat(besluit, vrijstelling, wie)} Vanaf {dag} verandert dat."
    dan = f"{met_hoofdletter(wie)} betaalt dan {_bijdrage(besluit)} zolang {wie} hulp krijgt."
    return f"{eerst} {dan} {_hoeveel(besluit)}"


def _bijdrage(besluit: Bijdragebesluit) -> str:
    if besluit.bedrag_per_maand is None:
        return "een eigen bijdrage"
    return f"een eigen bijdrage van {euro_in_woorden(besluit.bedrag_per_maand)} per maand"


def _hoeveel(besluit: Bijdragebesluit) -> str:
    if besluit.bedrag_per_maand is None:
        wat = "Hoeveel u betaalt, hangt af van uw inkomen en vermogen. Het CAK rekent dat uit"
        return f"{wat} en stuurt u een rekening."
    return (
        "Het is één bedrag voor al uw ondersteuning van de gemeente. Heeft u een partner, dan betaalt u het samen. "
        "Het bedrag kan elk jaar veranderen. Het CAK stuurt u een rekening."
    )


def _omdat(besluit: Bijdragebesluit, vrijstelling: Vrijstelling | None, wie: str) -> str:
    if besluit.reden is Bijdragereden.VRIJGESTELD and vrijstelling is not None:
        return f"omdat {vrijstelling.titel}. {VAN_WIE[vrijstelling.grond]}"
    if besluit.reden is Bijdragereden.LEEFTIJD:
        return f"omdat {wie} daarvoor nog te jong {'bent' if wie == 'u' else 'is'}."
    return f"{OMDAT[besluit.reden]}."
