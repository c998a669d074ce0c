"""One structured paper and its three outputs: an HTML fragment, a Word file and a PDF."""
