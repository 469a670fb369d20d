import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.text.folding import fold

# Letters of every kind that names, pinyin and numbers bring, and what stands between them.
TEXT = st.text(alphabet=st.sampled_from("张伟欧阳娜𬍛abcxyzABÉéßøŁ０１19 ·-_，\u0301Зояΐかİ")) | st.text()


@given(TEXT, TEXT)
def test_folding_a_part_gives_a_part_of_the_folded(first: str, second: str) -> None:
    assert fold(first) + fold(second) == fold(first + second)


UNASSIGNED = 0x40000
"""From here on come planes without letters."""


def test_folding_twice_changes_nothing() -> None:
    for code in range(UNASSIGNED):
        once = fold(chr(code))
        assert fold(once) == once


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Ｔａｎ　ＸＭ", "tan xm"), ("José Müller", "jose muller"), ("Łódź", "lodz"), ("STRASSE", fold("straße"))],
)
def test_folding_overlooks_case_width_and_accents(typed: str, folded: str) -> None:
    assert fold(typed) == folded
