"""Reviews of a resolution or a programme, written from the record, and the shortcomings they state, followed until put right."""
