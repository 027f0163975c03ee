"""Improvement: what reviews and inspections found, what was recommended, and what is done about it.

A **review** (an inspection is one by somebody outside) belongs to a **regime** whose words of
judgement are data with a version: a judgement keeps the inspector's own word and is compared only
with one on the same **scale**. **Findings** are strengths as well as weaknesses. Each
**recommendation** has a day by which it is due; one that hangs on another cannot be acted on
before that one is settled (R32), and none may be left without an **action** (R31).
"""
