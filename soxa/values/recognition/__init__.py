"""Recognition of communes of the new countryside: the decision, its withdrawal, and what a commune lacks to be proposed."""
