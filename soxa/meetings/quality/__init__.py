"""The quality of a cell's meeting: scored on a sheet that a commune may change, by the cell and by who follows it."""
