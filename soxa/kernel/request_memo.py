"""Remembers, for the length of one request, what would be asked of the database again and again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_memo: ContextVar[dict[Any, Any] | None] = ContextVar("request memo", default=None)


@contextmanager
def held_request() -> Iterator[None]:
    """Remember from here to the end of the block; nothing outlives it."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


@contextmanager
def held_reading() -> Iterator[None]:
    """Remember within one reading of many figures: what the request knows is known, what is learnt here is forgotten."""
    token = _memo.set(dict(_memo.get() or {}))
    try:
        yield
    finally:
        _memo.reset(token)


@contextmanager
def held_anyway() -> Iterator[None]:
    """Remember to the end of the block where no request does; within a request it goes on as it is."""
    if remembers():
        yield
        return
    with held_request():
        yield


def remembers() -> bool:
    """Whether what is asked for now is remembered for a while."""
    return _memo.get() is not None


def once_per_request(ask: Callable[P, R]) -> Callable[P, R]:
    """Ask once per request and argument list; outside a request, ask every time."""

    @wraps(ask)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        memo = _memo.get()
        if memo is None:
            return ask(*args, **kwargs)
        key = (remembered, args, tuple(sorted(kwargs.items())))
        if key not in memo:
            memo[key] = ask(*args, **kwargs)
        answer: R = memo[key]
        return answer

    return remembered


def forget(asked: Callable[..., Any]) -> None:
    """Forget the answers of one function, because they were just changed."""
    memo = _memo.get()
    for key in [key for key in memo or {} if key[0] is asked]:
        memo.pop(key)  # type: ignore[union-attr]
