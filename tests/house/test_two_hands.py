"""What corrects a record says what it showed, so that nobody undoes another's correction."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.urls import get_resolver

from soxa.kernel.shown import AsShown

# a basis is asked, yet no standing fact is shown to be changed: the end of a grant; differences decided by an export; two
# records made one, of which either's word stands as it is then
SHOW_NOTHING = {"EndGrant", "Grounds", "Settle"}


def forms_below(kind: type[Any]) -> Iterator[type[Any]]:
    """Every form class of the book."""
    for one in kind.__subclasses__():
        yield one
        yield from forms_below(one)


def unmarked(kinds: Iterable[type[Any]]) -> set[str]:
    """Forms that ask for the basis of a correction and bear no mark of what they showed."""
    asked = (one for one in kinds if "basis" in getattr(one, "base_fields", {}))
    return {one.__name__ for one in asked if not issubclass(one, AsShown)}


def test_a_form_that_asks_for_a_basis_bears_the_mark_of_what_it_showed():
    assert get_resolver("soxa.urls").url_patterns  # every view, and so every form, has been read
    of_the_book = [one for one in forms_below(forms.Form) if one.__module__.startswith("soxa.")]
    assert unmarked(of_the_book) == SHOW_NOTHING


def test_a_form_without_a_mark_is_noticed():
    made = type("Unmarked", (forms.Form,), {"basis": forms.CharField(), "__module__": "tests"})
    assert unmarked([made]) == {"Unmarked"}
