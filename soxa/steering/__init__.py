"""Steering: what a resolution asks for, the targets that measure it, and how they stand at each assessment."""
