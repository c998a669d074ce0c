"""Filing: the numbers of one catalogue (or of one measure by village) for a period, entered together, checked, approved, locked."""
