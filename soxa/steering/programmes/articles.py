"""The chain from a text to its tasks: which task of which text an item of a programme may carry out."""

from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Article


def text_of(resolution_id: int | None, above_id: int | None) -> tuple[str, int | None]:
    """Whose tasks the items of a programme may carry out: those of its own text, else of that of the programme above it."""
    return ("resolution_id", resolution_id) if resolution_id else ("resolution__programmes", above_id)


def articles_of(programme: WorkProgramme) -> list[Article]:
    """The tasks that an item of the programme may carry out, in their order; one question at most."""
    name, key = text_of(programme.resolution_id, programme.above_id)  # type: ignore[attr-defined]
    return list(Article.objects.filter(**{name: key}).order_by("number")) if key else []


def choices(programme: WorkProgramme) -> list[tuple[int, str]]:
    """The same for a form: (key, number and words)."""
    return [(one.pk, f"{one.number}. {one.text}"[:140]) for one in articles_of(programme)]
