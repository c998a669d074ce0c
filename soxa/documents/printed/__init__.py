"""A register on paper: the ten columns of the annex, every number of the book in its place, on A4 turned sideways."""
