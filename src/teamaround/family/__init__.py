"""The family's own page: a parent or a young person sees their plan by a link, and says what they think.

Each person has an invitation and a page of their own. Nobody sees what another of the family
said, where they live, or what they agreed to (R26).
"""
