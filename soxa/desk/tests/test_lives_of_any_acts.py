"""Any row of acts on members and on the tree: headcount is what a replay of the journal says, and every balance closes."""

from ast import literal_eval
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soxa.desk.tests.test_tree_of_any_acts import KINDS, NUMBER, SQLITE, Acting, Model, _closes, _stands_as
from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.sealed import open_text
from soxa.kernel.units.tree import forget_tree, tree
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.party.balance import balance
from soxa.party.flow import enter, take
from soxa.party.models import Member, Membership
from soxa.party.rules import recognition_due
from soxa.party.spell_days import edges
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import cast, head, standing_cast  # noqa: F401

pytestmark = pytest.mark.django_db
LIVES = ("admit", "come", "away", "back", "inside", "end", "again", "recognise", "put_right")
ACTS = st.lists(
    st.tuples(st.sampled_from(LIVES * 2 + KINDS), NUMBER, NUMBER, NUMBER), min_size=6, max_size=14
)
WOMEN = Q(member__person__sex=Person.FEMALE)


class Living(Acting):
    """Acts on members between acts on the tree; the model is told who is where, beside the book."""

    def undo(self, a, b, c):
        if not self.model.done:
            raise Refused("nothing to take back")
        _code, (was, _above) = self.model.done[-1]
        now, after = dict(self.model.cell), self.after[-1]
        super().undo(a, b, c)
        # those whom the act carried go back; what was done with the others since stands
        self.model.cell = {
            who: was.get(who, cell) if after.get(who) == cell else cell for who, cell in now.items()
        }
        self.after.pop()

    def __init__(self, model, actor):
        super().__init__(model, actor)
        self.after, self.ends = [], {}

    def take(self, kind, a, b, c):
        if kind not in LIVES:
            count = len(self.model.done)
            super().take(kind, a, b, c)
            if len(self.model.done) > count:
                self.after.append(dict(self.model.cell))
            return
        self.on += timedelta(days=1 + c % 5)
        try:
            with transaction.atomic():
                getattr(self, kind)(a, b)
        except Refused:
            pass

    def _cell(self, number):
        node = self.model.pick(number, "cell")
        if node is None:
            raise Refused("no cell")
        return node

    def _member(self, number, known):
        if not known:
            raise Refused("nobody")
        return Member.objects.get(pk=sorted(known)[number % len(known)])

    def _new(self, act, a, b, **more):
        cell = self._cell(a)
        self.made += 1
        facts = {
            "full_name": f"Người Mới {self.made}", "born": PartialDate(1990, 1, 1), "sex": "FM"[b % 2], "on": self.on,
            "unit": cell.id, "paper": "QĐ 1", **more,
        }  # fmt: skip
        self.model.cell[enter(act, self.actor, today=TODAY, facts=facts).pk] = cell.code

    def admit(self, a, b):
        self._new("admit", a, b, decision_on=self.on - timedelta(days=b % 3))

    def come(self, a, b):
        self._new("transfer_in", a, b, came_from="tỉnh khác", admitted_on=PartialDate(2025, 1 + b % 9, 3))

    def _does(self, act, member, **facts):
        take(act, member, self.actor, today=TODAY, facts={"on": self.on, "paper": "QĐ 2", **facts})

    def _goes(self, act, member, **facts):
        self._does(act, member, **facts)
        self.ends[member.pk] = act
        del self.model.cell[member.pk]

    def away(self, a, b):
        self._goes("transfer_out", self._member(a, self.model.cell), went_to="tỉnh khác")

    def end(self, a, b):
        self._goes(("died", "struck_off", "expelled", "left")[b % 4], self._member(a, self.model.cell))

    def _comes(self, act, a, b, after):
        member = self._member(a, {who for who, how in self.ends.items() if how in after})
        cell = self._cell(b)
        self._does(act, member, unit=cell.id, came_from="tỉnh khác")
        del self.ends[member.pk]
        self.model.cell[member.pk] = cell.code

    def back(self, a, b):
        self._comes("come_back", a, b, ("transfer_out",))

    def again(self, a, b):
        self._comes("restore", a, b, ("struck_off", "expelled", "left"))

    def inside(self, a, b):
        member, cell = self._member(a, self.model.cell), self._cell(b)
        self._does("move_within", member, unit=cell.id)
        self.model.cell[member.pk] = cell.code

    def recognise(self, a, b):
        waiting = Member.objects.filter(recognised_on=None, pk__in=list(self.model.cell))
        member = self._member(a, waiting.values_list("pk", flat=True))
        self._does("recognise", member, on=recognition_due(member.admitted_on) or self.on)

    def put_right(self, a, b):
        member = self._member(a, {*self.model.cell, *self.ends})
        known = edges(life_of(member, TODAY))
        if not known:
            raise Refused("no day")
        edge = known[b % len(known)]
        self._does(
            "correct_day", member, edge=edge.key, on=edge.day + timedelta(days=b % 7 - 3), consent="CV 1"
        )


