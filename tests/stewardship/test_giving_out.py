"""What goes out of the store is noted: a file is there if, and only if, its disclosure is."""

from dataclasses import replace
from pathlib import Path

import pytest

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.stewardship.disclosures import (
    DisclosureFilter,
    Given,
    Handout,
    disclosure_people,
    disclosure_rows,
    record_disclosure,
)
from liaison.stewardship.giving_out import give_out
from liaison.stewardship.timeline import EntryKind, timeline
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from officework import TODAY, Furnish

LIST = Handout(
    Given.PEOPLE, "csv", TODAY, people=(), fields=("name", "phone"), recipient="县侨联", purpose="座谈会请柬"
)


@pytest.fixture
def furnish(store: Store) -> Furnish:
    return Furnish(store)


def test_a_file_goes_out_and_is_noted_with_whom_it_names(store: Store, furnish: Furnish, tmp_path: Path) -> None:
    first, second, other = furnish.person("覃淼"), furnish.person("尉迟海"), furnish.person("曾李")
    target = tmp_path / "list.csv"
    given = replace(LIST, people=[second, first, first])
    number = give_out(store, target, given, lambda path: path.write_text("姓名"))
    assert target.read_text() == "姓名"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    (row,) = store.read(disclosure_rows)
    assert (row.id, row.people, row.everybody, row.fields) == (number, 2, False, ("name", "phone"))
    assert (row.recipient, row.purpose, row.given_on, row.who) == ("县侨联", "座谈会请柬", TODAY, "tester")
    assert [named.name for named in store.read(disclosure_people, number)] == ["覃淼", "尉迟海"]
    entries = [entry for entry in store.read(timeline, first) if entry.kind is EntryKind.DISCLOSURE]
    assert [entry.text for entry in entries] == ["对外提供：人员名单 · → 县侨联 · 座谈会请柬"]
    assert store.read(disclosure_rows, DisclosureFilter(representative_id=other)) == []


def test_what_holds_everybody_holds_those_who_were_there_by_then(store: Store, furnish: Furnish) -> None:
    early = furnish.person("覃淼")
    store.write(record_disclosure, replace(LIST, people=None))
    late = furnish.person("尉迟海")
    store.write(record_disclosure, replace(LIST, people=None, recipient=""))
    told = {
        person: [row.people for row in store.read(disclosure_rows, DisclosureFilter(representative_id=person))]
        for person in (early, late)
    }
    assert told == {early: [2, 1], late: [2]}
    # On the card stands what left the office, not each copy that it made of itself.
    shown = [entry for entry in store.read(timeline, early) if entry.kind is EntryKind.DISCLOSURE]
    assert len(shown) == 1


@pytest.mark.parametrize("older", [None, "old"])
def test_a_file_that_cannot_be_written_is_not_noted(store: Store, tmp_path: Path, older: str | None) -> None:
    target = tmp_path / "list.csv"
    if older is not None:
        target.write_text(older)

    def fail(path: Path) -> None:
        path.write_text("half")
        raise InvalidInputError(f"{path} cannot be written")

    with pytest.raises(InvalidInputError, match=r"list\.csv") as raised:
        give_out(store, target, LIST, fail)
    assert raised.value.sentence == f"{target} cannot be written"
    with pytest.raises(InvalidInputError, match=r"list\.csv"):
        give_out(store, target, LIST, lambda path: None)  # nothing was written at all
    assert (target.read_text() if target.exists() else None) == older
    assert store.read(disclosure_rows) == []
    assert list(tmp_path.glob(".list*")) == []
    with pytest.raises(NotFoundError):
        give_out(store, tmp_path / "none" / "list.csv", LIST, lambda path: None)


@pytest.mark.parametrize("older", [None, "old"])
def test_what_cannot_be_noted_leaves_no_file(store: Store, tmp_path: Path, older: str | None) -> None:
    target = tmp_path / "list.csv"
    if older is not None:
        target.write_text(older)
    unknown = replace(LIST, people=[999])
    with pytest.raises(ConflictError):
        give_out(store, target, unknown, lambda path: path.write_text("new"))
    assert (target.read_text() if target.exists() else None) == older
    assert store.read(disclosure_rows) == []


def test_undo_passes_over_what_was_given_out_unless_it_is_named(store: Store, furnish: Furnish) -> None:
    person = furnish.person("覃淼")
    added = store.read(deed_rows)[0].id
    store.write(record_disclosure, replace(LIST, people=[person]))
    given = store.read(deed_rows)[0].id
    with pytest.raises(ConflictError, match=str(given)):
        store.write(undo)  # the person stands in the note
    assert len(store.read(disclosure_rows)) == 1
    store.write(undo, given)
    assert store.write(undo) == added
