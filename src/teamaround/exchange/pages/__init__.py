"""Pages of agencies' files: send one, settle its columns, preview, progress, report, rows that wait."""
