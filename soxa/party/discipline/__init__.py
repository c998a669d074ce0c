"""Discipline of members: proposed, voted, decided, announced, in force for twelve months; seen by the Party's offices and the own cell."""
