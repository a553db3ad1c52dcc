"""Mixtures of requests: right, wrong, repeated, while another is open; of both laws, and about who is not known."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.toewijzing.conftest import BSN_VAN
from tests.toewijzing.gesprek import bericht_315, bericht_317, gevraagd, nieuw, omvang_van, wens
from tests.toewijzing.mengsel import DAGEN, NIEMAND, Gegeven, Kant, Stukje, van_kant
from tests.toewijzing.verhaal import ALMERE, DE_BRUG, HET_ANKER, bericht_305, start

import wetten
from clientroute.bevolking import test_bsns as bsns
from istandaard import cdt
from istandaard.berichten.bericht315 import Bericht315
from istandaard.berichten.bericht317 import Bericht317
from wetten import Wet

ONBEKEND = "client-onbekend"
"""Nothing is, or was, assigned to it."""
HALFJAREN = ((date(2024, 7, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 5, 31)))
BSNS = {**BSN_VAN, ONBEKEND: bsns()[30]}


class Aanvragen:
    """What providers ask about clients, now and then with a start between it."""

    def __init__(self, rng: random.Random, alle: Sequence[Gegeven]) -> None:
        self._rng = rng
        self._alle = alle
        self._kanten = list(dict.fromkeys(each.kant for each in alle))
        self._kanten += [Kant(ONBEKEND, agb, ALMERE, Wet.WMO) for agb in (DE_BRUG, HET_ANKER)]
        self._geteld = 0
        self._referenties = defaultdict[tuple[str, Wet], list[str]](list)

    def stukken(self, aantal: int) -> list[Stukje]:
        """So many messages; now and then one has an Identificatie or a ReferentieAanbieder that was used before."""
        return [self._stuk() for _ in range(aantal)]

    def _soms(self, kans: float) -> bool:
        return self._rng.random() < kans

    def _stuk(self) -> Stukje:
        self._geteld += 1
        kant, naam = self._rng.choice(self._kanten), f"I{1 if self._soms(0.05) else self._geteld}"
        hier = [each for each in self._alle if each.kant == kant]
        if hier and self._soms(0.1):
            bericht = bericht_305(start(hier[0].nummer, None), identificatie=naam, bsn=BSNS[kant.client])
            return Stukje(van_kant(kant, bericht), kant.agb)
        bericht = self._vot(kant, naam) if self._soms(0.5) else self._vow(kant, hier, naam)
        return Stukje(van_kant(kant, bericht), kant.agb)

    def _referentie(self, kant: Kant, deel: int = 0) -> str:
        eerder = self._referenties[kant.agb, kant.wet]
        if eerder and self._soms(0.25):
            return self._rng.choice(eerder)
        # Under the other law it may be used too (TR347).
        eerder.append(f"REF-{len(eerder)}-{deel}")
        return eerder[-1]

    def _vot(self, kant: Kant, naam: str) -> Bericht315:
        producten = [
            replace(gevraagd(self._referentie(kant, deel), vanaf=vanaf, tot=tot), product=self._product(kant))
            for deel, (vanaf, tot) in enumerate(self._rng.choice((HALFJAREN, HALFJAREN[:1])))
        ]
        return bericht_315(*producten, identificatie=naam, bsn=BSNS[kant.client])

    def _product(self, kant: Kant) -> cdt.Product:
        code = "99A99" if self._soms(0.1) else None
        categorie, eigen = next((each.product for each in self._alle if each.kant == kant), ("01", "HO"))
        return cdt.Product(categorie=wetten.categorie(categorie), code=code or eigen)

    def _vow(self, kant: Kant, hier: Sequence[Gegeven], naam: str) -> Bericht317:
        nummers = [each.nummer for each in hier] or [NIEMAND]
        if self._soms(0.2):
            nummers[-1] = NIEMAND
        te_wijzigen = wens(nummers[0], self._rng.choice(DAGEN[:2]), date(2025, 5, 31), omvang_van("HO", 2))
        nieuwe = [replace(nieuw(), product=self._product(kant))] if self._soms(0.3) else []
        return bericht_317(
            self._referentie(kant),
            identificatie=naam,
            ongewijzigd=nummers[1:],
            te_wijzigen=[te_wijzigen],
            nieuwe=nieuwe,
            bsn=BSNS[kant.client],
        )
