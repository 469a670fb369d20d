import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liaison.text.grams import fold, grams, query_grams

# Letters of every kind that names, pinyin and numbers bring, and what stands between them.
TEXT = st.text(alphabet=st.sampled_from("张伟欧阳娜𬍛abcxyzABÉéßøŁ０１19 ·-_，\u0301Зояΐかİ")) | st.text()


@given(before=TEXT, query=TEXT, after=TEXT)
@example(before="e", query="\u0301a", after="")
@example(before="", query="ﬃ", after="x")
@example(before="B", query="2024", after="")
@example(before="19A", query="019", after="b")
def test_every_text_with_the_query_in_it_has_its_grams(before: str, query: str, after: str) -> None:
    assert set(query_grams(query)) <= set(grams(before + query + after))


@given(TEXT)
def test_a_query_finds_itself_and_grams_do_not_repeat(text: str) -> None:
    found = grams(text)
    assert set(query_grams(text)) <= set(found)
    assert len(found) == len(set(found))


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


def test_pieces_of_chinese_and_of_latin() -> None:
    assert len(grams("张伟民")) == 5  # three characters, two pairs
    assert len(grams("abcd")) == 3  # pairs; no single letters
    assert len(grams("1380")) == 2  # triples
    assert len(grams("b2024")) == 6  # pairs, and triples of the digits
    assert grams("张 伟") == [*grams("张"), *grams("伟")]
    assert len(query_grams("张伟民")) == 2
    assert len(query_grams("abcdef")) == 3


@pytest.mark.parametrize("query", ["a", "7", "", " ", "·", "a b", "－"])
def test_a_single_letter_or_none_has_no_grams(query: str) -> None:
    assert query_grams(query) == []


@given(TEXT)
@example("and or not near 1e5 12.5 the")
def test_the_full_text_index_keeps_each_gram_whole(text: str) -> None:
    found = grams(text)
    index = sqlite3.connect(":memory:")
    try:
        index.execute("CREATE VIRTUAL TABLE words USING fts5(grams)")
        index.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, row)")
        index.execute("INSERT INTO words VALUES (?)", (" ".join(found),))
        assert {term for (term,) in index.execute("SELECT term FROM terms")} == set(found)
    finally:
        index.close()
