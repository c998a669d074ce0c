"""A template that one process has compiled is not compiled by the next; what cannot be kept is compiled anew."""

import sys
from collections import Counter

import pytest
from jinja2 import DictLoader, Environment

from soxa.kernel.kept_templates import KeptTemplates

TEXT = "Sổ {{ name }}"


@pytest.fixture
def compiled(monkeypatch):
    """How often Python was given a template's code to compile; here it may keep what it compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    times = Counter()

    def counting(self, source, filename):
        times["all"] += 1
        return compile(source, filename, "exec")

    monkeypatch.setattr(Environment, "_compile", counting)
    return times


def said(place, text=TEXT, made_with="ours"):
    """What a process of its own would say."""
    kept = KeptTemplates(place, made_with)
    return (
        Environment(loader=DictLoader({"a": text}), bytecode_cache=kept).get_template("a").render(name="Xã")
    )


def test_the_second_process_compiles_nothing(tmp_path, compiled):
    assert [said(tmp_path), said(tmp_path)] == ["Sổ Xã", "Sổ Xã"]
    assert compiled["all"] == 1


def test_a_changed_text_and_other_options_are_compiled_anew(tmp_path, compiled):
    said(tmp_path)
    assert said(tmp_path, "Bộ {{ name }}") == "Bộ Xã"
    assert said(tmp_path, "Bộ {{ name }}", made_with="others") == "Bộ Xã"
    assert compiled["all"] == 3


def test_where_nothing_can_be_written_nothing_is_said(tmp_path, compiled):
    place = tmp_path / "a file"
    place.write_text("", "utf-8")
    assert [said(place), said(place)] == ["Sổ Xã", "Sổ Xã"]
    assert compiled["all"] == 2


def test_what_python_is_asked_not_to_keep_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    said(tmp_path)
    assert list(tmp_path.iterdir()) == []
