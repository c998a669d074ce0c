"""What PostgreSQL is asked: every question that the program puts, by one test at least that judges the answer."""
