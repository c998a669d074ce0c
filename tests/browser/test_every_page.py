"""What every page keeps: a quiet console, the content policy, axe, no sideways scrolling, room for fingers."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, WIDE
from tests.browser.places import PLACES

LISTEN = """
window.broken = [];
document.addEventListener('securitypolicyviolation', one => window.broken.push(`${one.violatedDirective} ${one.blockedURI}`));
"""
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > wide + 1)
    .map(one => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`).slice(0, 5);
}"""
# rows of a table are made by one line of a template: axe, which looks at every word of them, reads the first dozen
FEWER_ROWS = "document.querySelectorAll('tbody tr:nth-child(n+13)').forEach(one => one.remove())"
SMALL = """() => [...document.querySelectorAll('.tabbar a, .spine nav a, .btn:not(.small), .places a, .places button, .pager a')]
  .filter(one => one.checkVisibility()).map(one => [one.innerText, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44).map(([words, box]) => `${words} ${box.width}x${box.height}`)"""


# the rules whose findings would be serious or critical; the others are not asked at all. Of contrast axe looks first, and
# for most of its time, for ::before and ::after round every word, to leave open what lies on one: here it judges all words
GRAVE = """() => {
  axe._audit.checks['color-contrast'].options.ignorePseudo = true;
  const light = axe._audit.rules.filter(one => !['serious', 'critical'].includes(one.impact));
  return axe.run({resultTypes: ['violations'], rules: Object.fromEntries(light.map(one => [one.id, {enabled: false}]))})
    .then(said => said.violations.map(one => [one.id, one.impact, ...one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))
}"""


@pytest.fixture(scope="module")
def desks(_reading):
    """A window of each person for all places: a new one would read style and letters anew. Made as it is asked for."""
    kept = {}

    def desk(who):
        if who not in kept:
            page, said = _reading.window(who, size=PHONE), []
            page.add_init_script(LISTEN)
            page.add_init_script(Axe().axe_script)
            page.on(
                "console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None
            )
            page.on("pageerror", lambda one: said.append(str(one)))
            page.on(
                "response", lambda one: said.append(f"{one.status} {one.url}") if one.status >= 400 else None
            )
            kept[who] = page, said
        return kept[who]

    yield desk
    _reading.close_windows()


@pytest.mark.parametrize("place", sorted(PLACES, key=lambda one: one.who), ids=lambda one: one.name)
def test_at_a_desk_and_on_a_phone(desks, place):
    page, said = desks(place.who)
    said.clear()
    page.set_viewport_size(PHONE)
    page.goto(place.address)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL) == []
    page.set_viewport_size(WIDE)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    page.evaluate(FEWER_ROWS)
    assert grave(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate(SIDEWAYS) == []
    assert complaints(page, said, place) == []


def grave(page):
    """What axe calls serious or critical, with the first places of each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(GRAVE)


def complaints(page, said, place):
    """What the browser said against a page, but for the answer that the place is there for."""
    told = page.evaluate("window.broken") + said
    if place.status < 400:
        return told
    expected = f"{place.status} {page.url}"
    return [one for one in told if one != expected and f"status of {place.status}" not in one]


PALE = """<html lang="vi"><title>Nhạt</title><style>.mark { position: relative; color: #ccc }
.mark::before { content: ''; position: absolute; inset: 0; background: #fff }</style>
<main><h1>Chữ</h1><p>rõ</p><p style="color: #bbb">nhạt</p><p class="mark">nhạt sau vạch</p><input></main>"""


def test_what_is_grave_is_found(chromium):
    page = chromium.new_page()
    page.set_content(PALE)
    found = {rule: places for rule, _impact, *places in grave(page)}
    page.close()
    assert set(found) == {"color-contrast", "label"}
    assert [">nhạt<" in one or ">nhạt sau vạch<" in one for one in found["color-contrast"]] == [True, True]


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
