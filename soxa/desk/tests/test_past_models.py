"""Models as earlier migrations left them are drawn once, and whoever takes them forward has them to himself."""

from soxa.desk.past_models import _drawn, state_at

NODES = [("sessions", "0001_initial"), ("contenttypes", "0001_initial"), ("sessions", "0001_initial")]


def test_the_same_migrations_are_drawn_once():
    first = state_at(NODES)
    known = _drawn.cache_info()
    again = state_at(reversed(NODES))
    assert _drawn.cache_info().hits == known.hits + 1
    assert again.apps.get_model("sessions", "session") is first.apps.get_model("sessions", "session")
    assert [one._meta.label for one in again.apps.get_models()] == [
        "contenttypes.ContentType",
        "sessions.Session",
    ]


def test_who_takes_them_forward_leaves_them_to_others():
    gone = state_at(NODES)
    gone.remove_model("sessions", "session")
    assert len(gone.apps.get_models()) == 1
    assert len(state_at(NODES).apps.get_models()) == 2


def test_a_migration_that_nobody_knows_draws_nothing():
    assert len(state_at([*NODES, ("sessions", "9999_later")]).apps.get_models()) == 2
