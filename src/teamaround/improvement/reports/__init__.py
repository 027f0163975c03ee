"""Reading the text of a report that somebody brings: what kind of file it is, and its words with their pages."""
