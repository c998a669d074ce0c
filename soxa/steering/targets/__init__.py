"""Targets of a year: what is to be reached, by which plan, and how it stood at each assessment."""
