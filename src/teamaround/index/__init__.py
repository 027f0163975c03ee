"""The index: who is involved with a child, and finding the child."""
