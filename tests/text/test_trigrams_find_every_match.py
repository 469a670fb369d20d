import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liaison.text.folding import fold
from liaison.text.trigrams import MOST, all_of, cover, ended, narrows

# Letters of every kind that names, pinyin and numbers bring, and what stands between them.
TEXT = st.text(alphabet=st.sampled_from("张伟欧阳娜𬍛abcxyzABÉéßøŁ０１19 ·-_，\u0301Зояΐかİ\"'*^():")) | st.text()
LINE = TEXT.map(lambda text: fold(text).replace("\0", " "))


class Index:
    """The full-text index as stores have it."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        options = "content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1'"
        self.connection.execute(f"CREATE VIRTUAL TABLE lines USING fts5(line, {options})")
        self.connection.execute("CREATE VIRTUAL TABLE pieces USING fts5vocab(lines, instance)")

    def holds(self, line: str) -> set[str]:
        self.connection.execute("INSERT INTO lines(lines) VALUES ('delete-all')")
        self.connection.execute("INSERT INTO lines(rowid, line) VALUES (7, ?)", (ended(line),))
        return {term for (term,) in self.connection.execute("SELECT term FROM pieces")}

    def matches(self, pieces: list[str]) -> bool:
        found = self.connection.execute("SELECT rowid FROM lines WHERE lines MATCH ?", (all_of(pieces),)).fetchall()
        return found == [(7,)]


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    made = Index()
    yield made
    made.connection.close()


@given(line=LINE)
@example(line="and or not near 1e5 12.5 the")
@example(line="ẞ ſ İ ǅ")
def test_the_index_holds_three_characters_from_each_on(index: Index, line: str) -> None:
    whole = line + "  "
    assert index.holds(line) == {whole[at : at + 3] for at in range(len(line))}


@given(before=LINE, word=LINE.filter(lambda line: len(line) > 2), after=LINE)
@example(before="b", word="2024", after="")
@example(before="", word='"a"b"', after="")
def test_a_line_with_the_word_in_it_has_all_pieces_of_the_word(
    index: Index, before: str, word: str, after: str
) -> None:
    pieces = cover(word)
    assert pieces
    assert set(pieces) <= index.holds(before + word + after)
    assert index.matches(pieces)


@given(before=LINE, word=LINE.filter(lambda line: 0 < len(line) < 3), after=LINE)
def test_a_shorter_word_begins_a_piece_of_each_line_with_it(index: Index, before: str, word: str, after: str) -> None:
    assert cover(word) == []
    assert any(piece.startswith(word) for piece in index.holds(before + word + after))


def test_a_line_without_a_piece_does_not_match(index: Index) -> None:
    index.holds("张伟民 zhangweimin zwm")
    assert index.matches(["张伟民", "zwm"])
    assert not index.matches(["张伟民", "zwn"])
    assert not index.matches(["伟民张"])


def test_a_word_is_covered_by_few_pieces() -> None:
    assert cover("张伟民") == ["张伟民"]
    assert cover("abcdef") == ["abc", "def"]
    assert cover("13800138000") == ["138", "001", "380", "000"]
    assert len(cover("".join(map(chr, range(0x4E00, 0x5800))))) == MOST
    assert cover("a\0bcd") == ["bcd"]


@pytest.mark.parametrize(
    ("word", "does"),
    [("a", False), ("7", False), ("13", False), ("-", False), ("ab", True), ("b2", True), ("张", True), ("é", True)],
)
def test_single_letters_and_two_digits_narrow_nothing(word: str, does: bool) -> None:
    assert narrows(word) is does
