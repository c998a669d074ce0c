"""Votes of a meeting: by raised card, by paper ballot with its count, electronic where the kind allows; what must agree, and what came out."""
