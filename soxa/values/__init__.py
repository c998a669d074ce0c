"""Reported values: numbers the commune takes from elsewhere, each with its source, plan, estimate mark and author."""
