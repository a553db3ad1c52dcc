"""The tables of the koppelvlak."""

from aansluiting.tables.base import Base

__all__ = ["Base"]
