"""Photographs of shoppers: drawn anew, without what else was in the file; the rest is refused by name."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from catalog.domain import media, photographs, reviews
from catalog.models import Picture
from commerce.jobs.models import Job
from commerce.kernel import scanning
from tests.factories.reviews import make_opinion, make_review, photograph
from tests.factories.shop import make_variant

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def take(*files, scope="oln_1", room=5):
    return photographs.take(files=files, scope=scope, room=room)


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("drawing.jpg", SVG),
        ("page.html", b"<script>alert(1)</script>"),
        ("program.jpg", b"MZ\x90\x00" + b"\0" * 200),
        ("virus.jpg", scanning.EICAR),
        ("empty.jpg", b""),
        ("cut.jpg", photograph().read()[:300]),
    ],
)
def test_what_is_no_picture_is_refused_by_name(name, content):
    taken, refused = take(file(name, content), photograph("mug.jpg"))
    assert len(taken) == 1
    (words,) = refused
    assert words.startswith(f"{name}: ")
    assert words.endswith(".")


def test_a_picture_with_a_virus_behind_it_is_refused():
    taken, refused = take(file("mug.jpg", photograph().read() + scanning.EICAR))
    assert (taken, len(refused)) == ([], 1)


def test_more_than_ten_megabytes_are_refused():
    taken, (words,) = take(file("huge.jpg", photograph().read() + b"\0" * (10 << 20)))
    assert taken == []
    assert words == "huge.jpg: The picture has more than 10 MB."


def test_a_name_is_no_place_for_markup():
    _taken, (words,) = take(file("<b>a.jpg", b"x"))
    assert words.startswith("ba.jpg: ")


def test_beyond_the_room_the_first_are_taken():
    taken, refused = take(*(photograph() for _ in range(3)), room=2)
    assert (len(taken), len(refused)) == (2, 1)
    assert take(photograph(), room=0)[0] == []


def test_where_it_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010E] = "12 Robb Street"
    exif[0x8825] = {1: "N", 2: (6.0, 48.0, 30.0)}
    (taken,), _refused = take(photograph(exif=exif))
    for width in taken.columns["webp"]:
        content = media.path_of(taken.columns["digest"], width, "webp").read_bytes()
        assert b"Robb" not in content
        assert not dict(Image.open(BytesIO(content)).getexif())


def test_what_was_accepted_is_known_again_for_the_same_line_only():
    (one,), _refused = take(photograph())
    assert photographs.recall(tokens=[one.token, one.token], scope="oln_1") == [one]
    assert photographs.recall(tokens=[one.token], scope="oln_2") == []
    assert photographs.recall(tokens=[one.token + "x", "", "a:b:c"], scope="oln_1") == []


def test_lost_and_old_ones_are_left_out(monkeypatch):
    (one,), _refused = take(photograph())
    monkeypatch.setattr(photographs, "KEPT_SECONDS", -1)
    assert photographs.recall(tokens=[one.token], scope="oln_1") == []
    monkeypatch.undo()
    media.path_of(one.columns["digest"], 320, "webp").unlink()
    assert photographs.recall(tokens=[one.token], scope="oln_1") == []


def test_they_hang_on_the_review_and_avif_follows():
    taken, _refused = take(photograph(), photograph(size=(900, 900)))
    review = reviews.write(
        reference="oln_1", product=make_variant().product, author=None, opinion=make_opinion(), photographs=taken
    )
    assert review.picture_count == review.pictures.filter(state="ready").count() == 2
    assert [each.position for each in review.pictures.all()] == [1, 2]
    assert Job.objects.filter(kind="catalog.encode_avif").count() == 2


def test_taken_away_and_added_while_it_is_changed():
    taken, _refused = take(photograph(), photograph())
    review = make_review()
    changed = reviews.rewrite(review=review, opinion=make_opinion(), photographs=taken)
    first = changed.pictures.first().public_id
    more, _refused = take(photograph())
    changed = reviews.rewrite(review=review, opinion=make_opinion(), dropped=[first], photographs=more)
    assert (changed.picture_count, changed.pictures.count()) == (2, 2)
    assert not changed.pictures.filter(public_id=first).exists()


def test_no_more_than_five_and_nobody_elses_are_taken_away():
    other = make_review()
    taken, _refused = take(*(photograph() for _ in range(5)))
    other = reviews.rewrite(review=other, opinion=make_opinion(), photographs=taken)
    mine = reviews.rewrite(review=make_review(), opinion=make_opinion(), photographs=taken)
    theirs = [each.public_id for each in other.pictures.all()]
    with pytest.raises(reviews.Refused):
        reviews.rewrite(review=mine, opinion=make_opinion(), dropped=theirs, photographs=taken[:1])
    assert other.pictures.count() == mine.pictures.count() == 5


def test_files_of_a_review_are_not_tidied_away_and_others_are(tmp_path):
    import os

    (kept, lost), _refused = take(photograph(), photograph(size=(640, 640)))
    reviews.write(
        reference="oln_1", product=make_variant().product, author=None, opinion=make_opinion(), photographs=[kept]
    )
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for folder in (tmp_path / "pictures").iterdir():
        os.utime(folder, (long_ago, long_ago))
    assert media.tidy() == 1
    assert [folder.name for folder in (tmp_path / "pictures").iterdir()] == [kept.columns["digest"]]
    assert Picture.objects.filter(digest=lost.columns["digest"]).count() == 0
