import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.text.display import cell_width, fit, printable, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张伟 \u3000[red]x[/", "张伟 \u3000[red]x[/"),
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\u202eb\u2066c\u200bd", "a\ufffdb\ufffdc\ufffdd"),
        ("a\tb\nc\r\x85\u2028", "a b\ufffdc\ufffd\ufffd\ufffd"),
        ("王\U0003134a\ue863", "王\U0003134a\ue863"),
    ],
)
def test_nothing_steers_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_line_breaks_stay_where_lines_are_wanted() -> None:
    assert printable("a\nb\rc", lines=True) == "a\nb\ufffdc"


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in printable(text))


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("张伟abc", 7, "张伟abc"),
        ("张伟abc", 6, "张伟a…"),
        ("张伟abc", 4, "张…"),
        ("张", 1, "…"),
        ("张", 0, ""),
        ("abc", -1, ""),
    ],
)
def test_text_is_cut_to_columns(text: str, width: int, cut: str) -> None:
    assert fit(text, width) == cut


@given(st.text(alphabet="张伟abcé 𬍛"), st.integers(0, 20))
def test_cut_text_fits_and_padded_text_fills(text: str, width: int) -> None:
    assert cell_width(fit(text, width)) <= width
    assert cell_width(fit(text, width, pad=True)) == width


def test_chinese_breaks_anywhere_but_before_a_mark() -> None:
    assert wrap("联系对象，联系干部", 10) == ["联系对象，", "联系干部"]
    assert wrap("联系对象，联系干部", 8) == ["联系对", "象，联系", "干部"]
    assert wrap("one two three", 8) == ["one two", "three"]


def test_a_day_among_chinese_is_not_parted() -> None:
    assert wrap("应于2026-06-30前联系", 12) == ["应于", "2026-06-30前", "联系"]


@given(st.text(alphabet="联系，。a1- ", max_size=40), st.integers(4, 20))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    longest = max((cell_width(word) for word in text.replace("联", " ").replace("系", " ").split()), default=0)
    assert all(cell_width(line) <= max(width, longest + 2) for line in lines)
