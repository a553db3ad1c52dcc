"""The base of all tables of the koppelvlak."""

from datetime import datetime

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import DeclarativeBase

from chassis.database import UtcDateTime, new_metadata
from chassis.tables import add_chassis_tables


class Base(DeclarativeBase):
    """All tables of this process."""

    metadata = new_metadata()
    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary, list[str]: JSON}


add_chassis_tables(Base.metadata)
