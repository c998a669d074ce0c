"""Meetings: who is summoned and when, who came, what was decided, and which cells have sent nothing yet."""
