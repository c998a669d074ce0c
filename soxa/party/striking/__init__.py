"""Strike-off as a case: months missed raise a question, a person opens the case, the cell votes, the committee decides."""
