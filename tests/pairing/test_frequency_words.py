"""How often, by which kinds and by whom: in the words people write, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import InvalidInputError
from liaison.pairing.fields import (
    counted_by_cell,
    frequency_cell,
    kinds_cell,
    parse_counted_by,
    parse_frequency,
    parse_kinds,
    show_frequency,
    show_kinds,
)
from liaison.pairing.terms import CALENDAR_MONTHS, ROLLING_UNITS, Basis, CountedBy, Frequency, Unit
from liaison.text.words import use_language
from liaison.visits.fields import ContactKind

frequencies = st.one_of(
    st.builds(Frequency, st.just(Basis.CALENDAR), st.integers(1, 999), st.sampled_from(sorted(CALENDAR_MONTHS))),
    st.builds(Frequency, st.just(Basis.ROLLING), st.integers(1, 999), st.sampled_from(sorted(ROLLING_UNITS))),
)
HAN = "零一二三四五六七八九"


def han(number: int) -> str:
    """A number below 1000 in Chinese numerals, as people write it."""
    if number < 10:
        return HAN[number]
    if number < 20:
        return "十" + (HAN[number % 10] if number % 10 else "")
    if number < 100:
        return HAN[number // 10] + "十" + (HAN[number % 10] if number % 10 else "")
    rest = number % 100
    hundreds = HAN[number // 100] + "百"
    if rest == 0:
        return hundreds
    if rest < 10:
        return hundreds + "零" + HAN[rest]
    return hundreds + HAN[rest // 10] + "十" + (HAN[rest % 10] if rest % 10 else "")


@given(frequencies)
def test_the_workbook_form_reads_back(frequency: Frequency) -> None:
    assert parse_frequency(frequency_cell(frequency)) == frequency


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_on_screen_reads_back(language: str, chinese: None) -> None:
    use_language(language)
    for basis, units in ((Basis.CALENDAR, CALENDAR_MONTHS), (Basis.ROLLING, ROLLING_UNITS)):
        for frequency in (Frequency(basis, amount, unit) for unit in units for amount in (1, 2, 10, 999)):
            assert parse_frequency(show_frequency(frequency)) == frequency


@given(st.integers(1, 999))
def test_chinese_numerals_are_numbers(number: int) -> None:
    assert parse_frequency(f"每隔{han(number)}天") == Frequency(Basis.ROLLING, number, Unit.DAY)
    assert parse_frequency(f"每年至少{han(number)}次") == Frequency(Basis.CALENDAR, number, Unit.YEAR)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("每季度至少1次", Frequency(Basis.CALENDAR, 1, Unit.QUARTER)),
        ("每季度至少联系1次", Frequency(Basis.CALENDAR, 1, Unit.QUARTER)),
        ("每季 2 次", Frequency(Basis.CALENDAR, 2, Unit.QUARTER)),
        ("每月", Frequency(Basis.CALENDAR, 1, Unit.MONTH)),
        ("每个月１次", Frequency(Basis.CALENDAR, 1, Unit.MONTH)),
        ("每半年两次", Frequency(Basis.CALENDAR, 2, Unit.HALF_YEAR)),
        ("每年至少走访2次", None),
        ("每年１２次", Frequency(Basis.CALENDAR, 12, Unit.YEAR)),
        ("每隔90天", Frequency(Basis.ROLLING, 90, Unit.DAY)),
        ("每90天1次", Frequency(Basis.ROLLING, 90, Unit.DAY)),
        ("每隔六周", Frequency(Basis.ROLLING, 6, Unit.WEEK)),
        ("每隔6个月", Frequency(Basis.ROLLING, 6, Unit.MONTH)),
        ("每隔半年", Frequency(Basis.ROLLING, 6, Unit.MONTH)),
        ("每隔1个月", Frequency(Basis.ROLLING, 1, Unit.MONTH)),
        ("每隔2年", Frequency(Basis.ROLLING, 24, Unit.MONTH)),
        ("twice a year", Frequency(Basis.CALENDAR, 2, Unit.YEAR)),
        ("2 times each year", Frequency(Basis.CALENDAR, 2, Unit.YEAR)),
        ("At least once a quarter", Frequency(Basis.CALENDAR, 1, Unit.QUARTER)),
        ("three times per half-year", Frequency(Basis.CALENDAR, 3, Unit.HALF_YEAR)),
        ("every month", Frequency(Basis.CALENDAR, 1, Unit.MONTH)),
        ("every 1 month", Frequency(Basis.ROLLING, 1, Unit.MONTH)),
        ("Every  90 days", Frequency(Basis.ROLLING, 90, Unit.DAY)),
        ("once every six weeks", Frequency(Basis.ROLLING, 6, Unit.WEEK)),
    ],
)
def test_the_usual_ways_to_say_how_often_are_understood(typed: str, expected: Frequency | None) -> None:
    if expected is None:
        with pytest.raises(InvalidInputError):
            parse_frequency(typed)
    else:
        assert parse_frequency(typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "often", "每周1次", "每90天2次", "每隔半天", "每隔一百八天", "每年-1次", "[red]{x}", "每年1.5次"]
)
def test_what_is_no_frequency_is_refused_with_examples(typed: str, english: None) -> None:
    with pytest.raises(InvalidInputError, match="every 90 days") as caught:
        parse_frequency(typed)
    assert typed in caught.value.sentence


@pytest.mark.parametrize("typed", ["每年0次", "每年1000次", "每隔0天", "every 100 years", "每隔1000天"])
def test_a_number_out_of_range_is_refused_with_the_range(typed: str, english: None) -> None:
    with pytest.raises(InvalidInputError, match="from 1 to 999"):
        parse_frequency(typed)


@pytest.mark.parametrize("language", ["zh", "en"])
@given(kinds=st.frozensets(st.sampled_from(list(ContactKind))))
def test_kinds_read_back_from_the_workbook_and_from_the_screen(language: str, kinds: frozenset[ContactKind]) -> None:
    assert parse_kinds(kinds_cell(kinds)) == kinds
    use_language(language)
    try:
        assert parse_kinds(show_kinds(kinds)) == kinds
    finally:
        use_language("en")


def test_kinds_are_taken_in_any_of_their_words(english: None) -> None:
    both = frozenset({ContactKind.VISIT, ContactKind.MESSAGE})
    assert parse_kinds("走访、消息") == parse_kinds("Visit，text message") == parse_kinds("visit; message;") == both
    assert parse_kinds("全部") == parse_kinds("ALL") == parse_kinds(" ") == frozenset()
    assert kinds_cell(both) == "走访、消息"
    with pytest.raises(InvalidInputError, match="“传真” is no kind of contact; choose from visit"):
        parse_kinds("走访、传真")


@pytest.mark.parametrize("by", list(CountedBy))
def test_whose_contacts_count_is_taken_in_any_of_its_words(by: CountedBy, english: None) -> None:
    assert parse_counted_by(counted_by_cell(by)) is by
    assert parse_counted_by(by.value.upper()) is by
    assert parse_counted_by("") is CountedBy.PAIRED
    with pytest.raises(InvalidInputError, match="the paired cadre, anyone"):
        parse_counted_by("某人")
