"""Drawings and photos: made anew, shown to those who may read, taken out with a reason."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from teamaround.accounts.door import opened
from teamaround.assessments import picture_queries, services
from teamaround.assessments.rules import pictures
from teamaround.assessments.services.pictures import made_anew
from teamaround.assessments.tests.world import NOW, acts, agreement
from teamaround.episodes import services as episodes
from teamaround.kernel.refusal import NotVisible, Refusal

CAMERA = 0x0110  # the tag of a photo that says which camera took it


def photo(size=(300, 200), kind="JPEG", **more):
    written = io.BytesIO()
    image = Image.new("RGB", size, "orange")
    exif = image.getexif()
    exif[CAMERA] = "A telling camera"
    image.save(written, kind, **({"exif": exif} if kind == "JPEG" else {}), **more)
    return written.getvalue()


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        call(*args, **kwargs)
    return refusal.value.code


def test_a_picture_is_made_anew_without_what_hid_in_it():
    anew = made_anew(photo((5000, 1000)))
    assert anew.size == (pictures.LONGEST_SIDE, 400)
    assert CAMERA not in anew.getexif()


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_what_phones_and_scanners_send_is_read(kind):
    assert made_anew(photo(kind=kind)).size == (300, 200)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 /OpenAction", b"MZ a program", b"", photo()[:200], "مرحبا".encode(), b"<svg onload=x>"],
)
def test_what_is_no_picture_is_said_to_be_none(content):
    assert refused(made_anew, content) == "no-picture"


def test_what_cannot_be_added_is_refused_in_a_sentence():
    good = {"size": 1, "there": 0, "caption": ""}
    pictures.check_can_add(**good)
    assert refused(pictures.check_can_add, **good | {"size": 0}) == "empty"
    assert refused(pictures.check_can_add, **good | {"size": 40_000_000}) == "too-large"
    assert refused(pictures.check_can_add, **good | {"there": pictures.MOST_PICTURES}) == "too-many"
    assert refused(pictures.check_can_add, **good | {"caption": "x" * 501}) == "too-long"
    assert refused(pictures.check_can_take_out, " ") == "reason"


@pytest.fixture
def begun(world):
    """Asha writes; the mother agreed that health visiting may see it."""
    with opened(world.asha):
        found = services.begin(child_id=world.child_id, by=world.asha, now=NOW)
        episodes.record_agreement(
            child_id=world.child_id, by=world.asha, now=NOW, **agreement(world.cara.agency_id)
        )
        services.share(ref=found.ref, by=world.asha, now=NOW)
    return found


@pytest.mark.django_db
def test_a_drawing_is_added_shown_and_taken_out(world, begun):
    with opened(world.asha):
        kept = services.add_picture(
            ref=begun.ref, content=photo(), caption=" My house ", by=world.asha, now=NOW
        )
        assert (kept.caption, kept.width, kept.height) == ("My house", 300, 200)
        assert [row.ref for row in picture_queries.pictures(begun)] == [kept.ref]
    with opened(world.cara):
        assert bytes(picture_queries.picture(world.cara, kept.ref, at=NOW).image)[:3] == b"\xff\xd8\xff"
        taking = {"ref": kept.ref, "by": world.cara, "now": NOW}
        assert refused(services.take_out_picture, because="No", **taking) == "not-yours"
        assert (
            refused(services.add_picture, content=photo(), caption="", **taking | {"ref": begun.ref})
            == "not-now"
        )
    with opened(world.eve), pytest.raises(NotVisible):
        picture_queries.picture(world.eve, kept.ref, at=NOW)
    with opened(world.asha):
        services.take_out_picture(ref=kept.ref, because="She asked us to", by=world.asha, now=NOW)
        assert not picture_queries.pictures(begun)
        with pytest.raises(NotVisible):
            picture_queries.picture(world.asha, kept.ref, at=NOW)
    assert {"assessments.picture_added", "assessments.picture_taken_out"} <= set(acts())


@pytest.mark.django_db
def test_withdrawal_hides_the_pictures_too(world, begun):
    with opened(world.asha):
        kept = services.add_picture(ref=begun.ref, content=photo(), caption="", by=world.asha, now=NOW)
        episodes.withdraw_agreement(child_id=world.child_id, because="", by=world.asha, now=NOW)
    with opened(world.cara), pytest.raises(NotVisible):
        picture_queries.picture(world.cara, kept.ref, at=NOW)


@pytest.mark.django_db
def test_the_pages_of_a_picture(world, begun, sign_in):
    client = sign_in("senco")
    add = f"/assessments/{begun.ref}/pictures/add/"
    assert "Something of the child" in client.get(add).content.decode()
    typed = {"caption": "My house 🏠"}
    wrong = client.post(add, typed | {"picture": SimpleUploadedFile("house.jpg", b"MZ a program")})
    assert wrong.status_code == 422
    assert "not a picture" in wrong.content.decode() and "My house 🏠" in wrong.content.decode()
    hidden = client.post(
        add, typed | {"picture": SimpleUploadedFile("house.png", b"%PDF-1.7 /Launch /OpenAction")}
    )
    assert hidden.status_code == 422 and "not a picture" in hidden.content.decode()
    large = client.post(
        add, typed | {"picture": SimpleUploadedFile("house.jpg", photo() + bytes(40_000_000))}
    )
    assert large.status_code == 422 and "larger than 20 MB" in large.content.decode()
    assert "My house 🏠" in large.content.decode()  # what was typed is kept
    assert client.post(add, typed).status_code == 422
    sent = client.post(add, typed | {"picture": SimpleUploadedFile("house.jpg", photo())})
    assert sent.status_code == 302
    with opened(world.asha):
        kept = picture_queries.pictures(begun).get()
    read = client.get(f"/assessments/{begun.ref}/").content.decode()
    assert f"/pictures/{kept.ref}/" in read and "My house 🏠" in read
    shown = client.get(f"/pictures/{kept.ref}/")
    assert shown["Content-Type"] == "image/jpeg" and shown["Cache-Control"] == "no-store"
    assert sign_in("neighbour").get(f"/pictures/{kept.ref}/").status_code == 404
    client, out = sign_in("senco"), f"/pictures/{kept.ref}/take-out/"
    assert "Nobody sees it afterwards" in client.get(out).content.decode()
    assert client.post(out, {"because": ""}).status_code == 422
    assert client.post(out, {"because": "She asked us to"}).status_code == 302
    assert client.get(f"/pictures/{kept.ref}/").status_code == 404
