"""Django's handle on steering."""

from importlib import import_module

from django.apps import AppConfig

FIGURES = ("targets.figures", "programmes.figures", "reviews.figures", "works.figures", "products.figures")


class SteeringConfig(AppConfig):
    """Resolutions, targets and how they stand, programmes of work."""

    name = "soxa.steering"
    label = "steering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures and the measures they count, what is laid beside a meeting, and where tasks lead back to."""
        for name in FIGURES:
            import_module(f"{self.name}.{name}")
        from soxa.meetings.beside import BESIDE_MEETING
        from soxa.steering.products.figures import NEW_PRODUCTS
        from soxa.steering.programmes.lists import page_of
        from soxa.steering.programmes.work import SOURCE
        from soxa.steering.resolutions.adopting import laid_by_resolutions
        from soxa.steering.reviews import flow as shortcomings
        from soxa.steering.targets.asked import planned_by_targets
        from soxa.steering.works.figures import DISBURSEMENT
        from soxa.tasks.sources import opened_by
        from soxa.values.counted import counts_by
        from soxa.values.planned import PLANNERS

        BESIDE_MEETING.lay(laid_by_resolutions)
        if planned_by_targets not in PLANNERS:
            PLANNERS.append(planned_by_targets)
        counts_by(DISBURSEMENT, NEW_PRODUCTS)
        opened_by(SOURCE, page_of)
        opened_by(shortcomings.SOURCE, shortcomings.page_of)
