"""The check recomputes what is kept beside the records and names every difference."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from liaison.people.service import edit_cadre
from liaison.stewardship.check import check_store
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.visits.fields import ContactState
from officework import TODAY, Furnish


@pytest.fixture
def furnish(store: Store) -> Furnish:
    """An office with one pairing, overdue."""
    use_language("en")
    furnish = Furnish(store)
    furnish.rule()
    furnish.pair(furnish.cadre(), furnish.person())
    return furnish


def spoil(store: Store, sql: str) -> None:
    """Change the file behind the program's back."""
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(sql)


def sentences(store: Store) -> list[tuple[str, str]]:
    return [(found.kind, found.sentence) for found in store.read(check_store, TODAY)]


def test_a_store_that_was_left_alone_has_no_findings(store: Store, furnish: Furnish) -> None:
    furnish.contact(1, cadres=(1,), on=TODAY + timedelta(3), state=ContactState.PLANNED)
    assert sentences(store) == []


@pytest.mark.parametrize(
    ("sql", "kind", "says"),
    [
        ("UPDATE pairing SET due_on = '2027-01-01'", "due", "kept as 2027-01-01, the records give 2026-03-31"),
        ("UPDATE pairing SET due_on = NULL", "due", "kept as –, the records give 2026-03-31"),
        ("UPDATE pairing SET last_contact_on = '2026-02-02'", "due", "单小明 and 覃淼"),
        ("UPDATE pairing SET due_clause = 1", "due", "单小明 and 覃淼"),
        ("UPDATE representative SET search_text = 'x'", "search", "覃淼 is not found as the record says"),
        ("UPDATE representative SET town = '澜港镇'", "search", "覃淼 is not found as the record says"),
        ("UPDATE pairing SET cadre_id = 9, due_on = NULL", "due", "? and 覃淼"),
        ("UPDATE pairing SET cadre_id = 9", "reference", "pairing 1 points to a record of cadre"),
        (
            "INSERT INTO visit SELECT 1, '2026-12-24', 'call', 'done', 'outgoing', '', '', NULL",
            "future",
            "Contact record 1 is marked as done on 2026-12-24",
        ),
    ],
)
def test_each_difference_is_named(store: Store, furnish: Furnish, sql: str, kind: str, says: str) -> None:
    spoil(store, sql)
    found = sentences(store)
    assert (kind, True) in [(one, says in sentence) for one, sentence in found]


def test_a_plan_against_a_wish_is_named(store: Store, furnish: Furnish) -> None:
    furnish.contact(1, on=TODAY + timedelta(3), state=ContactState.PLANNED)
    spoil(store, "UPDATE representative SET status = 'no_contact'")
    assert "wish" in [kind for kind, _sentence in sentences(store)]


def test_people_whom_a_cadre_left_behind_are_named(store: Store, furnish: Furnish) -> None:
    store.write(edit_cadre, 1, left_on=TODAY)
    assert sentences(store) == [
        ("left", "单小明 left on 2026-11-20 but is still paired with 覃淼. Hand this person over.")
    ]
    store.write(edit_cadre, 1, left_on=TODAY + timedelta(1))
    assert sentences(store) == []
