"""What every table of toewijzing builds on."""

from datetime import datetime

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import DeclarativeBase

from berichtenverkeer.tables import add_berichten_tables, add_berichtwegen_table, add_webhook_tables
from chassis.database import UtcDateTime, new_metadata, text_of
from chassis.tables import add_chassis_tables
from wetten import Wet


class Base(DeclarativeBase):
    """All tables of this service."""

    metadata = new_metadata()
    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary, list[str]: JSON, Wet: text_of(Wet)}


add_chassis_tables(Base.metadata)
add_berichten_tables(Base.metadata)
add_webhook_tables(Base.metadata)
add_berichtwegen_table(Base.metadata)
