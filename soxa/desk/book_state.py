"""Which release wrote the book that stands here, and its tables as that release left them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy

import soxa
from soxa.desk.new_tables import make_new_tables, nothing_stands
from soxa.desk.past_models import state_at
from soxa.kernel.access import machine
from soxa.kernel.preferences import Preference, book_day, declare, put

BOOK_VERSION = declare(
    Preference("book.version", gettext_lazy("Bản chương trình đã ghi sổ"), "", shown=False)
)
# books from before the release was written down
FIRST_RELEASE = "0.1.0"
# Django's own apps and others' hold sessions and the like, which no backup keeps; but a book that was taken back must
# still ask for the codes of those who turned them on
KEPT_OF_OTHERS = ("mfa",)
Node = tuple[str, str]


def own_labels() -> frozenset[str]:
    """Labels of our own domains: their rows are the book."""
    return frozenset(config.label for config in apps.get_app_configs() if config.name.startswith("soxa."))


def number_of(version: str) -> tuple[int, ...]:
    """A release as numbers that compare; what is no release comes before all."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


@dataclass(frozen=True)
class BookState:
    """A book beside the program: the release that wrote it, migrations it still waits for, those nobody here knows."""

    version: str
    waiting: tuple[str, ...]
    unknown: tuple[str, ...]
    applied: tuple[Node, ...]

    @property
    def exists(self) -> bool:
        """Whether there are tables at all."""
        return bool(self.applied)

    @property
    def newer(self) -> bool:
        """A later program wrote it: this one may not touch it."""
        return bool(self.unknown) or number_of(self.version) > number_of(soxa.VERSION)

    @property
    def older(self) -> bool:
        """An earlier program wrote it: it is upgraded before it is used."""
        return self.exists and (bool(self.waiting) or number_of(self.version) < number_of(soxa.VERSION))

    @property
    def words(self) -> str:
        """Why the book may not be used as it stands, and what to do; empty when nothing stands in the way."""
        if self.newer:
            return f"{self.told} Cài bản mới hơn của chương trình; sổ chưa bị đụng tới."
        if self.older:
            return f"{self.told} Nâng sổ trước khi dùng: soxa upgrade (lệnh tự sao lưu trước)."
        return ""

    @property
    def told(self) -> str:
        """How book and program differ; while a release is being made they differ in their tables and bear one number."""
        same = self.version == soxa.VERSION
        if self.newer and same:
            return f"Bảng của sổ mới hơn chương trình đang cài, tuy cùng mang số {self.version}."
        if self.newer:
            return f"Sổ do bản {self.version} của chương trình ghi, mới hơn bản đang cài ({soxa.VERSION})."
        if self.older and same:
            return f"Bảng của sổ cũ hơn chương trình đang cài, tuy cùng mang số {self.version}."
        if self.older:
            return f"Sổ do bản trước của chương trình ghi (sổ: {self.version}, chương trình: {soxa.VERSION})."
        return ""


def book_state() -> BookState:
    """The state of the book that the settings name; raises OperationalError when its database cannot be asked."""
    recorded, known, ours = (
        set(MigrationRecorder(connection).applied_migrations()),
        known_migrations(),
        own_labels(),
    )
    applied = tuple(sorted(node for node in recorded if node[0] in ours))
    return BookState(
        version=_version() if applied else "",
        waiting=() if known <= recorded else _plan(),
        unknown=tuple(f"{app}.{name}" for app, name in applied if (app, name) not in known),
        applied=applied,
    )


def known_migrations() -> set[Node]:
    """Migrations of this program and its libraries by their names: every command asks, and few need what they say."""
    found: set[Node] = set()
    for label in (config.label for config in apps.get_app_configs()):
        room = MigrationLoader.migrations_module(label)[0]
        places = import_module(room).__path__ if room and find_spec(room) else []
        found |= {(label, one.name) for one in iter_modules(places) if one.name[0] not in "_~"}
    return found


def _plan() -> tuple[str, ...]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{one.app_label}.{one.name}" for one, _back in plan)


def _version() -> str:
    """Asked by hand, because the tables may be of another release than the models."""
    if "kernel_setting" not in connection.introspection.table_names():
        return FIRST_RELEASE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value FROM kernel_setting WHERE code = %s ORDER BY id DESC LIMIT 1", [BOOK_VERSION.code]
        )
        row = cursor.fetchone()
    return str(json.loads(row[0])) if row else FIRST_RELEASE


def record_version(act: str) -> None:
    """Write down that this release wrote the book, when it was not yet; `act` is the command that did it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM kernel_setting WHERE code = %s", [BOOK_VERSION.code])
        told = cursor.fetchone() is not None
    if not told or _version() != soxa.VERSION:
        put(BOOK_VERSION, soxa.VERSION, since=book_day(), actor=machine(act))


def make_tables(wanted: Iterable[Node] | None = None) -> None:
    """Make the tables of this release, or only those that `wanted` migrations of ours had made (others' all)."""
    executor, ours = MigrationExecutor(connection), own_labels()
    leaves = executor.loader.graph.leaf_nodes()
    targets = leaves if wanted is None else [*(node for node in leaves if node[0] not in ours), *wanted]
    if nothing_stands():
        make_new_tables(targets)
        return
    # what Django's command does besides draws every model three times over, for receivers that do not ask
    plan = executor.migration_plan(targets)
    emit_pre_migrate_signal(verbosity=0, interactive=False, db=connection.alias, plan=plan)
    executor.migrate(targets, plan, state_at(executor.loader.applied_migrations))
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias, plan=plan)


def standing_models() -> list[type[models.Model]]:
    """The book's models as the tables stand now, whatever release made them; each after those it points to.

    The index of search, which is made anew from the book at any time, is no part of it (its model is not managed).
    """
    state, labels = book_state(), (*sorted(own_labels()), *KEPT_OF_OTHERS)
    held: Any = state_at(MigrationRecorder(connection).applied_migrations()).apps if state.waiting else apps
    wanted = [model for label in labels for model in _models_of(held, label)]
    return [model for model in serializers.sort_dependencies([("book", wanted)]) if model in wanted]


def _models_of(held: Any, label: str) -> list[type[models.Model]]:
    try:
        return [model for model in held.get_app_config(label).get_models() if model._meta.managed]
    except LookupError:  # a domain that the book's release did not have
        return []
