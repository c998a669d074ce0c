"""Amounts of money are kept in đồng and printed in the unit that a measure names."""

from decimal import Decimal

# unit of measure → how many đồng one of it is
DONG = {
    "đồng": Decimal(1),
    "nghìn đồng": Decimal(1_000),
    "triệu đồng": Decimal(1_000_000),
    "tỷ đồng": Decimal(1_000_000_000),
}


def in_dong(value: Decimal, unit_word: str) -> Decimal:
    """What the book keeps for a value told in `unit_word`: đồng for money, the value itself for all else."""
    return value * DONG.get(unit_word, Decimal(1))


def as_printed(kept: Decimal, unit_word: str) -> Decimal:
    """A kept value in the unit it is printed in, exactly."""
    return kept / DONG.get(unit_word, Decimal(1))
