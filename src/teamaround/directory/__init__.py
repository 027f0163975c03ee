"""The directory: services for children, young people and families, for anybody to find.

Nothing here is about a child. Whatever the public reads comes from views that cannot hold a
confidential place, and places that are confidential lie behind a wall of their own.
"""
