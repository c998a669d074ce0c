"""The nouns of steering, each declared in its room."""

from soxa.steering.programmes.models import Finding, ProgrammeItem, ServedTarget, WorkProgramme
from soxa.steering.resolutions.models import Article, Resolution, YearTheme
from soxa.steering.reviews.models import FrozenCount, Review, ReviewWording, Righting, Shortcoming
from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target

__all__ = [
    "Article",
    "Assessment",
    "Finding",
    "FrozenCount",
    "PlannedValue",
    "ProgrammeItem",
    "Resolution",
    "Review",
    "ReviewWording",
    "Righting",
    "ServedTarget",
    "Shortcoming",
    "Standing",
    "Target",
    "WorkProgramme",
    "YearTheme",
]
