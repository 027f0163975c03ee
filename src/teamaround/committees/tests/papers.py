"""A paper on its way to a meeting: for the tests."""

from datetime import date

from teamaround.accounts.door import acting
from teamaround.committees import jobs
from teamaround.committees.rules.bodies import BodyKind
from teamaround.committees.services import bodies, meetings, papers, publishing
from teamaround.committees.services.bodies import NewHolding

MEETING = date(2026, 12, 8)
TEXTS = {
    "item_number": "CA7",
    "title": "How children are helped",
    "report_by": "the Director of Children’s Services",
    "introduction": "This tells how children are helped.\n\nIt goes on from [paragraph 1].\n\n- sooner\n- nearer",
    "consultation": "Parents were asked until the end of October.",
    "financial": "There are none.",
    "legal": "There are none.",
    "equality": "Children who are disabled wait longer; see [annex 1].",
    "recommendations": "note the report\nask the Director\n- to work with partners\n- to report to the Board\nsubject to [recommendation b], let the Director settle the details",
    "signature": "May Lund, Director of Children’s Services",
    "annexes": "Waiting by area",
    "contact": "Ned Roe, Head of Help, 01865 000000",
    "dated": "November 2026",
}


def cabinet(world, keeper, name="Cabinet"):
    with acting(keeper, now=world.now):
        return bodies.found_body(
            authority_id=world.ashby, kind=BodyKind.EXECUTIVE, name=name, starts_on=date(2001, 5, 1), by=keeper,
            now=world.now,
        )  # fmt: skip


def director(world, keeper, who="lead"):
    """A post that Leo Marsh holds."""
    here = {"authority_id": world.ashby, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        post = bodies.make_post(title="Director of Children’s Services", starts_on=date(2012, 4, 1), **here)
        new = NewHolding("Leo Marsh", date(2024, 1, 1), practitioner_id=world.practitioner[who].pk)
        bodies.hold(ref=post.ref, new=new, **here)
    return post


def begins(world, keeper, body, *, on=MEETING, **texts):
    with acting(keeper, now=world.now):
        item = meetings.plan_item(
            body_ref=body.ref, title="How children are helped", meeting_on=on, by=keeper, now=world.now
        )
        return papers.begin_paper(
            item_ref=item.ref, template_key="council_report", texts=TEXTS | texts, by=keeper, now=world.now
        )


def writes(world, keeper, paper, *, version=None, **texts):
    paper.refresh_from_db()
    with acting(keeper, now=world.now):
        return papers.write(
            ref=paper.ref, version=version or paper.version, texts=texts, by=keeper, now=world.now
        )


def signs(world, by, paper, *offices, said="Their e-mail of 2 December"):
    with acting(by, now=world.now):
        for office in offices or ("finance", "legal", "monitoring", "director"):
            publishing.sign_off(ref=paper.ref, office=office, said=said, by=by, now=world.now)


def publishes(world, keeper, paper, *, now=None, **more):
    with acting(keeper, now=world.now):
        made = publishing.publish(ref=paper.ref, by=keeper, now=now or world.now, **more)
    paper.refresh_from_db()
    return made


def makes_copies():
    """What the background does."""
    while jobs.work_once():
        pass


def whole_copy(client, paper, name):
    """A copy of a draft, asked for and made."""
    client.post(f"/papers/{paper.ref}/copies/", {"once": name})
    makes_copies()
    return client.get(f"/papers/{paper.ref}/{name}").content
