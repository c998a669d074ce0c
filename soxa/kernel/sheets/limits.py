"""How large a workbook may be before it is refused, and how many faults are told one by one."""

FILE_BYTES = 25 * 1024 * 1024
UNPACKED_BYTES = 300 * 1024 * 1024  # all parts of a zipped workbook together
MEMBERS = 5_000  # parts inside a zipped workbook
ROWS = 200_000  # over all sheets
CELLS = 20_000_000  # the rectangle of one sheet, empty cells included: the reader holds it whole in memory
TOLD_FAULTS = 200
SHOWN_LETTERS = 40  # of a value, in a message
HEADING_ROWS = 60  # how far down a sheet the heading is looked for
HEADING_DEPTH = 3  # rows a heading may take
EARLIEST_YEAR, LATEST_YEAR = 1850, 2100
TEXT_LETTERS = 32_767  # what one cell of a workbook can hold
