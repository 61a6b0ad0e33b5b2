"""Let these tests import the core as `protocol`, without Home Assistant around it."""

from pathlib import Path
import sys
import warnings

from hypothesis import given, settings
from hypothesis.errors import HypothesisWarning
from hypothesis.strategies import none

# At the end: the integration's own modules must not hide anybody else's.
sys.path.append(str(Path(__file__).parents[2] / "custom_components" / "mesh_broadcast"))

# The same examples in every run and no time limit: a gate must not depend on luck or
# on how busy the machine is.
settings.register_profile("gate", derandomize=True, deadline=None, database=None)
settings.load_profile("gate")

# Hypothesis keeps its generator where Python 3.14's collector does not see it, and so
# warns on first use that nobody keeps it. That first use is here.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", HypothesisWarning)
    given(none())(lambda _: None)()
