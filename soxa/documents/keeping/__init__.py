"""Keeping: the yearly file plan, the files in it with their documents, terms of keeping, holds and destruction."""
