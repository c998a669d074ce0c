"""Operations of migrations that make many tables, or many columns, while the models are drawn once."""

from typing import Any

from django.db.migrations import AddField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED


class _Together(Operation):
    """Several operations of one kind at once."""

    def __init__(self, *made: Any) -> None:
        self.made = made

    def state_forwards(self, app_label: str, state: Any) -> None:
        """What is made is known; the models are drawn when they are next asked for."""
        vars(state).pop("apps", None)
        for one in self.made:
            one.state_forwards(app_label, state)


class NewModels(_Together):
    """Several `CreateModel` at once, each after those it points to.

    One by one, each would have Django draw anew every model that hangs together with it: of a hundred and fifty all.
    """

    made: tuple[CreateModel, ...]

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Their tables."""
        for one in self.made:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Without their tables."""
        for one in reversed(self.made):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Their names."""
        return "Create models " + ", ".join(one.name for one in self.made)


class NewFields(_Together):
    """Several `AddField` at once, in their order; one by one, each would have Django draw the models anew.

    Not to be undone: no book goes back to an earlier release.
    """

    reversible = False
    made: tuple[AddField, ...]

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Their columns; the model as it was learns of each, because SQLite writes a whole table anew from what it knows."""
        for one in self.made:
            old = from_state.apps.get_model(app_label, one.model_name)
            field: Any = to_state.apps.get_model(app_label, one.model_name)._meta.get_field(one.name)
            if not one.preserve_default:
                field.default = one.field.default
            schema_editor.add_field(old, field)
            old.add_to_class(one.name, field.clone())
            if not one.preserve_default:
                field.default = NOT_PROVIDED

    def describe(self) -> str:
        """Their names."""
        return "Add fields " + ", ".join(f"{one.model_name}.{one.name}" for one in self.made)
