"""The catalogue as pages change it: measures of the book's own beside those every book begins with."""
