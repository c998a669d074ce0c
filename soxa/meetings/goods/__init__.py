"""Four goods: each year a cell and a grassroots organisation assess themselves by four contents, are appraised, and are recognised or not."""
