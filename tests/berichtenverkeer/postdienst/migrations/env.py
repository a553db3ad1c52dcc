from chassis.migrations import run
from tests.berichtenverkeer.postdienst.app import metadata

run(metadata)
