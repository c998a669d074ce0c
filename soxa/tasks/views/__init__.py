"""Pages of tasks: the list, one task and its steps, giving, and the board of what is overdue."""
