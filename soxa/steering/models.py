"""The nouns of steering, each declared in its room."""

from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target

__all__ = ["Assessment", "PlannedValue", "Standing", "Target"]
