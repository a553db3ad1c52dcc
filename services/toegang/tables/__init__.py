"""The tables of toegang. Personal data and free text are sealed; a BSN is found by its keyed hash."""

from toegang.tables.base import Base
from toegang.tables.route import Beschikking, BeschiktProduct, Client, Inzage, Melding, Onderzoek

__all__ = ["Base", "Beschikking", "BeschiktProduct", "Client", "Inzage", "Melding", "Onderzoek"]
