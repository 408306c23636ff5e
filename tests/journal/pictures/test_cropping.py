import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.pictures.cropping import CROPS, box, widths

sides = st.integers(1, 20_000)
percents = st.integers(0, 100)


@pytest.mark.parametrize(
    ("focus", "expected"),
    [((50, 50), (0, 109, 1000, 671)), ((50, 0), (0, 0, 1000, 562)), ((50, 100), (0, 218, 1000, 780))],
)
def test_a_lead_crop_slides_with_the_focal_point(focus, expected):
    assert box(1000, 780, (16, 9), *focus) == expected


def test_the_whole_picture_is_never_cut():
    assert box(1000, 780, None, 0, 0) == (0, 0, 1000, 780)


@given(sides, sides, st.sampled_from([crop.shape for crop in CROPS.values() if crop.shape]), percents, percents)
def test_a_crop_lies_inside_and_touches_two_edges(width, height, shape, x, y):
    left, top, right, bottom = box(width, height, shape, x, y)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height


@pytest.mark.parametrize(
    ("available", "made"), [(4000, (400, 800, 1200, 1600)), (900, (400, 800)), (400, (400,)), (120, (120,))]
)
def test_nothing_is_enlarged(available, made):
    assert widths(available, (400, 800, 1200, 1600)) == made
