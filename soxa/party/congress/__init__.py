"""Congresses of cells and of the commune's Party organisation: planned, held, elected at, and when the next one is due."""
