"""Django's handle on the Party side."""

from django.apps import AppConfig


class PartyConfig(AppConfig):
    """Members, memberships, cells."""

    name = "soxa.party"
    label = "party"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures, and what rooms lay beside members and cells."""
        from soxa.party import figures  # noqa: F401
        from soxa.party.badges import figures as of_badges  # noqa: F401
        from soxa.party.badges.beside import laid_by_badges
        from soxa.party.beside import BESIDE_CELL, BESIDE_MEMBER
        from soxa.party.cadres.beside import laid_by_cadres
        from soxa.party.congress.beside import laid_by_congress
        from soxa.party.dues import beside as dues
        from soxa.party.dues import figures as of_dues  # noqa: F401
        from soxa.party.following.beside import laid_by_following
        from soxa.party.inspection import figures as of_inspection  # noqa: F401
        from soxa.party.statistics import figures as lines_of_forms  # noqa: F401
        from soxa.party.study import figures as of_study  # noqa: F401
        from soxa.party.transfers.beside import under_way

        BESIDE_MEMBER.lay(laid_by_badges)
        BESIDE_CELL.lay(laid_by_following)
        BESIDE_CELL.lay(laid_by_congress)
        BESIDE_MEMBER.lay(under_way)
        BESIDE_MEMBER.lay(dues.beside_member)
        BESIDE_CELL.lay(dues.beside_cell)
        BESIDE_MEMBER.lay(laid_by_cadres)
        lay_cases()


def lay_cases() -> None:
    """What lives as cases show beside a member, in which order, and who tells of months missed."""
    from soxa.party.admission.beside import laid_by_admission
    from soxa.party.beside import BESIDE_MEMBER
    from soxa.party.corrections.beside import laid_by_corrections
    from soxa.party.discipline import figures  # noqa: F401
    from soxa.party.discipline.beside import laid_by_discipline
    from soxa.party.dues.lists import months_missed
    from soxa.party.striking.models import StrikeOff
    from soxa.party.striking.sources import tell

    for laid in (laid_by_admission, laid_by_discipline, laid_by_corrections):
        BESIDE_MEMBER.lay(laid)
    tell(StrikeOff.UNPAID, months_missed)
