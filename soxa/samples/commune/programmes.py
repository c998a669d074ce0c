"""The demo commune's programmes: what carries out the year's resolution, done by tasks that were given anyway."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.org.models import Office
from soxa.samples.commune import plan
from soxa.steering.programmes import findings, flow, work
from soxa.steering.programmes.articles import articles_of
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.targets.models import Target
from soxa.tasks.models import Task


def run_programmes(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write the programmes as far as they had come on `on`: their items, the tasks that do them, what was found."""
    made: dict[str, WorkProgramme] = {}
    texts = dict(Resolution.objects.order_by().values_list("symbol", "pk"))
    targets = dict(Target.objects.order_by().values_list("code", "pk"))
    for row in plan.table("programmes"):
        adopted = date.fromisoformat(row["adopted"])
        if adopted <= on:
            facts = _facts(row, units, texts, targets, made)
            one = flow.new(units[row["unit"]].pk, facts, actor, today=adopted)
            flow.take("adopt", one, actor, {"on": adopted, "symbol": row["symbol"]})
            made[row["key"]] = one
    _items(made, units, actor, on, {row["key"]: row["article"] for row in plan.table("programmes")})
    _findings(made, units, actor, on)
    for row in plan.table("programmes"):
        if row["ended"] and row["key"] in made and date.fromisoformat(row["ended"]) <= on:
            ended = {"on": date.fromisoformat(row["ended"]), "result": row["result"]}
            flow.take("close", made[row["key"]], actor, ended)


def _unit(code: str, units: dict[str, Unit]) -> Unit:
    return units[code] if "." in code else units[f"{plan.COMMUNE[0]}.{code}"]


def _facts(
    row: dict[str, str],
    units: dict[str, Unit],
    texts: dict[str, int],
    targets: dict[str, int],
    made: dict[str, WorkProgramme],
) -> dict[str, Any]:
    lead = _unit(row["lead"], units) if row["lead"] else None
    head = Office.objects.filter(unit=lead or units[row["unit"]]).order_by("rank", "pk").first()
    above = made.get(row["above"])
    return {
        "kind": row["kind"], "symbol": row["symbol"], "title": row["title"], "resolution": texts.get(row["resolution"]),
        "above": above.pk if above else None, "targets": [targets[code] for code in row["targets"].split()],
        "lead_unit": lead.pk if lead else None, "person": head.person_id if head else None,
        "since": date.fromisoformat(row["since"]), "last_on": date.fromisoformat(row["last"]), "paper": "",
    }  # fmt: skip


def _items(
    made: dict[str, WorkProgramme], units: dict[str, Unit], actor: Actor, on: date, articles: dict[str, str]
) -> None:
    """Each item in its order, of the task of the text that its programme carries out; one that a task does is tied to it, and left out where that task was not given yet."""
    tasks: dict[str, list[Task]] = defaultdict(list)
    for task in Task.objects.order_by("given_on", "pk"):
        tasks[task.content].append(task)
    for row in plan.table("programme_items"):
        programme = made.get(row["programme"])
        task = next((found[0] for content, found in tasks.items() if content.startswith(row["task"])), None)
        if programme is None or (row["task"] and task is None):
            continue
        number = articles[row["programme"]]
        told = {one.number: one.pk for one in articles_of(programme)} if number else {}
        _item(programme, row, (task if row["task"] else None, told.get(int(number or 0))), units, actor, on)


def _item(
    programme: WorkProgramme, row: dict[str, str], tied: tuple[Task | None, int | None], units: dict[str, Unit], actor: Actor,
    on: date,
) -> None:  # fmt: skip
    task, article = tied
    adopted = programme.adopted_on or programme.since
    facts: dict[str, Any] = {
        "kind": row["kind"], "content": task.content if task else row["content"],
        "result_wanted": task.result_wanted if task else row["result_wanted"], "unit": _unit(row["unit"], units).pk,
        "person": None, "due_on": task.due_on if task else date.fromisoformat(row["due"]), "article": article,
    }  # fmt: skip
    item = work.add(programme, facts, actor, today=task.given_on if task else adopted)
    if task:
        work.link(item, task.pk, actor, today=task.given_on)
    elif row["done"] and date.fromisoformat(row["done"]) <= on:
        day = date.fromisoformat(row["done"])
        work.done(item, {"on": day, "result": row["result"]}, actor, today=day)


def _findings(made: dict[str, WorkProgramme], units: dict[str, Unit], actor: Actor, on: date) -> None:
    for row in plan.table("findings"):
        stated = date.fromisoformat(row["since"])
        programme = made.get(row["programme"])
        if programme is None or stated > on:
            continue
        amount = Decimal(row["amount"]) if row["amount"] else None
        facts = {
            "unit": _unit(row["unit"], units).pk, "content": row["content"], "recommendation": row["recommendation"],
            "amount": amount, "since": stated, "due_on": date.fromisoformat(row["due"]),
        }  # fmt: skip
        one = findings.state(programme, facts, actor)
        if row["put_right"] and date.fromisoformat(row["put_right"]) <= on:
            day = date.fromisoformat(row["put_right"])
            findings.put_right(one, {"on": day, "basis_words": row["basis"], "amount": amount}, actor)
