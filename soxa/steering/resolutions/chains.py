"""What stands above what, and what would stand above itself."""

from collections.abc import Mapping


def chain(key: int, above: Mapping[int, int | None]) -> list[int]:
    """The texts above one, the nearest first; ends where it would begin again."""
    found: list[int] = []
    up = above.get(key)
    while up is not None and up != key and up not in found:
        found.append(up)
        up = above.get(up)
    return found


def makes_cycle(key: int, parent: int, above: Mapping[int, int | None]) -> bool:
    """Whether one would stand above itself if it carried out `parent`."""
    return key == parent or key in chain(parent, above)
