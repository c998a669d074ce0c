"""The book's models as the migrations of an earlier release left them: drawn once, though an upgrade asks for them four times."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

Node = tuple[str, str]


def state_at(nodes: Iterable[Node]) -> ProjectState:
    """What those migrations leave, with its models drawn; a copy, which who asks may take forward."""
    return _drawn(tuple(sorted(set(nodes)))).clone()


@lru_cache(maxsize=1)
def _drawn(nodes: tuple[Node, ...]) -> ProjectState:
    loader = MigrationLoader(None)
    state = loader.project_state([node for node in nodes if node in loader.graph.nodes])
    state.apps  # noqa: B018 – it is drawn when it is first asked for
    return state
