"""Measures what the program must reach: pages, figures and import, on a generated province, on both databases."""
