"""Any row of acts on the tree: members stand where a plain model says, parts add up to the whole, every balance closes."""

from collections import Counter
from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soxa.desk.unit_acts import Wish, perform
from soxa.desk.unit_split import SplitWish, rows_of
from soxa.desk.unit_split import perform as split
from soxa.desk.unit_undo import take_back
from soxa.kernel.figures import Moment
from soxa.kernel.flow import Refused
from soxa.kernel.models import UnitAct
from soxa.kernel.units.tree import forget_tree, tree
from soxa.law.periods import FOREVER
from soxa.party.balance import balance
from soxa.party.models import Membership
from soxa.party.tests.conftest import cast, head, standing_cast  # noqa: F401

pytestmark = pytest.mark.django_db
FIRST = date(2026, 2, 1)
KINDS = ("found", "move", "merge", "split", "dissolve", "undo", "rename")
NUMBER = st.integers(0, 997)
# what SQLite has been asked twenty times is asked of PostgreSQL five times
SQLITE = connection.vendor == "sqlite"
ACTS = st.lists(st.tuples(st.sampled_from(KINDS), NUMBER, NUMBER, NUMBER), min_size=4, max_size=10)


class Model:
    """What should stand: who is in which cell, what lies under what; acts are told to it beside the book."""

    def __init__(self):
        self.cell = dict(Membership.objects.home().values_list("member_id", "unit__code"))
        self.above = {node.code: self._up(node) for node in tree().nodes.values()}
        self.done = []

    def _up(self, node):
        up = tree().parent(node.id, FIRST)
        return tree().nodes[up].code if up else ""

    def pick(self, number, kind=None):
        codes = sorted(code for code in self.above if code.startswith(("9980", "N")))
        fit = [code for code in codes if kind is None or tree().by_code(code).kind == kind]
        return tree().by_code(fit[number % len(fit)]) if fit else None

    def count(self, code):
        own = sum(cell == code for cell in self.cell.values())
        return own + sum(self.count(below) for below, up in self.above.items() if up == code)


class Acting:
    """One act after another, each on a later day, in the book and in the model."""

    def __init__(self, model, actor):
        self.model, self.actor, self.on, self.made = model, actor, FIRST, 0

    def take(self, kind, a, b, c):
        self.on += timedelta(days=1 + c % 5)
        before = deepcopy((self.model.cell, self.model.above))
        try:
            with transaction.atomic():
                code = getattr(self, kind)(a, b, c)
        except Refused:
            self.model.cell, self.model.above = before
            return
        if kind != "undo":
            self.model.done.append((code, before))

    @property
    def decision(self):
        return f"QĐ ngày {self.on}"

    def _wish(self, act, node, into=None, **more):
        perform(Wish(act, node, self.on, self.decision, into=into, **more), self.actor)
        return node.code

    def _code(self):
        self.made += 1
        return f"N{self.made:03d}"

    def found(self, a, b, c):
        kind, code = ("cell", "base")[b % 2], self._code()
        above = self.model.pick(a, "commune") if c % 2 or kind == "base" else self.model.pick(a, "base")
        if above is None:
            raise Refused("nothing to stand under")
        self._wish(UnitAct.FOUND, above, name=f"Đơn vị {code}", code=code, kind=kind)
        self.model.above[code] = above.code
        return code

    def rename(self, a, b, c):
        return self._wish(UnitAct.RENAME, self.model.pick(a), name=f"Tên {b}")

    def move(self, a, b, c):
        node = self.model.pick(a, ("cell", "base")[c % 2])
        into = self.model.pick(b, ("commune", "base")[c % 3 == 0])
        if node is None or into is None:
            raise Refused("nothing to move")
        self._wish(UnitAct.MOVE, node, into)
        self.model.above[node.code] = into.code
        return node.code

    def merge(self, a, b, c):
        node = self.model.pick(a, ("cell", "base", "commune")[c % 3])
        into = node and self.model.pick(b, node.kind)
        if node is None:
            raise Refused("nothing to merge")
        self._wish(UnitAct.MERGE, node, into)
        self._ended(node.code, into.code)
        return node.code

    def dissolve(self, a, b, c):
        empty = [code for code in sorted(self.model.above) if self._empty(code)]
        if not empty:
            raise Refused("nothing to dissolve")
        node = tree().by_code(empty[a % len(empty)])
        self._wish(UnitAct.DISSOLVE, node, self.model.pick(b, node.kind))
        del self.model.above[node.code]
        return node.code

    def _empty(self, code):
        return not self.model.count(code) and code not in self.model.above.values()

    def split(self, a, b, c):
        node = self.model.pick(a, ("cell", "base")[c % 2])
        if node is None:
            raise Refused("nothing to split")
        rows, ends = rows_of(node, self.on), b % 2
        parts = tuple((code, f"Đơn vị {code}") for code in (self._code(), self._code()))
        goes = {row.key: (place + b) % 3 or ends for place, row in enumerate(rows)}
        wish = SplitWish(node, self.on, self.decision, parts, goes, keeper=b % 3 if ends else None)
        spells = dict(Membership.objects.filter(pk__in=list(goes)).values_list("pk", "member_id"))
        split(wish, self.actor)
        self.model.above |= {code: self.model.above[node.code] for code, _name in parts}
        for key, part in goes.items():
            if part and node.kind == "cell":
                self.model.cell[spells[key]] = parts[part - 1][0]
            elif part:
                self.model.above[tree().nodes[key].code] = parts[part - 1][0]
        if ends:
            del self.model.above[node.code]
        return node.code

    def _ended(self, code, into):
        self.model.cell = {who: into if cell == code else cell for who, cell in self.model.cell.items()}
        self.model.above = {one: into if up == code else up for one, up in self.model.above.items()}
        del self.model.above[code]

    def undo(self, a, b, c):
        if not self.model.done:
            raise Refused("nothing to take back")
        code, before = self.model.done[-1]
        take_back(code, self.actor, basis="ghi nhầm")
        self.model.done.pop()
        self.model.cell, self.model.above = before


@given(acts=ACTS)
@settings(
    max_examples=20 if SQLITE else 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_done_to_the_tree_the_book_adds_up(cast, head, acts):  # noqa: F811
    with transaction.atomic():
        forget_tree()
        model = Model()
        acting = Acting(model, head)
        for act in acts:
            acting.take(*act)
        _stands_as(model)
        for days in (3, 400):
            _closes(Moment(acting.on, acting.on - timedelta(days=days), acting.on + timedelta(days=1)))
        transaction.set_rollback(True)
    forget_tree()


def _stands_as(model):
    where = Membership.objects.home().filter(until=FOREVER).values_list("member_id", "unit__code")
    assert dict(where) == model.cell
    for code, up in model.above.items():
        node = tree().by_code(code)
        assert node.until == FOREVER
        above = tree().parent(node.id, FOREVER - timedelta(days=1))
        assert (tree().nodes[above].code if above else "") == up


def _closes(moment):
    standing = tree()
    balances = {key: balance(moment, key) for key in standing.nodes}
    at_home = Membership.objects.home().filter(Membership.standing(moment.on))
    own = Counter(at_home.values_list("unit_id", flat=True))
    for key, found in balances.items():
        assert found.closes
        assert found.total.closing == sum(row.closing for row in found.rows)
        children = sum(balances[child.id].total.closing for child in standing.children(key, moment.on))
        assert found.total.closing == children + own[key]
