import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.text.display import cell_width, fit, printable


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
