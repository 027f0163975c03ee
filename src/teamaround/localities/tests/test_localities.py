"""Drawing localities, placing postcodes, and the pages that show them."""

from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.kernel.refusal import Refusal
from teamaround.localities import picture, queries, services
from teamaround.localities.services import NewPostcode

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def square(west, south, side=0.1):
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


@pytest.fixture
def land(world):
    """Two localities side by side, a postcode in each, in the area North."""
    with acting(world.viewer("admin"), now=world.now) as by:
        area = services.add_area(authority_id=world.ashby, code="N", name="North", by=by, now=world.now)
        drawn = [
            services.add_locality(
                area_id=area.pk, code=code, name=name, outline=square(west, 54.0),
                starts_on=date(2020, 1, 1), by=by, now=world.now,
            )
            for code, name, west in (("L1", "Millside", 2.0), ("L2", "Quarry End", 2.1))
        ]  # fmt: skip
        services.add_postcodes(
            [
                NewPostcode("zy11aa", drawn[0].pk, 2.05, 54.05),
                NewPostcode("ZY1 1AB", drawn[1].pk, 2.15, 54.05),
            ],
            by=by,
            now=world.now,
        )
    return drawn


def redraw(world, area_id, outline, **changes):
    new = {"area_id": area_id, "code": "L1", "name": "Millside", "starts_on": date(2026, 4, 1)} | changes
    with acting(world.viewer("admin"), now=world.now) as by:
        return services.add_locality(outline=outline, by=by, now=world.now, **new)


def test_a_postcode_however_written_lies_in_one_locality(land):
    assert queries.of_postcode("zy1 1aa") == land[0]
    assert queries.of_postcode("ZY11AB") == land[1]
    assert queries.of_postcode("ZY9 9ZZ") is None
    assert queries.of_postcode("nowhere") is None


def test_a_new_outline_ends_the_old_one_and_takes_its_postcodes_along(world, land):
    new = redraw(world, land[0].area_id, square(1.9, 54.0, 0.2))
    land[0].refresh_from_db()
    assert land[0].ends_on == date(2026, 3, 31)
    assert queries.of_postcode("ZY1 1AA") == new
    assert [each.name for each in queries.localities(on=date(2026, 3, 31))] == ["Millside", "Quarry End"]
    assert queries.at_point(1.95, 54.1, on=TODAY) == [new]


def test_an_outline_that_cannot_be_or_starts_too_early_is_refused(world, land):
    with pytest.raises(Refusal, match="not closed"):
        redraw(world, land[0].area_id, [[[0, 0], [1, 0], [1, 1], [0, 1]]])
    with pytest.raises(Refusal, match="must start after"):
        redraw(world, land[0].area_id, square(2, 54), starts_on=date(2019, 1, 1))


def test_codes_are_not_taken_twice_and_postcodes_have_their_shape(world, land):
    with acting(world.viewer("admin"), now=world.now) as by:
        with pytest.raises(Refusal, match="already"):
            services.add_area(authority_id=world.ashby, code="N", name="Norf", by=by, now=world.now)
        with pytest.raises(Refusal, match="not shaped"):
            services.add_postcodes([NewPostcode("12345", land[0].pk, 2, 54)], by=by, now=world.now)


def test_the_list_has_every_area_and_locality(land, sign_in):
    text = sign_in("councillor").get("/localities/").content.decode()
    assert "North" in text and "Millside" in text and "Quarry End" in text


def test_one_locality_is_drawn_and_counts_its_agencies(world, land, sign_in):
    from teamaround.agencies import services as agencies
    from teamaround.agencies.rules import AgencyKind

    with acting(world.viewer("admin"), now=world.now) as by:
        agencies.add_agency(
            authority_id=world.ashby, code="x", name="Millside Nursery", kind=AgencyKind.EARLY_YEARS,
            postcode="zy1 1aa", by=by, now=world.now,
        )  # fmt: skip
    page = sign_in("senco").get(f"/localities/{land[0].ref}/")
    text = page.content.decode()
    assert page.status_code == 200 and "Millside Nursery" in text
    assert "1 agency with an address here" in text and "Outline of Millside" in text
    assert sign_in("senco").get("/localities/L-000000000/").status_code == 404


def test_a_postcode_is_asked_by_post_and_is_in_no_address_and_no_record(land, sign_in):
    page = sign_in("senco").post("/localities/postcode/", {"postcode": "zy11aa"})
    assert "It lies in" in page.content.decode() and "Millside" in page.content.decode()
    entry = audit.asked_for(audit.Asked(acts=("localities.postcode_looked_up",))).get()
    assert entry.about == land[0].ref and entry.terms is None and not entry.said


def test_a_postcode_elsewhere_or_misspelt_is_answered_in_words(land, sign_in):
    client = sign_in("senco")
    assert (
        "none of our localities"
        in client.post("/localities/postcode/", {"postcode": "ZY9 9ZZ"}).content.decode()
    )
    wrong = client.post("/localities/postcode/", {"postcode": "hello"})
    assert wrong.status_code == 422 and "Enter a whole postcode" in wrong.content.decode()


def test_the_drawing_keeps_north_up_and_everything_inside():
    frame = picture.frame_around([square(2.0, 54.0), square(2.1, 54.1)])
    west, south = frame.place(2.0, 54.0)
    east, north = frame.place(2.2, 54.2)
    assert (west, north) == (picture.MARGIN, picture.MARGIN)
    assert east == picture.WIDTH - picture.MARGIN and south > north and south <= frame.height
