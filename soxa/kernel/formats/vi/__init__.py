"""Formats of dates and numbers as Vietnamese offices write them."""
