"""Documents: registers, numbers, papers, files and signatures of the Party side and the State side."""
