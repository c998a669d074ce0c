"""Committee members who follow cells: assigned by a paper, over time; a cell that nobody follows is a finding."""
