"""Pages of reported values and of criteria."""
