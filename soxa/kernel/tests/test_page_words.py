"""What every template says and links: words with their values, and the addresses of records."""

import pytest
from django.urls import NoReverseMatch, path
from markupsafe import Markup

from soxa.kernel.page import environment

urlpatterns = [
    path("dang-vien/<int:pk>/", lambda request, pk: None, name="one"),
    path("dang-vien/<int:pk>/sua/", lambda request, pk: None, name="one_more"),
    path("chi-bo/<str:code>/", lambda request, code: None, name="coded"),
    path("chi-bo/", lambda request: None, name="plain"),
]


@pytest.fixture
def said(settings):
    settings.ROOT_URLCONF = __name__
    made = environment()

    def render(text, **values):
        return made.from_string(text).render(**values)

    return render


def test_words_are_said_with_their_values(said):
    assert said('{{ _("Trang %(n)s trên %(of)s", n=2, of=7) }}') == "Trang 2 trên 7"
    assert said('{{ _("đạt 100%%") }}') == "đạt 100%"
    assert said('{{ _("<b>Ghi sổ</b>") }}') == "<b>Ghi sổ</b>"


def test_a_value_is_escaped(said):
    assert said('{{ _("Không có %(name)s", name=name) }}', name="<i>") == "Không có &lt;i&gt;"
    assert said('{{ _("Không có %(name)s", name=name) }}', name=Markup("<i>")) == "Không có <i>"


def test_addresses_of_records(said):
    assert said('{{ url("one", 7) }} {{ url("one", 12) }}') == "/dang-vien/7/ /dang-vien/12/"
    assert said('{{ url("one_more", 7) }}') == "/dang-vien/7/sua/"
    assert said('{{ url("one", pk=9) }}') == "/dang-vien/9/"


def test_other_addresses(said):
    assert said('{{ url("coded", "99901.01") }} {{ url("plain") }}') == "/chi-bo/99901.01/ /chi-bo/"
    with pytest.raises(NoReverseMatch):
        said('{{ url("nowhere") }}')


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("10-NQ/ĐU", '<span class="unbroken">10-NQ/ĐU</span>'),
        ("Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        ("a" * 24, f'<span class="unbroken">{"a" * 24}</span>'),
        ("a" * 25, "a" * 25),
        ("<b>", '<span class="unbroken">&lt;b&gt;</span>'),
    ],
)
def test_the_number_of_a_paper_stays_on_one_line(said, word, shown):
    assert said("{{ word|unparted }}", word=word) == shown
