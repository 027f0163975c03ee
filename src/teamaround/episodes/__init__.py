"""What follows the assessment: a lead practitioner, actions, a review date; and "worried now".

An **episode** runs from the family's agreement to closure. It is *active* once somebody has
accepted to **lead**. **Actions** say what, who and by when. A **worry** is a fear of
significant harm: it goes to those who receive worries at once and asks for no consent.

1. No episode is active before the family's agreement is recorded.
2. One accepted lead at a time; nobody leads who has not accepted.
3. A manager knows before anybody accepts.
4. A review ends in a next date or in a reason for closing.
5. Saying that you are worried never waits for anything else on the page.
"""
