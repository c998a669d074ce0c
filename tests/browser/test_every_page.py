"""What every page keeps: a quiet console, the content policy, axe, no sideways scrolling, room for fingers."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE
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


def opened(book, place, **window):
    """The page of a place, and what tells of what the browser has complained of so far."""
    page, said = book.window(place.who, **window), []
    page.add_init_script(LISTEN)
    page.on("console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda one: said.append(str(one)))
    page.on("response", lambda one: said.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    page.goto(place.address)
    expected = f"{place.status} {book.address}{place.address}"

    def complaints():
        told = page.evaluate("window.broken") + said
        return [
            one
            for one in told
            if place.status < 400 or (one != expected and f"status of {place.status}" not in one)
        ]

    return page, complaints


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.name)
def test_at_a_desk_and_on_a_phone(book, place):
    page, complaints = opened(book, place)
    assert page.evaluate(SIDEWAYS) == []
    assert page.locator("h1").count() == 1
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    page.evaluate(FEWER_ROWS)
    assert grave(page) == []
    assert complaints() == []
    page.set_viewport_size(PHONE)
    assert page.evaluate(SIDEWAYS) == []
    page.reload()
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL) == []
    assert complaints() == []


def grave(page):
    """What axe calls serious or critical, with the first places of each."""
    return [
        (one["id"], one["impact"], [node["html"][:160] for node in one["nodes"]][:3])
        for one in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


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
