"""The drawings: whole, pure, in one frame."""

from xml.etree import ElementTree

import pytest

from commerce.demo.drawings.kinds import KINDS
from commerce.demo.drawings.looks import LOOKS
from commerce.demo.drawings.palette import COLOURWAYS, GROUNDS, mix
from commerce.demo.drawings.scene import VIEWS, Look, picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_well_formed_in_every_colourway_and_view(kind):
    for colour in COLOURWAYS:
        for view in VIEWS:
            root = ElementTree.fromstring(picture(Look(kind, colour), view, KINDS))
            assert root.tag == f"{SVG}svg"
            assert root.attrib["viewBox"] == "0 0 400 400"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_ids_are_unique_and_every_reference_is_answered(kind):
    svg = picture(Look(kind, "roof"), "companion", KINDS)
    ids = [node.attrib["id"] for node in ElementTree.fromstring(svg).iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    wanted = {part.split(")")[0] for part in svg.split("url(#")[1:]}
    assert wanted <= set(ids)


def test_a_drawing_holds_no_text_and_no_outside_reference():
    for look in LOOKS.values():
        svg = picture(look, "whole", KINDS)
        assert "<text" not in svg
        assert "<image" not in svg
        assert "href" not in svg


def test_the_three_views_differ_and_are_the_same_each_time():
    for look in LOOKS.values():
        drawn = [picture(look, view, KINDS) for view in VIEWS]
        assert len(set(drawn)) == 3
        assert drawn == [picture(look, view, KINDS) for view in VIEWS]


def test_every_kind_stands_on_a_known_ground_beside_a_known_companion():
    for kind in KINDS.values():
        assert kind.ground in GROUNDS
        assert kind.companion in KINDS
        assert kind.companion != kind.name
        assert kind.company in COLOURWAYS


def test_every_kind_is_kept_ready_in_at_least_one_look():
    assert {look.kind for look in LOOKS.values()} == set(KINDS)


def test_colours_mix_between_their_ends():
    assert mix("#000000", "#FFFFFF", 0) == "#000000"
    assert mix("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert mix("#000000", "#C86432", 0.5) == "#643219"
