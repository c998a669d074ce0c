"""Sổ Xã: the one book of a Vietnamese commune, in which no figure stands without its records."""

VERSION = "0.1.0"
