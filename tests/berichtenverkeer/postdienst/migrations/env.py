from tests.berichtenverkeer.postdienst.app import metadata

from chassis.migrations import run

run(metadata)
