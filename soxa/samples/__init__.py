"""Invented books: the demo commune, published figures replayed, and a generated province to measure with."""
