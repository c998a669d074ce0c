"""The book in a real browser: journeys of the people at it, and what every page must keep."""
