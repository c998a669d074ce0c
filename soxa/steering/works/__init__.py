"""Public works: what is built with whose money, how far it has come, what the people gave, and what their supervision found."""