class Replay:
    """Who stood where on a day, from the book as it opened and the journal since; rows of spells are not looked at."""

    ARRIVES = ("admit", "transfer_in", "come_back", "restore")
    LEAVES = ("transfer_out", "died", "struck_off", "expelled", "left")

    def __init__(self, opening, last_entry):
        # (day, cell, +1 or -1, member or 0, how many)
        self.events = [(since, unit, 1, str(member), 1) for member, unit, since in opening]
        entries = list(Entry.objects.filter(pk__gt=last_entry).order_by("pk"))
        self.void, self.sources = self._taken_back(entries), {}
        for entry in entries:
            if entry.flow == "party":
                self._life(entry)
            elif entry.flow == "correction":
                self._corrected(entry)
            elif entry.flow == "units" and entry.pk not in self.void:
                self._tree(entry)

    @staticmethod
    def _taken_back(entries):
        """Acts on the tree that were undone, with what they carried: the journal then speaks of what never was."""
        live, void = defaultdict(list), set()
        for entry in entries:
            if entry.flow != "units":
                continue
            if entry.step == "undo":
                gone = live[entry.subject_key].pop()
                void |= {one.pk for one in entries if one.facts.get("decision") == gone.facts["decision"]}
            elif entry.step != "carried":
                live[entry.subject_key].append(entry)
        return void

    def _life(self, entry):
        who = entry.subject_key
        if entry.step in (*self.LEAVES, "move_within"):
            self.events.append((entry.on, entry.unit_id, -1, who, 1))
        if entry.step in (*self.ARRIVES, "move_within"):
            self.events.append((entry.on, entry.facts["unit"], 1, who, 1))

    def _tree(self, entry):
        decision = entry.facts.get("decision")
        if entry.step in ("merge", "split"):
            self.sources[decision] = tree().by_code(entry.subject_key).id
        elif entry.step == "carried":
            rows, into = entry.facts["rows"], tree().by_code(entry.facts["into"]).id
            self.events.append((entry.on, self.sources[decision], -1, 0, rows))
            self.events.append((entry.on, into, 1, 0, rows))

    def _corrected(self, entry):
        """A day put right: the arrival or the going of that member on the day that was wrong is on the right one."""
        before, after = literal_eval(open_text(entry.correction.sealed, "correction"))
        for word, sign in (("since", 1), ("until", -1)):
            if word in before:
                wrong, right = (date.fromisoformat(one[word]) for one in (before, after))
                place = next(
                    at for at, one in enumerate(self.events)
                    if (one[0], one[2], one[3]) == (wrong, sign, entry.subject_key)
                )  # fmt: skip
                self.events[place] = (right, *self.events[place][1:])

    def heads(self, on):
        """Members by cell at the end of a day, and by every unit around it as the tree lay then."""
        found = Counter()
        for day, cell, sign, _who, count in self.events:
            if day <= on:
                for unit in tree().ancestors(cell, on):
                    found[unit] += sign * count
        return {unit: count for unit, count in found.items() if count}


def days_of(replay, acting):
    """The days on which something happened, and the day before each; what was before all, and what is now."""
    told = {event[0] for event in replay.events if event[0] > date(2026, 1, 31)}
    return sorted({*told, *(day - timedelta(days=1) for day in told), acting.on, TODAY})


def stands_in_the_book(on):
    units = list(tree().nodes)
    readings = read_many([FIGURES["party.members"]], Moment.at(on), units)
    return {unit: one.part for (_code, unit), one in readings.items() if one.part}


@given(acts=ACTS, since=NUMBER, length=NUMBER)
@settings(
    max_examples=15 if SQLITE else 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_done_headcount_is_what_the_journal_says(cast, head, acts, since, length):  # noqa: F811
    with transaction.atomic():
        forget_tree()
        opening = list(
            Membership.objects.home().filter(until=FOREVER).values_list("member_id", "unit_id", "since")
        )
        last, model = Entry.objects.order_by("-pk").first().pk, Model()
        acting = Living(model, head)
        for act in acts:
            acting.take(*act)
        _stands_as(model)
        replay = Replay(opening, last)
        for on in days_of(replay, acting):
            assert replay.heads(on) == stands_in_the_book(on), on
        first = date(2026, 1, 25) + timedelta(days=since % 40)
        period = Moment(on := min(first + timedelta(days=length % 60), TODAY), first, on + timedelta(days=1))
        _closes(period)
        for node in tree().nodes.values():
            assert balance(period, node.id, apart=WOMEN).apart.closes
        transaction.set_rollback(True)
    forget_tree()
