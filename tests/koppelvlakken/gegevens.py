"""Where the reference of the couplings is, and a reason to leave a test out when it is not there."""

from pathlib import Path

import pytest

MAP = Path(__file__).parents[3] / "shared" / "koppelvlakken"
met_koppelvlakken = pytest.mark.skipif(not MAP.is_dir(), reason="the reference of the couplings is not in ../shared")
