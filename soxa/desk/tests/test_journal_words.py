"""What the journal says of an act: the words of the forms, never the names of columns."""

import pytest

from soxa.desk.journal_words import done, facts
from soxa.kernel.models import Entry


@pytest.mark.django_db
def test_what_was_corrected_is_named_as_the_form_names_it():
    entry = Entry(flow="correction", step="correct", facts={"fields": ["born", "card_no"], "basis": "CCCD"})
    assert facts(entry) == [("Căn cứ", "CCCD"), ("Mục đã sửa", "ngày sinh, số thẻ đảng viên")]


@pytest.mark.parametrize(
    ("flow", "step", "said"),
    [
        ("party", "died", "Từ trần:"),
        ("document_in", "instruct", "Ghi bút phê:"),
        ("units", "merge", "Hợp nhất, sáp nhập"),
        ("nowhere", "never", "Ghi sổ (nowhere, never):"),
    ],
)
def test_an_act_is_told_in_the_words_of_its_button(flow, step, said):
    assert done(Entry(flow=flow, step=step)) == said
