"""What is worth seeing in the demo: whom to be, what to do, and what then happens."""

from __future__ import annotations

from teamaround.site.demo.county import stories_identity as identity
from teamaround.site.demo.county import stories_team as team
from teamaround.site.demo.county.ground import Ground, Numbers
from teamaround.site.demo.county.shapes import Household, Story

STORIES: dict[str, Story] = {
    story.key: story
    for story in (
        Story("join", "Join the assessment that is there", ("asha-asha",), ("Ayesha (Asha) Marlow-Khan",),
              ("senco", "lead"),
              "As the SENCO, find Asha Marlow, say that you want to start or join an assessment, and open her page.",
              "Who is involved, and that Denise Faraday leads an open assessment. You can ask to contribute, not begin again."),
        Story("siblings", "Brothers and sisters with different surnames",
              ("asha-callum", "asha-asha", "asha-zara"), ("Callum Pike", "Ayesha Marlow-Khan", "Zara Khan"),
              ("lead", "health-visitor"),
              "Open any of the three and look at who lives at the same address, and at the named family.",
              "Three surnames, one home, two fathers, one family that practitioners named."),
        Story("twins", "Twins, one of them shielded", ("imogen-imogen", "isabel-isabel"),
              ("Imogen Fairbrother", "Isabel Fairbrother"), ("police", "duty-social-worker", "index-one"),
              "As the police officer, search for Fairbrother at Imogen's postcode. Then, as the duty social worker, open Isabel's hidden details and give a reason.",
              "Searching by address finds Imogen alone. Isabel shows no address, school, practice or services; opening them alerts the index team at once and ends by itself."),
        Story("same-name", "Same name, same birthday", ("oliver-a-child", "oliver-b-child"),
              ("Oliver Taylor", "Oliver Taylor"), ("gp", "index-one"),
              "Search for Oliver Taylor with his date of birth.",
              "Two boys, told apart by address, school and mother. They are never merged by themselves."),
        Story("unborn", "A child not born yet", ("kasia-baby",), ("Unborn baby Wojnarowska",), ("lead", "health-visitor"),
              "Find Wojnarowska, and open the record of a baby expected in nine weeks.",
              "An expected date in place of a date of birth, a midwife involved, and an assessment begun in good time."),
        Story("newborn", "Born three weeks ago", ("teodor-baby",), ("Teodor Ionescu",), ("health-visitor",),
              "Open Teodor and look at the history of his record.",
              "One record from before the birth until now: nothing was begun anew."),
        Story("shielded", "A child who must not be found", ("jasmine-jasmine",), ("Jasmine Okoro",), ("senco", "index-one"),
              "Search for Jasmine Okoro by name; then by the postcode of her new home.",
              "By name, an entry that shows only what a shielded record may show. By postcode, nothing."),
        Story("adopted", "A new identity", ("dylan-dylan", "freddie-freddie"), ("Dylan Pryce (sealed)", "Freddie Ashdown"),
              ("gp", "index-one"),
              "Search for Freddie Ashdown, then for the name he was born with.",
              "Freddie is found. The old record answers as if there were none, and nothing ties the two."),
        Story("border", "A move across the border", ("marek-marek",), ("Marek Kowalski",), ("senco", "neighbour"),
              "Open Marek, who came from Hernshire five weeks ago; then look as the Hernshire social worker.",
              "Help in Hernshire that has not ended, with somebody to ring, beside his new school."),
        Story("grandmother", "A grandmother with parental responsibility", ("tyrell-tyrell",), ("Tyrell Campbell-Grant",),
              ("senco",), "Open Tyrell and look at who cares for him and who may agree for him.",
              "His grandmother is the main carer and has parental responsibility, beside his mother."),
        Story("separated", "Parents who live apart", ("bethan-bethan",), ("Bethan Llewellyn",), ("senco",),
              "Open Bethan's assessment, which you lead.",
              "Both parents have responsibility, and both views are written down where they differ."),
        Story("own-words", "In the young person's own words", ("dami-dami",), ("Damilola (Dami) Adeyemi",),
              ("lead", "coordinator"), "Open Dami's assessment.",
              "It begins with what Dami says, who is thirteen and looks after his mother."),
        Story("sensitive", "Services that are nobody else's business", ("niamh-niamh",), ("Niamh Gallagher",),
              ("camhs", "senco"), "Open Niamh as the CAMHS practitioner, then as the SENCO.",
              "CAMHS sees its own involvement. Others read that the index team can put them in touch."),
        Story("edge", "Harm as the reason for recording", ("kieran-kieran",), ("Kieran Doyle",), ("youth-justice",),
              "Open Kieran, whose assessment you lead.",
              "A team around a young person whom adults are using; a sensitive service is recorded because of harm and not shown."),
        Story("withdrawn", "A family says no", ("lena-lena",), ("Lena Nowak",), ("lead",),
              "Open Lena's page and look at the agreement.",
              "Agreement was withdrawn three days ago: sharing has stopped, history stays, you decide on closing."),
        Story("finished", "Help that worked", ("haroon-haroon",), ("Haroon Malik",), ("senco",),
              "Try to start an assessment for Haroon.",
              "You meet the one that closed four months ago, with its reasons, before you begin another."),
        Story("handover", "The lead has left", ("sol-sol",), ("Solomon (Sol) Rivers",), ("coordinator",),
              "Open Sol's page.",
              "Carol Winstanley left last week; Nathaniel Osei has been asked to lead and has not answered."),
        Story("twice", "One child, two records", ("jakub-jakub", "jacob-jacob"), ("Jakub Zieliński", "Jacob Zielinski"),
              ("index-one", "index-two"),
              "As Hazel, propose that the two are one; as Samir, decide.",
              "The differences stand side by side, two people decide, and it can be undone."),
        Story("spelling", "Names that nobody types the same way twice", ("zoe-zoe", "zoe-caoimhe"),
              ("Zoë D'Arcy-O'Neill", "Caoimhe D'Arcy-O'Neill"), ("gp",),
              "Search for zoe darcy oneil, or keeva.",
              "Both are found, with the reason for each match in words."),
    )
}  # fmt: skip


def story_households(ground: Ground, numbers: Numbers) -> tuple[Household, ...]:
    """Every household of the stories, always the same."""
    return (
        team.asha(ground, numbers),
        *identity.twins(ground, numbers),
        *identity.same_name(ground, numbers),
        identity.expected(ground, numbers),
        identity.newly_born(ground, numbers),
        identity.in_hiding(ground, numbers),
        *identity.adopted(ground, numbers),
        identity.moved(ground, numbers),
        identity.grandmother(ground, numbers),
        team.two_homes(ground, numbers),
        team.carer_of_thirteen(ground, numbers),
        identity.private(ground, numbers),
        team.edge(ground, numbers),
        team.withdrawn(ground, numbers),
        team.finished(ground, numbers),
        team.handed_over(ground, numbers),
        *identity.twice(ground, numbers),
        identity.spelling(ground, numbers),
    )
