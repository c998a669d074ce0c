"""Programmes, schemes and plans of work: what carries out a resolution, item by item, and what an inspection of the State found."""
