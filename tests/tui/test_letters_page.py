"""A letter as text on the screen says what the page says, and stands as the page does."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from liaison.letters.fields import LetterChannel, PieceState, Zone
from liaison.letters.pieces import LetterText, PrintJob, PrintPiece, SenderFace
from liaison.people.fields import Language
from liaison.tui.screens.letters_page import PAGE_WIDTH, envelope_lines, letter_lines

PIECE = PrintPiece(
    id=1,
    position=1,
    code="222MR5",
    language=Language.ZH_HANS,
    channel=LetterChannel.POST,
    zone=Zone.MAINLAND,
    state=PieceState.DRAFTED,
    names=("张伟",),
    addressee=("张伟先生",),
    address_lines=("浙江省杭州市", "文三路100号", "张伟先生"),
    name_line=2,
    postcode="310012",
    country="CN",
    place="浙江杭州",
    cadre="",
    salutation="尊敬的张伟先生：",
    body="见字如面。\n谨致问候。",
)
TEXTS = {
    Language.ZH_HANS: LetterText(
        Language.ZH_HANS, "一封家书", ("此致", "敬礼！"), ("临溪县侨联", "会长　沈海明"), "2027年1月5日"
    ),
    Language.EN: LetterText(
        Language.EN, "A Letter from Home", ("Yours sincerely,",), ("Shen Haiming",), "5 January 2027"
    ),
}
JOB = PrintJob("家书", "春节", date(2027, 2, 6), SenderFace("侨联", letterhead="临溪县侨联"), TEXTS, (PIECE,))


def test_a_chinese_letter_greets_flush_left_indents_and_signs_at_the_right() -> None:
    lines = letter_lines(JOB, PIECE)
    assert lines[0].strip() == "临溪县侨联"
    assert "一 封 家 书" in [line.strip() for line in lines]
    start = lines.index("尊敬的张伟先生：")
    assert lines[start + 1 : start + 5] == ["　　见字如面。", "　　谨致问候。", "　　此致", "敬礼！"]
    for line in ("会长　沈海明", "2027年1月5日"):
        shown = next(each for each in lines if each.strip() == line)
        assert cell_len(shown) == PAGE_WIDTH - 4
    assert lines[-1] == "222MR5".rjust(PAGE_WIDTH)
    assert envelope_lines(PIECE) == ["310012", *PIECE.address_lines]


def test_an_english_letter_has_its_day_first_and_all_at_the_left() -> None:
    piece = replace(PIECE, language=Language.EN, salutation="Dear Mr. Zhang,", body="Hello.\nGoodbye.")
    lines = [line for line in letter_lines(JOB, piece)[4:] if line]
    assert lines[:4] == ["5 January 2027", "Dear Mr. Zhang,", "Hello.", "Goodbye."]
    assert lines[4:6] == ["Yours sincerely,", "Shen Haiming"]


@settings(max_examples=30)
@given(
    st.text(st.sampled_from("家乡的桂花又开了，。！Langang 2027-01-05 é\n"), max_size=400),
    st.sampled_from([Language.ZH_HANS, Language.EN]),
)
def test_no_line_is_wider_than_the_page_and_nothing_is_lost(body: str, language: Language) -> None:
    lines = letter_lines(JOB, replace(PIECE, body=body, language=language))
    assert all(cell_len(line) <= PAGE_WIDTH or " " not in line.strip() for line in lines)
    assert "".join(body.split()) in "".join("".join(lines).split())


@pytest.mark.parametrize("postcode", ["", "95112"])
def test_a_postcode_within_the_address_is_not_repeated(postcode: str) -> None:
    piece = replace(PIECE, postcode=postcode, address_lines=("Mr. Alan Chen", "SAN JOSE CA  95112", "UNITED STATES"))
    assert envelope_lines(piece) == list(piece.address_lines)
