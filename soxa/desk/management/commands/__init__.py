"""Commands of Django that the book carries out in its own way."""
