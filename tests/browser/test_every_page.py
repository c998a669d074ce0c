"""What every page keeps: a quiet console, the content policy, axe, no sideways scrolling, room for fingers."""

import pytest

from tests.browser.conftest import PHONE, WIDE
from tests.browser.judging import judge_every_page, resizer
from tests.browser.places import PLACES


@pytest.fixture(scope="module")
def desks(_reading):
    """A window of each person for all places: a new one would read style and letters anew. Made as it is asked for."""
    kept = {}

    def desk(who):
        if who not in kept:
            page, said = _reading.window(who, size=PHONE, shared=False), []
            judge_every_page(page)
            page.on(
                "console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None
            )
            page.on("pageerror", lambda one: said.append(str(one)))
            page.on(
                "response", lambda one: said.append(f"{one.status} {one.url}") if one.status >= 400 else None
            )
            kept[who] = page, resizer(page), said
        return kept[who]

    yield desk
    _reading.close_windows()


@pytest.fixture(scope="module")
def judged():
    """The words whose colours a page before has shown to be well."""
    return set()


@pytest.mark.parametrize("place", sorted(PLACES, key=lambda one: one.who), ids=lambda one: one.name)
def test_at_a_desk_and_on_a_phone(desks, judged, place):
    page, resize, said = desks(place.who)
    said.clear()
    resize(PHONE)
    page.goto(place.address)
    found = page.evaluate("judge.onPhone()")
    resize(WIDE)
    at_desk, fresh = page.evaluate("words => judge.atDesk(words)", " ".join(judged))
    judged.update(fresh.split())
    found |= at_desk | {"said by the browser": complaints(page, said, place)}
    wrong = [f"{what}: {one}" for what, where in found.items() for one in where]
    assert not wrong, "\n".join([f"{place.name}, {place.address}, opened by {place.who or 'nobody'}", *wrong])


def complaints(page, said, place):
    """What the browser said against a page, but for the answer that the place is there for."""
    if place.status < 400:
        return said
    expected = f"{place.status} {page.url}"
    return [one for one in said if one != expected and f"status of {place.status}" not in one]


PALE = """<html lang="vi"><title>Nhạt</title><style>.mark { position: relative; color: #ccc }
.mark::before { content: ''; position: absolute; inset: 0; background: #fff }</style>
<main><h1>Chữ</h1><p>rõ</p><p style="color: #bbb">nhạt</p><p class="mark">nhạt sau vạch</p><input></main>"""


@pytest.fixture
def page(chromium):
    """A page of nobody's, with what judges pages laid in."""
    page = chromium.new_page()
    judge_every_page(page)
    resizer(page)(PHONE)
    page.goto("about:blank")
    yield page
    page.close()


def test_what_is_grave_is_found(page):
    page.set_content(PALE)
    told = page.evaluate("judge.grave()")
    found = {rule: places for rule, _impact, *places in told["found"]}
    assert set(found) == {"color-contrast", "label"}
    assert [">nhạt<" in one or ">nhạt sau vạch<" in one for one in found["color-contrast"]] == [True, True]
    assert told["fresh"] == "", "what was found is looked at again on the next page"


MANY = """<html lang="vi"><title>Nhiều dòng</title><main><h1>Dòng</h1><table><tbody>{rows}</tbody></table></main>"""
ROW = '<tr><th scope="row">{n}</th><td><label for="f{n}">Giá trị</label><input id="f{n}"></td></tr>'


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ('<tr><th scope="row">9</th><td><input id="f9"></td></tr>', "label"),
        ('<tr><th scope="row">9</th><td><label for="f8">Giá trị</label><input id="f9"></td></tr>', "label"),
        ('<tr><th scope="row">9</th><td><label for="f9"></label><input id="f9"></td></tr>', "label"),
        ('<tr><th scope="row">9</th><td><a href="/"></a></td></tr>', "link-name"),
        ('<tr><th scope="row">9</th><td style="color: #ccc">nhạt</td></tr>', "color-contrast"),
        ('<tr><th scope="row">9</th><td aria-hidden="có">9</td></tr>', "aria-valid-attr-value"),
    ],
)
def test_the_one_row_that_differs_is_judged(page, row, rule):
    page.set_content(MANY.format(rows="".join(ROW.format(n=n) for n in range(9)) + row))
    page.evaluate("judge.fewer()")
    assert page.locator("tr").count() <= 4
    assert [one for one, *_ in page.evaluate("judge.grave()")["found"]] == [rule]


