"""What names members leaves the book with a reason: every address of a file of Party work asks it, but those that only count."""

from django.urls import get_resolver

from soxa.desk.figure_pages import names_members
from soxa.kernel.figures import FIGURES, Figure

# files without a member's name: sums of cells and units
NAMELESS = {
    "sitting_file": "turnout by cell",
    "commitments_file": "commitments by cell",
    "dues_above_file": "sums handed up by unit",
    "dues_export": "sums of a month by cell",
}


def files_of_party():
    """name → view of each address in Party work that answers with a file, as its ending or its name says."""
    found = {}
    for pattern in get_resolver("soxa.party.urls").url_patterns:
        ending = "ending" in pattern.pattern.regex.groupindex
        if ending or "xuat-excel" in str(pattern.pattern) or str(pattern.name).endswith("export"):
            found[pattern.name] = pattern.callback
    return found


def test_no_file_that_names_members_is_given_without_a_reason():
    found = files_of_party()
    assert len(found) > 15
    silent = {name for name, view in found.items() if not getattr(view, "asks_why", False)}
    assert silent == set(NAMELESS)


def test_figures_whose_rows_are_members_are_known():
    named = {code for code, one in FIGURES.items() if isinstance(one, Figure) and names_members(one)}
    assert {"party.members", "party.card_exchange", "party.exempt", "party.disciplined"} <= named
    assert not named & {"party.cells"} and all(not code.startswith("tasks.") for code in named)
