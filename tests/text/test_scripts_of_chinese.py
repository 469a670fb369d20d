"""Traditional and simplified characters: by character two ways of writing meet, by phrase words stay words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.text.scripts import simplified_by_character, simplified_by_phrase, traditional_by_phrase

TEXTS = st.text(st.one_of(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), st.sampled_from("乾隆後a 1，")))


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_by_character_no_character_depends_on_its_neighbours(one: str, other: str) -> None:
    both = simplified_by_character(one + other)
    assert both == simplified_by_character(one) + simplified_by_character(other)
    assert both == "".join(simplified_by_phrase(character) for character in one + other)
    assert len(both) == len(one + other)


@pytest.mark.parametrize(("traditional", "simplified"), [("聯繫幹部", "联系干部"), ("頭髮", "头发"), ("前後", "前后")])
def test_words_go_both_ways(traditional: str, simplified: str) -> None:
    assert simplified_by_character(traditional) == simplified_by_phrase(traditional) == simplified
    assert traditional_by_phrase(simplified) == traditional


def test_only_by_phrase_a_character_stays_what_its_word_makes_it() -> None:
    assert (simplified_by_phrase("乾隆"), simplified_by_character("乾隆")) == ("乾隆", "干隆")
    assert (traditional_by_phrase("皇后"), traditional_by_phrase("后天")) == ("皇后", "後天")
