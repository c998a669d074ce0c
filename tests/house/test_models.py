"""Nouns hold facts: no foreign key runs upstream, nothing happens behind a save, no migration is missing."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from soxa.kernel.files import HOLDERS
from tests.house.source import level


def ours() -> list[type[models.Model]]:
    """Every model of the program, the tables between two others included."""
    return [
        model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("soxa.")
    ]


def upstream_keys(found: list[type[models.Model]]) -> list[str]:
    """Relations from an earlier domain to a later one, hidden ones included."""
    faults = []
    for model in found:
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model
            if (
                field.auto_created
                or not isinstance(target, type)
                or not target.__module__.startswith("soxa.")
            ):
                continue
            if level(target.__module__) > level(model.__module__):
                faults.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    return faults


def own_saves(found: list[type]) -> list[str]:
    """Classes of ours, among these and what they inherit from, that define `save` or `delete` of their own."""
    family = {kind for one in found for kind in one.__mro__ if not kind.__module__.startswith("django.")}
    return sorted(
        f"{kind.__module__}.{kind.__name__}.{verb}"
        for kind in family
        for verb in ("save", "asave")
        if verb in vars(kind)
    )


# fields as wide as a digest that name no kept bytes: seals, soft references, digests of words
NO_BYTES = {
    "kernel.Seal": {"previous", "root", "digest"},
    "kernel.Entry": {"subject_key"},
    "tasks.Task": {"source_key"},
    "documents.Document": {"origin_key"},
    "documents.DocumentFile": {"words_digest"},
    "org.SignInCard": {"code_hash"},
}


def wide_as_a_digest(found: list[type[models.Model]]) -> set[tuple[str, str]]:
    """Fields that could name kept bytes: text of 64 signs, but for those known to name none."""
    return {
        (model._meta.label, field.name)
        for model in found
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.max_length == 64
        if field.name not in NO_BYTES.get(model._meta.label, ())
    }


def test_every_field_that_names_kept_bytes_is_declared_to_hold_them():
    """Else a destruction would take away bytes that a record of a later domain still names."""
    assert wide_as_a_digest(ours()) == {(one.model, one.field) for one in HOLDERS}


def test_there_are_models():
    assert {model.__module__.split(".")[1] for model in ours()} >= {"kernel", "org", "party"}


def test_no_foreign_key_runs_upstream():
    assert upstream_keys(ours()) == []


def test_nothing_happens_behind_a_save():
    assert own_saves(ours()) == []


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def _model(name: str, module: str, **fields: object) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "planted"})
    return type(name, (models.Model,), {"__module__": module, "Meta": meta, **fields})


def test_a_key_that_runs_upstream_is_noticed(monkeypatch):
    monkeypatch.setattr(apps, "all_models", {label: dict(found) for label, found in apps.all_models.items()})
    monkeypatch.setitem(apps.all_models, "planted", {})
    member = _model("Member", "soxa.party.models")
    hidden = models.ForeignKey(member, on_delete=models.CASCADE, related_name="+")
    person = _model("Person", "soxa.org.models", member=hidden)
    card = _model("Card", "soxa.party.models", person=models.ForeignKey(person, on_delete=models.CASCADE))
    assert upstream_keys([member, person, card]) == ["planted.Person.member → planted.Member"]


def test_a_save_of_its_own_is_noticed():
    class Loud:
        def save(self) -> None: ...

    class Member(Loud):
        pass

    assert own_saves([Member]) == [f"{__name__}.Loud.save"]
