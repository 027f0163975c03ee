"""Agencies' files: read, understood, previewed, taken in, and answered for row by row.

A **file** comes from one agency. Its **columns** are mapped to **fields**, and the mapping is
remembered for that agency. Each **row** has one **outcome**: matched, new, unchanged, needs a
person, refused or in quarantine. What cannot be used goes back as the same file with a reason
beside each row.

1. Nothing is guessed silently: a column, an encoding or a form of date that is not certain is a question.
2. Every row is accounted for: the outcomes always add up to the rows.
3. The same file twice changes nothing; a file stopped half-way goes on where it stopped.
4. A row that touches a shielded or sealed identity goes to quarantine (R8).
5. A fault names the row, the column, the value and what to do about it.
"""
