"""The contract register."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from toewijzing.tables.base import Base


class Contract(Base):
    """An agreement with a provider for a number of municipalities."""

    __tablename__ = "contracten"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    agb: Mapped[str] = mapped_column(String(8), index=True)
    naam: Mapped[str] = mapped_column(String(200))
    gemeenten: Mapped[list[str]]
    geldig_van: Mapped[date]
    geldig_tot: Mapped[date | None]


class ContractProduct(Base):
    """A product under a contract."""

    __tablename__ = "contract_producten"

    contract_id: Mapped[str] = mapped_column(ForeignKey("contracten.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    categorie: Mapped[str] = mapped_column(String(2))
    eenheid: Mapped[str] = mapped_column(String(2))


class ContractTarief(Base):
    """The price of a product under a contract, in eurocents per unit, from a day on (M79)."""

    __tablename__ = "contract_tarieven"

    contract_id: Mapped[str] = mapped_column(ForeignKey("contracten.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    vanaf: Mapped[date] = mapped_column(primary_key=True)
    bedrag: Mapped[int]
