"""The operation of migrations that makes many tables while the models are drawn once."""

from typing import Any

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class NewModels(Operation):
    """Several `CreateModel` at once, each after those it points to.

    One by one, each would have Django draw anew every model that hangs together with it: of a hundred and fifty all.
    """

    def __init__(self, *made: CreateModel) -> None:
        self.made = made

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models are known; they are drawn when they are next asked for."""
        vars(state).pop("apps", None)
        for one in self.made:
            one.state_forwards(app_label, state)

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
