from chassis.migrations import run
from tests.chassis.proefdienst.tables import metadata

run(metadata)
