"""The check-up of a book and its machine: what is well, what is not, and what to do, in words; one table for page and command."""
