"""The rules of the house that no ready-made tool holds."""
