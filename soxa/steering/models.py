"""The nouns of steering, each declared in its room."""

from soxa.steering.products.models import Product, Rating
from soxa.steering.programmes.models import Finding, ProgrammeEnd, ProgrammeItem, ServedTarget, WorkProgramme
from soxa.steering.resolutions.models import Article, Resolution, YearTheme
from soxa.steering.reviews.models import FrozenCell, FrozenCount, Review, ReviewWording, Righting, Shortcoming
from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target
from soxa.steering.works.models import (
    CapitalPlan,
    Contribution,
    Disbursement,
    Observation,
    Progress,
    Term,
    Work,
    WorkPhoto,
    WorkStop,
)

__all__ = [
    "Article",
    "Assessment",
    "CapitalPlan",
    "Contribution",
    "Disbursement",
    "Finding",
    "FrozenCell",
    "FrozenCount",
    "Observation",
    "PlannedValue",
    "Product",
    "ProgrammeEnd",
    "ProgrammeItem",
    "Progress",
    "Rating",
    "Resolution",
    "Review",
    "ReviewWording",
    "Righting",
    "ServedTarget",
    "Shortcoming",
    "Standing",
    "Target",
    "Term",
    "Work",
    "WorkPhoto",
    "WorkProgramme",
    "WorkStop",
    "YearTheme",
]
