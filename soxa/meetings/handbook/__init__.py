"""The export of the electronic handbook, read into the book: what the handbook says of a cell's meetings, beside what the book says."""
