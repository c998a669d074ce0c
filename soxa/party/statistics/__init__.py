"""The statistics of members: basic forms 1 to 4 of the Party's guidance, read from the book and checked by themselves."""
