"""What a page is judged with: our own questions of judge.js, and axe."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

DRAWN = 0.05
JUDGE = Path(__file__).with_name("judge.js").read_text("utf-8")


def judge_every_page(page):
    """Lay it into all pages that this window opens from now on."""
    page.add_init_script(JUDGE)
    page.add_init_script(Axe().axe_script)


def judge_this_page(page):
    """Lay it into the page that stands open; what the page did before is not heard."""
    page.evaluate(JUDGE)
    page.evaluate(Axe().axe_script)


def resizer(page):
    """What sets the size of this window: pages are laid out in it as in any, but drawn small; nobody looks, and to draw is dear."""
    screen = page.context.new_cdp_session(page)

    def resize(size):
        screen.send(
            "Emulation.setDeviceMetricsOverride",
            {**size, "deviceScaleFactor": 1, "mobile": False, "scale": DRAWN},
        )

    return resize
