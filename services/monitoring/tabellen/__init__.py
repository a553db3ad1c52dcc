"""Every table of monitoring by name, the same for every municipality (M115): pages, files and the API show these."""

from collections.abc import Mapping

from monitoring.tabellen.aanbieders import TABELLEN as AANBIEDERS
from monitoring.tabellen.bewoners import TABELLEN as BEWONERS
from monitoring.tabellen.budget import TABELLEN as BUDGET
from monitoring.tabellen.declaraties import TABELLEN as DECLARATIES
from monitoring.tabellen.keten import TABELLEN as KETEN
from monitoring.tabellen.signalen import TABELLEN as SIGNALEN
from monitoring.tabellen.toegang import TABELLEN as TOEGANG
from monitoring.tabellen.toewijzing import TABELLEN as TOEWIJZING
from monitoring.tabellen.vraag import Bouwer

TABELLEN: Mapping[str, Bouwer] = {
    **KETEN,
    **TOEGANG,
    **TOEWIJZING,
    **DECLARATIES,
    **BUDGET,
    **AANBIEDERS,
    **SIGNALEN,
    **BEWONERS,
}
