import re
from random import Random

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from liaison.errors import InvalidInputError
from liaison.text.phones import parse_phone, phone_abroad, phone_digits


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13800138000", "138 0013 8000"),
        ("138-0013-8000", "138 0013 8000"),
        ("＋８６ １３８００１３８０００", "138 0013 8000"),
        ("008613800138000", "138 0013 8000"),
        ("8613800138000", "138 0013 8000"),
        ("13800138000.0", "138 0013 8000"),
        ("057188881234", "0571-88881234"),
        ("(0571) 8888 1234", "0571-88881234"),
        ("0571—88881234", "0571-88881234"),
        ("010-65529988", "010-65529988"),
        ("400-820-8820", "400 820 8820"),
        ("0571-88881234转802", "0571-88881234转802"),
        ("0571-88881234-802", "0571-88881234转802"),
        ("0571 88881234 ext. 802", "0571-88881234转802"),
        ("+1 (650) 253-0000 x12", "+1 650-253-0000 ext. 12"),
        ("0085223456789", "+852 2345 6789"),
        ("852 2345 6789", "+852 2345 6789"),
        ("+44 2070313000", "+44 20 7031 3000"),
        ("13800138000 13900139000", "138 0013 8000、139 0013 9000"),
        ("13800138000/13900139000", "138 0013 8000、139 0013 9000"),
        ("13800138000，0571-88881234", "138 0013 8000、0571-88881234"),
        ("13800138000；138 0013 8000", "138 0013 8000"),
    ],
)
def test_numbers_are_stored_in_one_shape(typed: str, stored: str) -> None:
    assert parse_phone(typed) == stored
    assert parse_phone(stored) == stored


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("(212) 555-0199", "US", "+1 212-555-0199"),
        ("2125550199.0", "US", "+1 212-555-0199"),
        ("1-310-555-1234", "US", "+1 310-555-1234"),
        ("333 1234567", "IT", "+39 333 123 4567"),
        ("9123 4567", "HK", "+852 9123 4567"),
        ("0912-345-678", "TW", "+886 912 345 678"),
        ("06 12 34 56 78", "FR", "+33 6 12 34 56 78"),
        ("415.555.2671 x12", "US", "+1 415-555-2671 ext. 12"),
    ],
)
def test_a_number_as_people_of_a_country_write_it_is_one_of_that_country(typed: str, country: str, stored: str) -> None:
    assert phone_abroad(typed, country) == stored


@pytest.mark.parametrize(
    "typed",
    ["13800138000", "138 0013 8000", "0576-87771234", "8613800138000", "400 820 8820", "+39 333 1234567", "12", "x"],
)
@pytest.mark.parametrize("country", ["US", "IT", "HK", "XX"])
def test_a_whole_number_of_the_mainland_or_of_a_named_country_stays_one(typed: str, country: str) -> None:
    assert phone_abroad(typed, country) is None


@pytest.mark.parametrize("typed", ["88881234", "95588", "138001380", "0571-88881234/5", "(0)571 8888"])
def test_what_is_not_understood_stays_as_typed(typed: str) -> None:
    assert parse_phone(typed) == typed


@pytest.mark.parametrize(
    "typed", ["", "110", "abc", "手机13800138000", "1" * 41, "--- ---", "13800138000 家", "\x1b[31m"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a telephone number"):
        parse_phone(typed)


def by_the_library(typed: str) -> str:
    """The number as it is shaped without a look at how it begins; as typed where it is none."""
    try:
        number = phonenumbers.parse(typed, "CN")
    except phonenumbers.NumberParseException:
        return typed
    if not phonenumbers.is_valid_number(number):
        return typed
    if phonenumbers.region_code_for_number(number) != "CN":
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if area := phonenumbers.length_of_geographical_area_code(number):
        national = phonenumbers.national_significant_number(number)
        return f"0{national[:area]}-{national[area:]}"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def test_every_beginning_of_a_mobile_is_known_to_the_library() -> None:
    random = Random(5)
    for beginning in range(13_000, 20_000):
        rest = f"{random.randrange(10**6):06d}"
        assert parse_phone(f"{beginning}{rest}") == by_the_library(f"{beginning}{rest}")


@pytest.mark.parametrize("written", ["0{}{}", "0{}-{}", "(0{}) {}", "0{} {}"])
def test_every_beginning_of_a_landline_is_known_to_the_library(written: str) -> None:
    random = Random(6)
    for area in (10, *range(20, 30), *range(300, 1000)):
        for first in "0123456789":
            typed = written.format(area, first + "".join(random.choices("0123456789", k=random.choice((6, 7)))))
            assert parse_phone(typed) == by_the_library(typed)


@given(st.data())
def test_numbers_of_all_countries_are_shaped_as_the_library_does(data: st.DataObject) -> None:
    region = data.draw(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)))
    kind = data.draw(st.sampled_from([phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE]))
    example = phonenumbers.example_number_for_type(region, kind)
    assume(example is not None)
    assert example is not None
    shape = data.draw(
        st.sampled_from([phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.INTERNATIONAL])
    )
    *rest, last = re.split(r"(?=(?:\D*\d){6}$)", phonenumbers.format_number(example, shape), maxsplit=1)
    typed = "".join(rest) + re.sub(r"\d", lambda _digit: data.draw(st.sampled_from("0123456789")), last)
    assert parse_phone(typed) == by_the_library(typed)


@given(st.text(alphabet="0123456789+-()./ 转、x", max_size=50))
def test_a_stored_number_is_stored_unchanged(typed: str) -> None:
    try:
        stored = parse_phone(typed)
    except InvalidInputError:
        return
    assert parse_phone(stored) == stored


def test_digits_for_the_search() -> None:
    assert (
        phone_digits("138 0013 8000、0571-88881234转802、+1 650-253-0000") == "13800138000 057188881234802 16502530000"
    )
    assert phone_digits("") == ""
