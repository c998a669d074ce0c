"""Figures follow."""
