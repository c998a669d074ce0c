"""The half-yearly report of the demo commune: put together once for who reads its draft, issued once for a file that asks for it."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.units.tree import tree
from soxa.reports.models import Report
from soxa.reports.tests.half_year import (
    ACTOR,
    SIGNED,
    TODAY,
    begun,
    html_words,
    pdf_words,
    without_marks,
    word_words,
)
from soxa.reports.writing import issue_report, paper_of, rendered
from soxa.samples.demo_fixture import standing


@pytest.fixture
def commune() -> int:
    return tree().by_code("99901").id


@pytest.fixture(scope="session")
def composed(demo_book: date, django_db_blocker: Any) -> SimpleNamespace:
    """The `paper` of the half-year's draft, and the words of its outputs `html`, `docx` and `pdf`."""
    with standing(django_db_blocker):
        draft = begun(tree().by_code("99901").id)
        paper = paper_of(draft, TODAY)
        return SimpleNamespace(
            paper=paper,
            html=without_marks(html_words(rendered(draft, ".html", TODAY))),
            docx=word_words(word(paper)),
            pdf=pdf_words(pdf(paper)),
        )


@pytest.fixture
def paper(composed: SimpleNamespace) -> Any:
    """The paper of the half-year's draft, with the Party's books closed on 15/6/2026."""
    return composed.paper


@pytest.fixture(scope="module")
def once(demo_book: date, django_db_blocker: Any) -> Iterator[int]:
    """The key of the half-yearly report, issued for all tests of a file; each finds it as it went out."""
    with standing(django_db_blocker):
        yield issue_report(begun(tree().by_code("99901").id), ACTOR, signed_on=SIGNED).pk


@pytest.fixture
def issued(once: int) -> Report:
    return Report.objects.get(pk=once)
