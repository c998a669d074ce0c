"""After the meeting: minutes and resolution written from the record, conclusions as tasks, the notebook's photograph, the handbook."""
