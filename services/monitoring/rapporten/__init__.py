"""Every table of monitoring by name, the same for every municipality (M115): pages, files and the API show these."""

from collections.abc import Mapping

from monitoring.rapporten.aanbieders import RAPPORTEN as AANBIEDERS
from monitoring.rapporten.bewoners import RAPPORTEN as BEWONERS
from monitoring.rapporten.budget import RAPPORTEN as BUDGET
from monitoring.rapporten.clienten_en_kosten import RAPPORTEN as CLIENTEN_EN_KOSTEN
from monitoring.rapporten.declaraties import RAPPORTEN as DECLARATIES
from monitoring.rapporten.doorlooptijden import RAPPORTEN as DOORLOOPTIJDEN
from monitoring.rapporten.eigen_termijnen import RAPPORTEN as EIGEN_TERMIJNEN
from monitoring.rapporten.keten import RAPPORTEN as KETEN
from monitoring.rapporten.kwesties import RAPPORTEN as KWESTIES
from monitoring.rapporten.productkeuze import RAPPORTEN as PRODUCTKEUZE
from monitoring.rapporten.rapportages import RAPPORTEN as RAPPORTAGES
from monitoring.rapporten.regievragen import RAPPORTEN as REGIEVRAGEN
from monitoring.rapporten.signalen import RAPPORTEN as SIGNALEN
from monitoring.rapporten.toegang import RAPPORTEN as TOEGANG
from monitoring.rapporten.toewijzing import RAPPORTEN as TOEWIJZING
from monitoring.rapporten.uitstroom import RAPPORTEN as UITSTROOM
from monitoring.rapporten.vraag import Bouwer

RAPPORTEN: Mapping[str, Bouwer] = {
    **KETEN,
    **DOORLOOPTIJDEN,
    **EIGEN_TERMIJNEN,
    **TOEGANG,
    **REGIEVRAGEN,
    **TOEWIJZING,
    **DECLARATIES,
    **BUDGET,
    **CLIENTEN_EN_KOSTEN,
    **AANBIEDERS,
    **UITSTROOM,
    **KWESTIES,
    **RAPPORTAGES,
    **SIGNALEN,
    **PRODUCTKEUZE,
    **BEWONERS,
}
