"""What the planning of cadres is judged by: people for a post, posts for a person, shares of the young and of women."""

from dataclasses import dataclass

from soxa.law.acts import QD_377
from soxa.law.citation import cites


@dataclass(frozen=True)
class Bounds:
    """The bounds in force: people for one post, posts for one person, shares in per cent, and up to which age one is young."""

    fewest: int
    most: int
    posts_most: int
    young_percent: int
    women_percent: int
    young_age: int


TOO_FEW, TOO_MANY = "too_few", "too_many"


@cites(QD_377.at(""))
def post_finding(people: int, bounds: Bounds) -> str:
    """What is to be said of a post with so many people planned: too few, too many, or nothing."""
    if people < bounds.fewest:
        return TOO_FEW
    return TOO_MANY if people > bounds.most else ""


@cites(QD_377.at(""))
def too_many_posts(posts: int, bounds: Bounds) -> bool:
    """Whether one person is planned for more posts than allowed."""
    return posts > bounds.posts_most


@cites(QD_377.at(""))
def short_of(part: int, whole: int, percent: int) -> bool:
    """Whether a share of the people planned lies below the bound; a planning without people is short of nothing."""
    return whole > 0 and part * 100 < percent * whole


@cites(QD_377.at(""))
def higher(level: str, held: str) -> bool:
    """Whether a level of political theory lies above the one held; one that is not known lies below every other."""
    order = ("sơ cấp", "trung cấp", "cao cấp")
    places = {name: place for place, name in enumerate(order)}
    return places.get(level, -1) > places.get(held.strip().lower(), -1)
