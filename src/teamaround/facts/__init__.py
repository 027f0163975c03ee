"""Facts: numbers that were taken, each with its question, what it was made of, its day and a hash.

A **measure** is a question that the product can answer from its own records, for any day; the
packages above say which there are, and this one knows none of them. A **fact** is one answer,
written down once. It never changes: **counted again**, the same records give the same hash, and
what was put right since shows as a difference. Where a number would be about fewer than five
children it is kept back, in words, before it is written down.
"""
