"""Loads the demo commune into an empty book: units and merger, people, offices, sign-ins, typed values."""

from datetime import date

from django.db import transaction

from soxa.kernel.access import Actor, machine
from soxa.kernel.models import Unit
from soxa.kernel.preferences import BOOK_DAY, BOOK_NAME, put
from soxa.party.checklist import ensure_paper_kinds
from soxa.samples.commune import plan
from soxa.samples.commune.admissions import list_prospects
from soxa.samples.commune.assigning import assign_all
from soxa.samples.commune.badges import arranged, award_all
from soxa.samples.commune.bodies import found_bodies, seat_bodies
from soxa.samples.commune.body_meetings import meet_bodies
from soxa.samples.commune.cadres import plan_cadres
from soxa.samples.commune.carded import issue_card
from soxa.samples.commune.committees import elected
from soxa.samples.commune.congresses import hold_congresses
from soxa.samples.commune.convened import convene_some
from soxa.samples.commune.criteria import assess_by_own_sets, assess_commune, recognise_former
from soxa.samples.commune.disciplines import discipline_few
from soxa.samples.commune.doubles import write_double
from soxa.samples.commune.dues import collect_all
from soxa.samples.commune.filed import file_all, file_villages
from soxa.samples.commune.following import assign_followers
from soxa.samples.commune.goods import assess_all
from soxa.samples.commune.ground import draw_all
from soxa.samples.commune.inspecting import inspect_all
from soxa.samples.commune.lives import lives
from soxa.samples.commune.meeting import meet_all
from soxa.samples.commune.moving import move_some
from soxa.samples.commune.offices import seat_all
from soxa.samples.commune.papers import issue_all
from soxa.samples.commune.people import Face, faces
from soxa.samples.commune.programmes import run_programmes
from soxa.samples.commune.reported import report_all
from soxa.samples.commune.reporting import set_reporting
from soxa.samples.commune.reviewing import review_all, review_half
from soxa.samples.commune.rows import Writer
from soxa.samples.commune.scoring import score_all
from soxa.samples.commune.spoken import issue_few, speak_few
from soxa.samples.commune.standing import marks
from soxa.samples.commune.studying import study_all
from soxa.samples.commune.targets import set_targets
from soxa.samples.commune.units import found_all
from soxa.samples.commune.votes import vote_few
from soxa.samples.commune.works import build_works
from soxa.values.catalogue import ensure_measures
from soxa.values.criteria.catalogue import ensure_sets

TITLE = "xã Đồng Vải, tỉnh Sông Cẩm"


def load(on: date) -> None:
    """Load the demo commune as it stands on `on`, all or nothing.

    The book must hold no unit yet (`Refused` names the code that is taken). Facts up to 30/6/2026 are fixed; what
    follows goes on in the same rhythm up to `on`, so a day before 01/7/2026 is a ValueError in words.
    """
    invented = arranged(lives(on))
    actor = machine("Sổ mẫu")
    with transaction.atomic():
        _first_rows()
        put(BOOK_NAME, TITLE, since=plan.START, actor=actor)
        put(BOOK_DAY, on.isoformat(), since=plan.START, actor=actor)
        units = found_all(actor)
        found_bodies(units, actor)
        known, beside = faces(invented, plan.cells()), marks(invented, on)
        committees = elected(known, beside, units, on)
        writer = Writer(units, actor, on)
        writer.write(known, beside)
        award_all(writer, known, actor)
        seat_all(known, committees, units, actor)
        seat_bodies(known, units, actor)
        list_prospects(units, actor, on)
        discipline_few(units, actor, on)
        _work_of_cells(known, units, actor)
        assign_all(units, actor, on)
        collect_all(units, actor, on)
        _reported(units, actor, on)
        set_reporting(units[plan.COMMUNE[0]], actor)
        inspect_all(units, actor, on)
        move_some(units, actor, on)
        _sittings(units, actor, on)
        _papers(units, actor, on)
        write_double(units)
        issue_card()
        recognise_former(units, actor, on)


def _first_rows() -> None:
    ensure_paper_kinds()
    ensure_measures()
    ensure_sets()


def _reported(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """What is taken from elsewhere, and how the commune stands by its criteria."""
    report_all(units[plan.COMMUNE[0]], actor, on)
    file_all(units[plan.COMMUNE[0]], actor, on)
    file_villages(units[plan.COMMUNE[0]], units, actor, on)
    assess_commune(units, actor, on)
    assess_by_own_sets(units, actor, on)


def _sittings(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Studies, the meetings of cells and of the other bodies, with who came; the year's targets, assessed by what was counted."""
    study_all(units, actor, on)
    meet_all(units, actor, on)
    score_all(units, actor)
    assess_all(units, actor)
    meet_bodies(units, actor, on)
    vote_few(units, actor, on)
    speak_few(units, actor, on)
    build_works(units, actor, on)
    set_targets(units, actor, on)
    review_all(units, actor, on)
    run_programmes(units, actor, on)
    review_half(units, actor, on)


def _papers(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Documents of the commune's registers and those made of two meetings; what is convened next, with its papers."""
    issue_all(units[plan.COMMUNE[0]], actor, on)
    issue_few(actor, on)
    convene_some(units, actor, on)
    draw_all(units, actor, on)


def _work_of_cells(known: list[Face], units: dict[str, Unit], actor: Actor) -> None:
    """Who follows which cell, the congresses, the planning of cadres and the courses."""
    assign_followers(known, units, actor)
    hold_congresses(units, actor)
    plan_cadres(units, actor)
