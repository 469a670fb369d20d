"""How letters end: what fits each festival, in three languages, and what does not fit Qingming."""

from datetime import date

import pytest

from liaison.calendar.festivals import Festival
from liaison.letters.closings import allowed_closings, closing_lines, date_line, default_heading, unfit_words
from liaison.letters.fields import Closing, LetterKind
from liaison.people.fields import Language

OCCASIONS = (None, *Festival)


@pytest.mark.parametrize("festival", OCCASIONS)
def test_every_allowed_closing_has_its_words_in_every_language(festival: Festival | None) -> None:
    allowed = allowed_closings(festival)
    assert Closing.NONE in allowed
    assert len(set(allowed)) == len(allowed) >= 3
    for closing in allowed:
        lines = {language: closing_lines(closing, language, festival) for language in Language}
        assert all(bool(said) is (closing is not Closing.NONE) for said in lines.values())
        assert all(said.isascii() for said in lines[Language.EN])
        assert unfit_words("\n".join(lines[Language.ZH_HANS]), Festival.QINGMING) == () or festival not in {
            Festival.QINGMING,
            None,
        }


def test_nothing_festive_closes_a_letter_at_qingming() -> None:
    assert set(allowed_closings(Festival.QINGMING)) == {Closing.QUIET, Closing.RESPECTFUL, Closing.NONE}
    for closing in allowed_closings(Festival.QINGMING):
        for language in Language:
            text = " ".join(closing_lines(closing, language, Festival.QINGMING))
            assert unfit_words(text, Festival.QINGMING) == ()


def test_each_festival_closes_with_its_own_wishes_first() -> None:
    firsts = {festival: allowed_closings(festival)[0] for festival in OCCASIONS}
    assert firsts[Festival.SPRING] is Closing.NEW_YEAR
    assert firsts[Festival.MID_AUTUMN] is Closing.MID_AUTUMN
    assert firsts[Festival.QINGMING] is Closing.QUIET
    assert all(Closing.NEW_YEAR not in allowed_closings(each) for each in OCCASIONS if each is not Festival.SPRING)


@pytest.mark.parametrize(
    ("festival", "season"),
    [
        (None, "时祺！"),
        (Festival.SPRING, "春祺！"),
        (Festival.DRAGON_BOAT, "夏祺！"),
        (Festival.DOUBLE_NINTH, "秋祺！"),
    ],
)
def test_wishes_for_the_season_name_the_season(festival: Festival | None, season: str) -> None:
    assert closing_lines(Closing.SEASON, Language.ZH_HANS, festival) == ("顺颂", season)


def test_words_that_do_not_fit_qingming_are_named_at_qingming_alone() -> None:
    text = "值此佳节，祝您清明快乐，闔家團圓！Happy Qingming, unhappy as we are."
    assert unfit_words(text, Festival.QINGMING) == ("快乐", "佳节", "團圓", "happy")
    assert unfit_words(text, Festival.MID_AUTUMN) == ()
    assert unfit_words("慎终追远，缅怀先人。", Festival.QINGMING) == ()


def test_headings_and_days_are_written_in_three_languages() -> None:
    assert [default_heading(LetterKind.HOME_LETTER, each) for each in Language] == [
        "一封家书",
        "一封家書",
        "A Letter from Home",
    ]
    assert [date_line(date(2027, 1, 8), each) for each in Language] == [
        "2027年1月8日",
        "2027年1月8日",
        "8 January 2027",
    ]
    assert all(default_heading(kind, each) for kind in LetterKind for each in Language)
