"""The nouns of steering, each declared in its room."""

from soxa.steering.programmes.models import Finding, ProgrammeItem, ServedTarget, WorkProgramme
from soxa.steering.resolutions.models import Article, Resolution, YearTheme
from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target

__all__ = [
    "Article",
    "Assessment",
    "Finding",
    "PlannedValue",
    "ProgrammeItem",
    "Resolution",
    "ServedTarget",
    "Standing",
    "Target",
    "WorkProgramme",
    "YearTheme",
]
