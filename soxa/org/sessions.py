"""Who is signed in is kept in the book, as Django does it; the question of every page is put together once."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from soxa.kernel.asked_again import one_row

_session_of = one_row(lambda key: Session.objects.filter(session_key=key))


class SessionStore(DjangoStore):
    """A browser's session; one that is over is none."""

    def _get_session_from_db(self) -> Any:
        session = _session_of(self.session_key)
        if session is None or session.expire_date <= timezone.now():
            self._session_key = None
            return None
        return session
