"""Resolutions and the programmes and plans that carry them out, from above down to a cell."""
