"""The one way to say no: a sentence for the person who tried."""


class Refused(Exception):
    """An act that may not be taken now; the text says why and what would be right."""
