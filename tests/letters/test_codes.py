"""Codes of pieces: short, one for each number, and no slip of the hand turns one into another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import InvalidInputError
from liaison.letters.codes import ALPHABET, LENGTH, code_of, read_code

numbers = st.one_of(st.integers(1, 50_000), st.integers(1, 23**5 - 1), st.integers(23**5, 23**10 - 1))


def accepted(typed: str) -> bool:
    try:
        read_code(typed)
    except InvalidInputError:
        return False
    return True


def test_every_number_has_a_code_of_its_own() -> None:
    codes = {code_of(number) for number in range(1, 20_001)}
    assert len(codes) == 20_000
    assert {len(code) for code in codes} == {LENGTH}
    assert all(set(code) <= set(ALPHABET) for code in codes)
    assert not set(ALPHABET) & set("01OILQSZBGUAEI")


@pytest.mark.parametrize("number", [0, -5, 23**10])
def test_a_number_that_no_code_says_has_none(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        code_of(number)


@given(numbers)
def test_every_single_wrong_character_is_caught(number: int) -> None:
    code = code_of(number)
    for at, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert not accepted(code[:at] + wrong + code[at + 1 :])


@given(numbers)
def test_every_swap_of_two_characters_is_caught(number: int) -> None:
    code = code_of(number)
    for first in range(len(code)):
        for second in range(first + 1, len(code)):
            if code[first] != code[second]:
                swapped = list(code)
                swapped[first], swapped[second] = swapped[second], swapped[first]
                assert not accepted("".join(swapped))


@given(numbers, st.data())
def test_a_code_is_read_however_it_was_typed(number: int, data: st.DataObject) -> None:
    code = code_of(number)
    looks = {"D": "DdOo0Q", "7": "71", "5": "5sS", "2": "2Zz", "8": "8bB", "6": "6gG", "4": "4a", "V": "VvU"}
    typed = "".join(data.draw(st.sampled_from(looks.get(each, each + each.lower()))) for each in code)
    dash = data.draw(st.sampled_from((" ", "-", "—", "　", "")))
    typed = typed[:3] + dash + typed[3:]
    if data.draw(st.booleans()):
        typed = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in typed)
    assert read_code(f"  {typed}\r\n") == code


@pytest.mark.parametrize("typed", ["", "  ", "-"])
def test_no_code_is_asked_for_again(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="请输入或扫描") as raised:
        read_code(typed)
    assert raised.value.field == "code"


@pytest.mark.parametrize("typed", ["12345", "K7M3", "张伟先生", "K7M3Q9X2K7M3", "E7M3W9", "2222222"])
def test_what_is_no_code_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="不是信件编码"):
        read_code(typed)


def test_a_slip_is_said_to_be_one() -> None:
    code = code_of(1_234_567)
    with pytest.raises(InvalidInputError, match=f"{code[1]}{code[0]}.*有误"):
        read_code(code[1] + code[0] + code[2:])
