"""A list of choices is drawn in one piece, as Django draws it piece by piece."""

import re

import pytest
from django.forms import Select, SelectMultiple
from django.forms.renderers import Jinja2

CHOICES = [("", "-"), (1, "Một & <hai>"), ('Nhóm "A"', [("a", "Á"), ("b", "Bờ")]), (None, "Không")]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (Select(attrs={"class": "wide", "required": True, "disabled": False}, choices=CHOICES), "b"),
        (Select(choices=CHOICES), None),
        (SelectMultiple(attrs={"data-x": '"<'}, choices=CHOICES), ["1", "a"]),
    ],
)
def test_as_django_draws_it(widget, value):
    attrs = {"id": "id_x", "aria-describedby": "note"}
    drawn = [widget.render("x", value, attrs, renderer=one) for one in (None, Jinja2())]
    ours, theirs = (re.sub(r">\s+<", "><", one) for one in drawn)
    assert ours == theirs
