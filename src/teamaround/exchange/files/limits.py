"""How much of a file is read before it is refused, so that no file can fill the memory or the disk."""

MOST_BYTES = 100 * 1024 * 1024
MOST_ROWS = 500_000
LAST_ROW = 1_048_576  # a spreadsheet has no more, blank ones included
MOST_COLUMNS = 500
LONGEST_CELL = 32_767  # what a spreadsheet's cell can hold
LONGEST_LINE = 1_000_000
MOST_LINES_IN_A_ROW = 1_000
MOST_UNPACKED_BYTES = 400 * 1024 * 1024
MOST_SHARED_TEXT_BYTES = 150 * 1024 * 1024
MOST_TIMES_PACKED = 200
SMALL_ENOUGH_TO_UNPACK = 20 * 1024 * 1024
MOST_PARTS = 2_000
