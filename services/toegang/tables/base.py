"""What every table of toegang builds on."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import DeclarativeBase

from chassis.database import UtcDateTime, new_metadata, text_of
from chassis.tables import add_chassis_tables
from wetten import Wet


class Base(DeclarativeBase):
    """All tables of this service."""

    metadata = new_metadata()
    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary, Wet: text_of(Wet)}


add_chassis_tables(Base.metadata)