def test_colours_are_judged_once_for_the_same_boxes(page):
    page.set_content(MANY.format(rows=ROW.format(n=1)))
    fresh = page.evaluate("judge.grave()")["fresh"]
    pale = (
        MANY.format(rows='<tr><th scope="row">1</th><td class="pale">nhạt</td></tr>')
        + "<style>.pale { color: #ccc }</style>"
    )
    page.set_content(pale)
    told = page.evaluate("words => judge.grave(words)", fresh)
    assert [rule for rule, *_ in told["found"]] == ["color-contrast"]


DRESSED = """<html lang="vi"><title>Mặc</title><style>p > b:first-child, .pale {{ color: #ccc }}</style>
<main><h1>Chữ</h1>{words}</main>"""


@pytest.mark.parametrize(
    "words",
    [
        "<p><i>rõ</i><b>rõ</b></p><p><b>nhạt</b></p>",
        '<p class="pale"></p><p class="pale">nhạt</p>',
        '<p class="pale">nhạt</p><p class="pale">nhạt</p>',
    ],
)
def test_colours_are_judged_where_words_stand(page, words):
    page.set_content(DRESSED.format(words=words))
    [[rule, _impact, *places]] = page.evaluate("judge.grave()")["found"]
    assert (rule, len(places)) == ("color-contrast", 1), "the same words in the same boxes are told once"


def test_an_empty_box_does_not_answer_for_the_words_of_another_page(page):
    page.set_content(DRESSED.format(words='<p class="pale"></p>'))
    judged = page.evaluate("judge.grave()")["fresh"]
    page.set_content(DRESSED.format(words='<p class="pale">nhạt</p>'))
    assert [rule for rule, *_ in page.evaluate("words => judge.grave(words)", judged)["found"]] == [
        "color-contrast"
    ]


WRONG = """<html lang="vi"><title>Sai</title><main><h1>Một</h1><h1>Hai</h1><p id="a">x</p><p id="a">y</p>
<a class="btn" href="/">nhỏ</a><details><summary>Xem</summary><div style="width: 500px">rộng</div></details></main>"""


def test_what_else_is_wrong_is_found(page):
    page.set_content(WRONG)
    found = page.evaluate("judge.onPhone()")
    assert found["sideways on a phone"] == []
    assert found["sideways on a phone, all open"][0].startswith("DIV.")
    assert [one.split()[0] for one in found["too small for a finger"]] == ["nhỏ"]
    resizer(page)(WIDE)
    found, _fresh = page.evaluate("judge.atDesk('')")
    assert {what for what, where in found.items() if where} == {"ids given twice", "headings of the page"}


@pytest.mark.parametrize("address", ["/accounts/login/", "/tong-quan/", "/dang-vien/"])
def test_the_first_view_is_light(book, address):
    page = book.window("" if "login" in address else "tuyet.ngo")
    sizes = []
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.setCacheDisabled", {"cacheDisabled": True})
    cdp.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    cdp.detach()
    assert len(sizes) >= 5, "the page, its style, its letters"
    assert sum(sizes) <= 200 * 1024


@pytest.mark.parametrize("address", ["/", "/dang-vien/"])
def test_the_keyboard_alone(book, address):
    page = book.window("tuyet.ngo")
    page.goto(address)
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    assert first.inner_text() == "Đến thẳng nội dung"
    assert first.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    at = page.evaluate(
        "() => { const one = document.activeElement, drawn = getComputedStyle(one);"
        " return [document.getElementById('main').contains(one), drawn.outlineStyle, parseFloat(drawn.outlineWidth)] }"
    )
    assert at == [True, "solid", 3]
