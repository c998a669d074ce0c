"""Tasks: who does what by when, given by a person, a document, a conclusion or a programme, all alike."""
