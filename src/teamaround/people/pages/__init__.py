"""Pages about who a child is: what is recorded, and changing it without losing what was."""
