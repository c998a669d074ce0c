"""One book to read and one to write in for each worker; each person signs in once."""

import pytest
from playwright.sync_api import expect

from soxa.samples.filled import filled_demo  # noqa: F401
from tests.browser.bookroom import Room, browser, sign_in_unseen

# a busy machine is not a fault of the page
PATIENCE = 30_000
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


expect.set_options(timeout=PATIENCE / 2)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    with browser() as window:
        yield window


@pytest.fixture(scope="session")
def demo(filled_demo):  # noqa: F811
    """The demo book, to be copied."""
    return Room(filled_demo.directory)


class Reading:
    """A book open in the browser, and the people at it."""

    def __init__(self, chromium, room):
        self.chromium, self.room, self._signed_in, self._opened, self._left = chromium, room, {}, [], {}

    @property
    def address(self):
        return self.room.address

    def window(self, who="", *, script=True, size=WIDE, shared=True, **more):
        """A window of its own, signed in as `who` when one is named; a shared one may have stood empty since another test."""
        alike = (who, script, *size.values()) if who and shared and not more else None
        page = self._left.pop(alike, None) or self._new(who, script, size, more)
        self._opened.append((alike, page))
        return page

    def _new(self, who, script, size, more):
        context = self.chromium.new_context(
            base_url=self.address, viewport=size, java_script_enabled=script, locale="vi-VN",
            storage_state=self._state(who) if who else None, **more,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def _state(self, who):
        if who not in self._signed_in:
            context = self.chromium.new_context(locale="vi-VN")
            sign_in_unseen(context.request, self.address, who)
            self._signed_in[who] = context.storage_state()
            context.close()
        return self._signed_in[who]

    def close_windows(self):
        while self._opened:
            self._opened.pop()[1].context.close()

    def leave_windows(self):
        """Close them, but for those that a later test may have: a new one would read style and letters anew."""
        left, self._opened = self._opened, []
        for alike, page in left:
            if alike is None or alike in self._left or len(page.context.pages) > 1:
                page.context.close()
                continue
            page.goto("about:blank")
            page.emulate_media(media="null")
            self._left[alike] = page


@pytest.fixture(scope="session")
def _reading(chromium, demo, tmp_path_factory):
    # what is only read needs no second process, which would set up and prepare every page anew; what is written has two
    with demo.copy(tmp_path_factory.mktemp("reading")).open(workers=1) as room:
        yield Reading(chromium, room)


@pytest.fixture(scope="session")
def _writing(chromium, demo, tmp_path_factory):
    with demo.copy(tmp_path_factory.mktemp("writing")).open() as room:
        yield Reading(chromium, room)


@pytest.fixture
def book(_reading):
    """The demo book, in which reports are written and nobody comes, goes or changes: its counts stand."""
    yield _reading
    _reading.leave_windows()


@pytest.fixture
def own_book(_writing):
    """The demo book to write in; a test uses people of its own and counts nothing that another may change."""
    yield _writing
    _writing.close_windows()
