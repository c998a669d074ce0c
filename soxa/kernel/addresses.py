"""How records are named in addresses, by a key the database can hold; and where an address leads that only takes what a button sends."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, register_converter, resolve
from django.utils.translation import gettext as _

KEY = re.compile("[0-9]{1,18}")


class Key:
    """The key of a record: at most 18 digits, so that every one fits the database's whole numbers."""

    regex = KEY.pattern

    def to_python(self, text: str) -> int:
        """The key as a number."""
        return int(text)

    def to_url(self, key: int) -> str:
        """The key as an address writes it."""
        return str(key)


register_converter(Key, "key")


def led_back(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who opens the address of a button (kept, typed, or come back to after signing in) is led to the page it stands on."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or request.method not in ("GET", "HEAD"):
            return response
        words = _("Chưa ghi gì: địa chỉ vừa mở là của một nút bấm. Bấm lại nút ấy ở trang này.")
        told: Any = messages.get_messages(request)
        if words not in {one.message for one in told}:
            messages.warning(request, words)
        told.used = False
        return redirect(page_above(request.path))

    return answer


def page_above(address: str) -> str:
    """The nearest address above this one that is a page of the book."""
    parts = address.strip("/").split("/")[:-1]
    while parts:
        above = f"/{'/'.join(parts)}/"
        try:
            resolve(above)
        except Resolver404:
            parts.pop()
        else:
            return above
    return "/"
