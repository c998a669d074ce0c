"""Every rule names its clause, and no figure leans on where a case happens to stand."""

import ast
import inspect
from types import ModuleType

import pytest

from tests.house.source import is_test, modules, parsed, place, python_files


def public_functions(module: ModuleType) -> dict[str, object]:
    """Functions that a module defines for others to call."""
    found = {name: part for name, part in vars(module).items() if not name.startswith("_")}
    # a decorated function keeps its module's name and may be wrapped in an object that can be called
    return {
        name: part
        for name, part in found.items()
        if callable(part) and not inspect.isclass(part) and getattr(part, "__module__", "") == module.__name__
    }


def uncited(module: ModuleType) -> list[str]:
    """Public functions of a module that name no clause."""
    return [name for name, part in public_functions(module).items() if not getattr(part, "__cites__", ())]


def leans_on_state(tree: ast.Module) -> list[int]:
    """Lines that name a case's `state`, as a field, a lookup or an attribute."""
    lines = []
    for node in ast.walk(tree):
        named = {
            ast.Attribute: lambda node: node.attr,
            ast.Name: lambda node: node.id,
            ast.keyword: lambda node: node.arg,
            ast.Constant: lambda node: node.value,
        }.get(type(node), lambda _: None)(node)
        if isinstance(named, str) and (named == "state" or named.startswith("state__") or "__state" in named):
            lines.append(node.lineno)
    return sorted(set(lines))


def test_every_rule_names_its_clause():
    faults = {module.__name__: uncited(module) for module in modules("rules")}
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_figure_names_a_state():
    counted = [
        path for path in python_files() if "figures" in path.with_suffix("").parts and not is_test(path)
    ]
    faults = {place(path): leans_on_state(parsed(path)) for path in counted}
    assert {name: lines for name, lines in faults.items() if lines} == {}


def test_a_rule_without_its_clause_is_noticed():
    module = ModuleType("rules")
    exec(
        "def due_on(): ...\ndef paid(): ...\ndef _inside(): ...\npaid.__cites__ = ('Điều 28',)", vars(module)
    )
    assert uncited(module) == ["due_on"]


@pytest.mark.parametrize(
    "text",
    [
        'Figure(counts=Q(state="settled"))',
        "Figure(counts=Q(state__in=DONE))",
        'rows.filter(**{"petition__state": "settled"})',
        'rows.values("state")',
        "[row for row in rows if row.state == 1]",
    ],
)
def test_a_figure_that_names_a_state_is_noticed(text):
    assert leans_on_state(ast.parse(text)) == [1]
    assert leans_on_state(ast.parse('Figure(counts=Q(answered_on__lte=F("due_on"), statement=1))')) == []
