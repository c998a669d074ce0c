"""What was written wrong of cells, cadres, courses and time outside the Party, put right with its basis; never wiped out."""
