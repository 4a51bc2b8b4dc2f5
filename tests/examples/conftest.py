"""The scorer lies beside the tests of the stages, as more than one of them uses it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
