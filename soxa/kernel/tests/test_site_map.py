"""The site map: an address is looked for in the rooms whose pages begin with its first word."""

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, URLResolver, get_resolver, path, resolve, reverse

from soxa.urls import FirstWord


def nothing(request):
    return HttpResponse()


def test_a_room_is_asked_only_for_addresses_that_begin_with_a_word_of_its_own():
    room = FirstWord([path("sinh-hoat/<int:pk>/", nothing), path("lich/", nothing), path("", nothing)])
    assert room.match("sinh-hoat/7/") == ("sinh-hoat/7/", (), {})
    assert room.match("") == ("", (), {})
    assert room.match("sinh-hoat-khac/7/") is None
    assert str(room) == ""


def test_a_page_that_begins_with_no_word_of_its_own_is_refused_at_once():
    with pytest.raises(ValueError, match="<slug:any>"):
        FirstWord([path("<slug:any>/", nothing)])


def test_pages_of_every_room_are_found_and_named():
    rooms = [one for one in get_resolver("soxa.urls").url_patterns if isinstance(one, URLResolver)]
    assert len(rooms) >= 9
    assert resolve(reverse("mine")).url_name == "mine"
    assert resolve(reverse("meeting", args=[5])).kwargs == {"pk": 5}
    for address in ("/khong-co/", "/sinh-hoat/x/y/z/", "/sinh-hoat"):
        with pytest.raises(Resolver404):
            resolve(address)
