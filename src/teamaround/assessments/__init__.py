"""The common assessment: one shared picture of how things are for a child.

A **form** is data with a version and dates. An **assessment** is one child's, begun by one
agency with one version of the form. It has **answers**; each belongs to a part of the form
and to whoever wrote it. Others **contribute**: they are asked, or offer, and give their part.

1. A child has one open assessment. Whoever would start another is shown the first.
2. Blanks are always allowed, and nothing is ever added up into a score.
3. Nothing is shared before the family's agreement is recorded.
4. Two people in one box: neither text is lost, both are shown.
5. A contributor writes only what was asked for, and need not see the rest.
"""
