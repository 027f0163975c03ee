"""Adds common assessments to families that came without: who has one, and who is then involved."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from teamaround.site.demo.county.assessing import Family, Teller, tales_for, times
from teamaround.site.demo.county.geography import HOME
from teamaround.site.demo.county.ground import Ground
from teamaround.site.demo.county.shapes import Child, Episode, Household, Involvement

ASSESSED = 0.027
STATES = ("open", "recent", "closed")
STATE_SHARES = (58, 20, 22)


def with_assessments(household: Household, ground: Ground, rng: Random) -> Household:
    """The household, now and then with an assessment of one of its children."""
    for number, child in enumerate(household.children):
        if rng.random() < ASSESSED:
            assessed = _assessed(child, household, ground, rng)
            if assessed is not None:
                return _put(household, number, *assessed)
    return household


def involved_through(child: Child, episode: Episode, ground: Ground) -> Child:
    """The child with those who lead and contribute among its involvements."""
    known = {each.agency for each in child.involvements if each.ends_on is None}
    known |= {each.agency for each in child.attendances}
    people = [episode.started_by, *(lead.practitioner for lead in episode.leads)]
    people += [each.practitioner for each in episode.contributions]
    found = list(child.involvements)
    for key in people:
        post = ground.post_of(key)
        if post.agency not in known:
            known.add(post.agency)
            reason = ground.names.get(post.service, "Common assessment")
            found.append(
                Involvement(
                    post.agency,
                    post.service,
                    key,
                    f"Ring {post.telephone}",
                    reason,
                    episode.started_on,
                    episode.closed_on,
                )
            )
    return replace(child, involvements=tuple(found))


def _assessed(
    child: Child, household: Household, ground: Ground, rng: Random
) -> tuple[Child, Episode] | None:
    if child.authority != HOME or child.shield is not None or child.died_on is not None:
        return None
    family = Family(child, household.carers, household.relationships)
    main = family.main()
    if main is None or main.type != "mother":
        return None
    age = -1
    if child.born_on is not None:
        age = (ground.today - child.born_on).days // 365
        if (ground.today - child.born_on).days < 30:
            return None
    tales = tales_for(age, language=child.first_language)
    if not tales:
        return None
    state = "open" if age < 1 else rng.choices(STATES, STATE_SHARES)[0]
    if age < 4 and state == "closed":
        state = "open"
    when = times(state, ground.today, child.born_on, rng)
    episode = Teller(rng.choice(tales), family, ground, when, rng).episode()
    return involved_through(child, episode, ground), episode


def _put(household: Household, number: int, child: Child, episode: Episode) -> Household:
    children = list(household.children)
    children[number] = child
    return replace(household, children=tuple(children), episodes=(episode,))
