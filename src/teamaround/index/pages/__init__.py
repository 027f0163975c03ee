"""Pages of the index: find, register, who is involved, being put in touch."""
