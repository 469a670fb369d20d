"""Searching people as somebody types."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from liaison.people import search
from liaison.people.fields import PersonStatus
from liaison.people.models import Representative
from liaison.people.queries import PeopleFilter, cadre_rows, representative_ids
from liaison.people.search import CANDIDATES, find_cadres, find_representatives
from liaison.people.service import edit_cadre, edit_representative, set_status
from liaison.store.changes import bulk_insert
from liaison.store.store import Store, deed
from liaison.store.undo import undo
from officework import Furnish
from random_deeds import Clerk
from scratch import discard, scratch_store
from stored import indexed, should_be_indexed


@pytest.fixture
def office(store: Store) -> dict[str, int]:
    furnish = Furnish(store)
    return {
        "覃淼": furnish.person("覃淼", number="R012", town="澜港镇", village="石塘村", unit="远洋水产公司"),
        "单小明": furnish.person("单小明", phone="13800138000", post="总经理"),
        "尉迟喆": furnish.person("尉迟喆", unit="县医院"),
        "曾厚泽": furnish.person("曾厚泽", town="澜港镇"),
        "Anna Lim": furnish.person("Anna Lim", unit="Straits Trading [Pte.]"),
        "O'Brien": furnish.person("O'Brien", phone="+44 20 7946 0958"),
    }


def found(store: Store, typed: str) -> list[int]:
    return store.read(find_representatives, typed)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("覃", ["覃淼"]),
        ("小明", ["单小明"]),
        ("shan", ["单小明"]),
        ("sxm", ["单小明"]),
        ("shanxiaoming", ["单小明"]),
        ("qin", ["覃淼"]),
        ("tan", ["覃淼"]),
        ("tm", ["覃淼"]),
        ("QM", ["覃淼"]),
        ("yuchi", ["尉迟喆"]),
        ("ycz", ["尉迟喆"]),
        ("zeng", ["曾厚泽"]),
        ("138001", ["单小明"]),
        ("8000", ["单小明"]),
        ("R012", ["覃淼"]),
        ("r01", ["覃淼"]),
        ("澜港", ["覃淼", "曾厚泽"]),
        ("澜", ["覃淼", "曾厚泽"]),
        ("澜港 覃", ["覃淼"]),
        ("石塘村", ["覃淼"]),
        ("水产", ["覃淼"]),
        ("总经理", ["单小明"]),
        ("anna", ["Anna Lim"]),
        ("ANNA LIM", ["Anna Lim"]),
        ("ａｎｎａ", ["Anna Lim"]),
        ("[Pte.]", ["Anna Lim"]),
        ("o'br", ["O'Brien"]),
        ("7946", ["O'Brien"]),
        ("澜 x", []),
        ("王", []),
        ("zhangwei", []),
        ("", []),
        ("   ", []),
    ],
)
def test_people_are_found_by_what_is_known_of_them(
    store: Store, office: dict[str, int], typed: str, names: list[str]
) -> None:
    assert sorted(found(store, typed)) == sorted(office[name] for name in names)


def test_one_letter_finds_whoever_has_it(store: Store, office: dict[str, int]) -> None:
    assert office["曾厚泽"] in found(store, "z")
    assert set(found(store, "1")) == {office["单小明"], office["覃淼"]}
    assert found(store, "澜 r") == [office["覃淼"]]


@pytest.mark.parametrize(
    "typed",
    [
        *["[red]", "[/]", "[@click=app.quit]x[/]", '"', '""', '"覃', "';--", "覃*", "*", "%", "_", "覃 AND 单"],
        *[
            "AND",
            "OR",
            "NOT",
            "NEAR(覃 淼)",
            "-覃",
            "^覃",
            "grams:覃",
            "{grams}: 覃",
            "(",
            ")",
            ":",
            "\\",
            "\x00",
        ],
        *["representative_search", "覃" * 3000, " ".join(map(str, range(2000))), "🙂", "\ud7ff", "ﬁx"],
    ],
)
def test_signs_that_mean_something_elsewhere_mean_nothing_here(
    store: Store, office: dict[str, int], typed: str
) -> None:
    assert found(store, typed) == []
    assert store.read(find_cadres, typed) == []
    assert store.read(representative_ids, PeopleFilter(text=typed)) == []


def test_a_quote_or_an_accent_finds_who_has_it(store: Store, office: dict[str, int]) -> None:
    assert found(store, "'") == [office["O'Brien"]]
    assert found(store, "ánná") == [office["Anna Lim"]]


def test_no_words_at_all_narrow_nothing(store: Store, office: dict[str, int]) -> None:
    assert len(store.read(representative_ids, PeopleFilter(text=" \n "))) == len(office)


def test_the_name_that_is_meant_comes_first(store: Store) -> None:
    furnish = Furnish(store)
    in_unit = furnish.person("解海", unit="陈家村委会")
    begins = furnish.person("陈明")
    exact = furnish.person("陈")
    assert found(store, "陈") == [exact, begins, in_unit]
    assert found(store, "chen")[:2] == [exact, begins]


def test_a_reading_of_the_office_is_what_is_found(store: Store, office: dict[str, int]) -> None:
    store.write(edit_representative, office["覃淼"], reading="Tan Miao")
    assert found(store, "tanmiao") == [office["覃淼"]]
    assert found(store, "qin") == []


def test_edits_and_undoing_keep_the_index_right(store: Store, office: dict[str, int]) -> None:
    person = office["曾厚泽"]
    store.write(edit_representative, person, name="区宁", town="")
    assert (found(store, "ou"), found(store, "曾"), found(store, "澜港")) == ([person], [], [office["覃淼"]])
    store.write(undo)
    assert (found(store, "区"), found(store, "曾")) == ([], [person])
    assert store.path is not None
    assert indexed(store.path) == should_be_indexed(store.path)


def test_a_search_keeps_to_the_filter(store: Store, office: dict[str, int]) -> None:
    store.write(edit_representative, office["覃淼"], tier="重点")
    assert store.read(representative_ids, PeopleFilter(text="澜港", tier="重点")) == [office["覃淼"]]
    store.write(set_status, office["覃淼"], PersonStatus.ARCHIVED, None)
    assert store.read(representative_ids, PeopleFilter(text="澜港")) == [office["曾厚泽"]]
    assert store.read(representative_ids, PeopleFilter(text="澜港", archived=True)) == [office["覃淼"]]


def test_cadres_are_found_in_the_same_way(store: Store) -> None:
    furnish = Furnish(store)
    first, second = furnish.cadre("单小明", unit="统战部"), furnish.cadre("区宁", number="G7", phone="0580-2028888")
    for typed, wanted in (
        ("shan", first),
        ("sxm", first),
        ("统战", first),
        ("ou", second),
        ("g7", second),
        ("2028", second),
    ):
        assert store.read(find_cadres, typed) == [wanted]
        assert [row.id for row in store.read(cadre_rows, text=typed)] == [wanted]
    store.write(edit_cadre, first, name="解海")
    assert store.read(find_cadres, "单") == []


def test_nobody_who_matches_is_left_out_of_a_list(store: Store) -> None:
    """However many match; a picker shows the best few."""

    @deed("add many")
    def add_many(session: Session) -> None:
        count = CANDIDATES + 300
        keys = {"pinyin": "chen", "initials": "c"}
        rows = [
            {"id": n, "name": f"陈{n:05}", "sort_pinyin": f"chen {count - n:05}", **keys} for n in range(1, count + 1)
        ]
        bulk_insert(session, Representative, rows)

    store.write(add_many)
    ids = store.read(representative_ids, PeopleFilter(text="chen"))
    assert ids == list(range(CANDIDATES + 300, 0, -1))
    assert len(found(store, "chen")) == 200
    assert found(store, "陈00007") == [7]


@pytest.mark.parametrize("common", [1, 2, 3, 10**6])
def test_a_word_that_very_many_have_finds_the_same_people(
    store: Store, office: dict[str, int], monkeypatch: pytest.MonkeyPatch, common: int
) -> None:
    monkeypatch.setattr(search, "_COMMON", common)
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection:
        lines = dict(connection.execute("SELECT id, search_text FROM representative").fetchall())
    words = {line[at : at + size] for line in lines.values() for at in range(len(line)) for size in (1, 2)}
    for word in sorted(word for word in words if " " not in word):
        assert sorted(found(store, word)) == sorted(row_id for row_id, line in lines.items() if word in line)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_every_piece_of_a_line_finds_its_person(seed: int, data: st.DataObject) -> None:
    """After any deeds and undoings, for any two or more neighbouring characters of what can be searched."""
    store = scratch_store()
    try:
        clerk = Clerk(store, Random(seed), date(2026, 11, 20))
        clerk.furnish()
        for _ in range(6):
            steps: list[Callable[[], None]] = [clerk.new_person, clerk.change_person, partial(clerk.do, undo)]
            clerk.random.choice(steps)()
        clerk.new_person()
        assert store.path is not None
        with closing(sqlite3.connect(store.path)) as connection:
            lines = dict(connection.execute("SELECT id, search_text FROM representative").fetchall())
        person = data.draw(st.sampled_from(sorted(lines)))
        words = lines[person].split()
        word = data.draw(st.sampled_from(words))
        start = data.draw(st.integers(0, len(word) - 1))
        piece = word[start : data.draw(st.integers(start + 1, len(word)))]
        matching = sorted(row_id for row_id, line in lines.items() if piece in line)
        assert sorted(store.read(find_representatives, piece)) == matching
        two = f"{data.draw(st.sampled_from(words))} {piece}"
        assert person in store.read(find_representatives, two)
        assert indexed(store.path) == should_be_indexed(store.path)
    finally:
        discard(store)
