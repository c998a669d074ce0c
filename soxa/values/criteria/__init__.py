"""Sets of criteria by which communes and villages are measured, and what was found of each indicator, by whom and when."""
