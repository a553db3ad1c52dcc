from tests.chassis.proefdienst.tables import metadata

from chassis.migrations import run

run(metadata)
