"""Opening agencies' CSV and XLSX files and writing them back; plain Python, rows streamed.

`opening.open_file` finds out what a file is and how it is written, and says what it is not
sure of. `writing.write_back` makes the same kind of file again with a column of reasons.
"""
