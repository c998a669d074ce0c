"""Pictures of signatures and seals that the book keeps sealed, for who signs and who seals with them."""
