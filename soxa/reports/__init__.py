"""Reports: texts written around figures, set in the Party's layout, and held against the book."""
