"""Two records of one person become one: nothing is lost, wishes hold, and undoing gives everything back."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.errors import ConflictError, InvalidInputError
from liaison.pairing.queries import pairing_rows
from liaison.pairing.service import add_pairing, pause
from liaison.people.fields import Channel, Consent, PauseReason, PersonStatus
from liaison.people.queries import representative_card
from liaison.people.service import add_address, add_cadre, add_representative, edit_address, edit_representative
from liaison.stewardship.check import check_store
from liaison.stewardship.duplicates import keep_apart, keep_apart_no_more
from liaison.stewardship.merge import merge
from liaison.stewardship.merge_moves import MOVES
from liaison.stewardship.merge_plan import merge_plan
from liaison.stewardship.merge_rules import ADDRESS, Side
from liaison.stewardship.no_contact import set_consent, set_no_contact
from liaison.stewardship.status import change_status
from liaison.stewardship.timeline import EntryKind, timeline
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.tables import METADATA
from liaison.store.undo import undo
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.queries import VisitFilter, visit_ids, visit_rows
from liaison.visits.service import log_contact
from random_deeds import Clerk
from random_marks import leave_marks
from scratch import discard, scratch_store
from stored import HISTORY, NEVER_GOES_BACK, contents, indexed, should_be_indexed

TODAY = date(2026, 11, 20)
LEFT_OUT = HISTORY | NEVER_GOES_BACK


def references(table: str) -> set[tuple[str, str]]:
    """Each table and column that points to a table."""
    return {
        (held.name, column.name)
        for held in METADATA.tables.values()
        for column in held.columns
        for key in column.foreign_keys
        if key.column.table.name == table
    }


def test_every_table_that_points_to_a_representative_moves_in_a_merge() -> None:
    """A new table with such a column must say how it moves."""
    assert {table for table, _column in references("representative")} == {*MOVES, "address"}
    assert {column for _table, column in references("representative")} == {"representative_id", "first_id", "second_id"}


def test_nothing_points_unseen_to_a_row_that_a_merge_may_remove() -> None:
    """Of joined rows one is removed, and what points to it must follow; only pauses point to such rows."""
    joined = [name for name in (*MOVES, "address") if name != "follow_up"]
    assert set().union(*map(references, joined)) == {("pause", "pairing_id")}


# --- any office -------------------------------------------------------------------------------------------------------


@contextmanager
def office(seed: int, steps: int) -> Iterator[tuple[Store, Random, Path]]:
    store = scratch_store()
    assert store.path is not None
    try:
        random = Random(seed)
        clerk = Clerk(store, random, TODAY)
        for deed in (clerk.new_person, clerk.new_cadre, clerk.new_rule):
            for _ in range(3):
                deed()
        for _ in range(steps):
            clerk.step()
        store.write(leave_marks, random)
        yield store, random, store.path
    finally:
        discard(store)


def rows(held: dict[str, Any], table: str) -> list[tuple[Any, ...]]:
    return list(held[table])


def columns(table: str, *names: str) -> list[int]:
    order = [column.name for column in METADATA.tables[table].columns]
    return [order.index(name) for name in names]


def values(held: dict[str, Any], table: str, *names: str) -> list[Any]:
    places = columns(table, *names)
    return [tuple(row[place] for place in places) for row in rows(held, table)]


def moved(pairs: list[Any], stays: int, goes: int) -> set[Any]:
    """Rows that begin with a person, as they are when one person is another."""
    return {(stays if person == goes else person, *rest) for person, *rest in pairs}


def paired_days(held: dict[str, Any]) -> Counter[tuple[int, int, str]]:
    """On which of some days which cadre answers for whom, how many times."""
    days = [(TODAY + timedelta(offset)).isoformat() for offset in range(-420, 320, 7)]
    found: Counter[tuple[int, int, str]] = Counter()
    for person, cadre, start, end in values(held, "pairing", "representative_id", "cadre_id", "started_on", "ended_on"):
        found.update((person, cadre, day) for day in days if start <= day and (end is None or day < end))
    return found


ONE_A_PERSON = {
    "visit_representative": ("visit_id",),
    "follow_up": ("id", "text", "visit_id", "kind"),
    "piece_member": ("piece_id", "name"),
    "disclosure_person": ("disclosure_id",),
    "campaign_choice": ("campaign_id",),
    "channel_consent": ("channel",),
    "pause": ("from_on", "until", "reason"),
    "address": ("country", "city", "lines", "postcode"),
}


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.integers(10, 60))
def test_a_merge_keeps_everything_of_both_and_undoing_it_gives_all_back(seed: int, steps: int) -> None:
    with office(seed, steps) as (store, random, path):
        before = contents(path)
        people = {row[0]: row for row in values(before, "representative", "id", "status", "number", "phone")}
        stays, goes = random.sample(sorted(people), 2)
        apart = set(values(before, "kept_apart", "first_id", "second_id"))
        if (min(stays, goes), max(stays, goes)) in apart:
            with pytest.raises(ConflictError):
                store.write(merge, stays, goes, today=TODAY)
            assert contents(path) == before
            return
        plan = store.read(merge_plan, stays, goes)
        choices = {field.name: random.choice(field.sides) for field in plan.fields if random.random() < 0.5}
        store.write(merge, stays, goes, choices=choices, today=TODAY)
        after = contents(path)
        assert {row[0] for row in values(after, "representative", "id")} == set(people) - {goes}
        for table, names in ONE_A_PERSON.items():
            wanted = moved(values(before, table, "representative_id", *names), stays, goes)
            assert set(values(after, table, "representative_id", *names)) == wanted, table
        met = paired_days(before)
        wanted_days = {(stays if person == goes else person, cadre, day) for person, cadre, day in met}
        assert paired_days(after) == Counter(wanted_days)
        wanted_apart = {tuple(sorted(stays if one == goes else one for one in pair)) for pair in apart}
        assert set(values(after, "kept_apart", "first_id", "second_id")) == wanted_apart
        protected(before, after, stays, goes)
        left = [found for found in store.read(check_store, TODAY) if found.kind != "left"]
        assert left == []
        assert indexed(path) == should_be_indexed(path)
        store.write(undo)
        assert contents(path, LEFT_OUT) == {name: held for name, held in before.items() if name not in LEFT_OUT}
        assert indexed(path) == should_be_indexed(path)


def protected(before: dict[str, Any], after: dict[str, Any], stays: int, goes: int) -> None:
    """What one of the records said for a person's protection is said by the one that is left."""
    was = {row[0]: row[1:] for row in values(before, "representative", "id", "status", "no_festive_until")}
    now = {row[0]: row[1:] for row in values(after, "representative", "id", "status", "no_festive_until")}[stays]
    statuses = {was[stays][0], was[goes][0]}
    assert now[0] in statuses
    assert now[0] == "deceased" if "deceased" in statuses else now[0] == "no_contact" or "no_contact" not in statuses
    assert now[1] == max((day for _status, day in (was[stays], was[goes]) if day), default=None)
    said = set(values(before, "channel_consent", "representative_id", "channel", "consent"))
    says = set(values(after, "channel_consent", "representative_id", "channel", "consent"))
    for person, channel, consent in said:
        if person in (stays, goes) and consent == "withdrawn":
            assert (stays, channel, "withdrawn") in says
    if statuses == {"deceased", "no_contact"}:
        assert {(stays, channel.value, "withdrawn") for channel in Channel} <= says


class MergingClerk(Clerk):
    """A clerk who also merges records and tells people apart."""

    def __init__(self, store: Store, random: Random, today: date) -> None:
        super().__init__(store, random, today)
        self.deeds += [self.merge_records] * 6 + [self.tell_apart] * 3

    def merge_records(self) -> None:
        people = self.some("representative", 2)
        fields = ("name", "number", "tier", "address", "rule", "household")
        choices = {name: self.random.choice([Side.STAYS, Side.GOES]) for name in fields}
        self.do(merge, people[0], people[-1], choices=choices, today=self.today)

    def tell_apart(self) -> None:
        people = self.some("representative", 2)
        if self.random.random() < 0.7:
            self.do(keep_apart, people[0], people[-1], today=self.today)
        else:
            self.do(keep_apart_no_more, people[0], people[-1])


@pytest.mark.parametrize("seed", [3, 8])
def test_merges_among_other_deeds_are_undone_and_done_again_in_their_turn(seed: int) -> None:
    store = scratch_store()
    assert store.path is not None
    try:
        clerk = MergingClerk(store, Random(seed), TODAY)
        clerk.furnish()
        moments = [contents(store.path, LEFT_OUT)]
        deeds = [store.read(deed_rows, limit=1)[0].id]
        for step in range(25):
            (clerk.merge_records if step % 6 == 5 else clerk.step)()
            last = store.read(deed_rows, limit=1)[0].id
            if last != deeds[-1]:
                deeds.append(last)
                moments.append(contents(store.path, LEFT_OUT))
        assert [found for found in store.read(check_store, TODAY) if found.kind != "left"] == []
        undoings = []
        for deed, moment in zip(reversed(deeds[1:]), reversed(moments[:-1]), strict=True):
            store.write(undo, deed)
            undoings.append(store.read(deed_rows, limit=1)[0].id)
            assert contents(store.path, LEFT_OUT) == moment
        for undoing, moment in zip(reversed(undoings), moments[1:], strict=True):
            store.write(undo, undoing)
            assert contents(store.path, LEFT_OUT) == moment
        assert indexed(store.path) == should_be_indexed(store.path)
        assert clerk.tally["merge", True]
    finally:
        discard(store)


# --- each collision ---------------------------------------------------------------------------------------------------


def person(store: Store, name: str = "覃淼", **more: Any) -> int:
    return store.write(add_representative, name=name, **more)


def card_values(store: Store, who: int) -> dict[str, Any]:
    return store.read(representative_card, who).values


def test_values_that_only_one_record_has_are_kept_and_the_rest_is_chosen(store: Store) -> None:
    stays = person(store, phone="138 0013 8000", post="经理", remarks="甲")
    goes = person(
        store,
        "覃水",
        number="R9",
        phone="139 0013 9000",
        post="董事长",
        town="澜港镇",
        remarks="乙",
        birth_month=3,
        birth_day=5,
    )
    plan = store.read(merge_plan, stays, goes)
    defaults = {field.name: field.default for field in plan.fields}
    assert (defaults["name"], defaults["post"], defaults["town"]) == (Side.STAYS, Side.STAYS, Side.GOES)
    store.write(merge, stays, goes, choices={"post": Side.GOES, "name": Side.GOES}, today=TODAY)
    held = card_values(store, stays)
    assert (held["name"], held["pinyin"], held["post"]) == ("覃水", "qinshui tanshui", "董事长")
    assert (held["number"], held["town"], held["birth_month"], held["birth_day"]) == ("R9", "澜港镇", 3, 5)
    assert (held["phone"], held["remarks"]) == ("138 0013 8000、139 0013 9000", "甲\n乙")


def test_fields_that_are_not_chosen_or_cannot_stand_side_by_side_are_refused(store: Store) -> None:
    stays, goes = person(store, post="经理"), person(store, post="董事长")
    for choices in ({"post": Side.BOTH}, {"status": Side.GOES}):
        with pytest.raises(InvalidInputError):
            store.write(merge, stays, goes, choices=choices, today=TODAY)
    with pytest.raises(InvalidInputError):
        store.write(merge, stays, stays, today=TODAY)


def test_overlapping_pairings_with_one_cadre_become_one_with_their_snoozes(store: Store) -> None:
    stays, goes = person(store), person(store)
    cadre = store.write(add_cadre, name="单小明")
    early: dict[str, Any] = {"started_on": date(2025, 1, 1), "ended_on": date(2025, 6, 1), "end_reason": "调动"}
    store.write(add_pairing, cadre_id=cadre, representative_id=stays, **early)
    store.write(add_pairing, cadre_id=cadre, representative_id=stays, started_on=date(2026, 3, 1))
    other = store.write(add_pairing, cadre_id=cadre, representative_id=goes, started_on=date(2025, 5, 1))
    store.write(
        pause,
        representative_id=goes,
        pairing_id=other,
        from_on=TODAY,
        until=TODAY,
        today=TODAY,
        reason=PauseReason.OTHER,
    )
    settled = store.read(merge_plan, stays, goes).settled
    assert any("单小明" in sentence for sentence in settled)
    store.write(merge, stays, goes, today=TODAY)
    (row,) = store.read(pairing_rows, representative_id=stays)
    assert (row.started_on, row.ended_on, row.end_reason) == (date(2025, 1, 1), None, "")
    assert [one.pairing_id for one in store.read(representative_card, stays).pauses] == [row.id]


def test_a_wish_not_to_be_contacted_survives_and_cancels_what_is_planned(store: Store) -> None:
    stays, goes = person(store), person(store)
    store.write(set_no_contact, goes, since=date(2026, 10, 1), today=TODAY)
    plan: dict[str, Any] = {
        "kind": ContactKind.CALL,
        "happened_on": TODAY,
        "state": ContactState.PLANNED,
        "today": TODAY,
    }
    store.write(log_contact, representatives=[stays], **plan)
    assert store.write(merge, stays, goes, today=TODAY) == 1
    held = card_values(store, stays)
    assert (held["status"], held["status_since"]) == (PersonStatus.NO_CONTACT, date(2026, 10, 1))
    (visit,) = store.read(visit_rows, store.read(visit_ids, VisitFilter(representative_id=stays)))
    assert visit.state is ContactState.CANCELLED


def test_a_consent_taken_back_in_either_record_stays_so(store: Store) -> None:
    stays, goes = person(store), person(store)
    store.write(set_consent, stays, Channel.POST, Consent.GIVEN, date(2026, 5, 1), "来信")
    store.write(set_consent, goes, Channel.POST, Consent.WITHDRAWN, date(2026, 2, 1), "电话")
    store.write(set_consent, stays, Channel.PHONE, Consent.WITHDRAWN, None)
    store.write(set_consent, goes, Channel.PHONE, Consent.GIVEN, date(2026, 9, 1))
    plan: dict[str, Any] = {"happened_on": TODAY, "state": ContactState.PLANNED, "today": TODAY}
    store.write(log_contact, kind=ContactKind.CALL, representatives=[goes], **plan)
    store.write(log_contact, kind=ContactKind.VISIT, representatives=[goes], **plan)
    assert store.write(merge, stays, goes, today=TODAY) == 1
    said = {row.channel: (row.consent, row.since) for row in store.read(representative_card, stays).consents}
    assert said == {
        Channel.POST: (Consent.WITHDRAWN, date(2026, 2, 1)),
        Channel.PHONE: (Consent.WITHDRAWN, None),
    }


def test_who_died_after_a_wish_is_dead_and_the_wish_is_kept_for_each_channel(store: Store) -> None:
    stays, goes = person(store), person(store)
    store.write(set_no_contact, stays, since=date(2026, 1, 1), today=TODAY)
    store.write(change_status, goes, PersonStatus.DECEASED, since=date(2026, 6, 1), today=TODAY)
    store.write(merge, stays, goes, today=TODAY)
    card = store.read(representative_card, stays)
    assert (card.status, card.values["status_since"]) == (PersonStatus.DECEASED, date(2026, 6, 1))
    assert {row.channel for row in card.consents if row.consent is Consent.WITHDRAWN} == set(Channel)


@pytest.mark.parametrize("first", [Side.STAYS, Side.GOES])
def test_whose_address_comes_first_is_chosen_and_an_address_of_both_is_kept_once(store: Store, first: Side) -> None:
    goes = person(store, address={"city": "上海市", "lines": "海棠路1号"})
    stays = person(store, address={"city": "杭州市", "lines": "文三路2号"})
    shared = {"city": "宁波市", "lines": "中山路3号"}
    store.write(add_address, stays, **shared)
    came_back = store.write(add_address, goes, **shared)
    store.write(edit_address, came_back, returned_on=date(2026, 9, 1))
    store.write(merge, stays, goes, choices={ADDRESS: first}, today=TODAY)
    held = store.read(representative_card, stays).addresses
    assert held[0]["city"] == {Side.STAYS: "杭州市", Side.GOES: "上海市"}[first]
    assert sorted((one["city"], one["returned_on"]) for one in held if one["city"] != "宁波市") == [
        ("上海市", None),
        ("杭州市", None),
    ]
    assert [one["returned_on"] for one in held if one["city"] == "宁波市"] == [date(2026, 9, 1)]


def deeds(store: Store, who: int) -> list[str]:
    return [entry.text for entry in store.read(timeline, who) if entry.kind is EntryKind.DEED]


def test_the_history_of_both_records_goes_on_in_the_one_that_stays(store: Store) -> None:
    goes, stays = person(store), person(store)
    store.write(edit_representative, goes, post="经理")
    store.write(log_contact, kind=ContactKind.CALL, happened_on=TODAY, representatives=[goes, stays], today=TODAY)
    before = deeds(store, stays)
    store.write(merge, stays, goes, choices={"post": Side.STAYS}, today=TODAY)
    assert len(store.read(visit_ids, VisitFilter(representative_id=stays))) == 1
    joined = deeds(store, stays)
    assert "合并两条记录" in joined[0]
    assert len(joined) == 5
    assert any("修改联系对象" in text for text in joined)
    store.write(undo)
    assert [text for text in deeds(store, stays) if "合并" not in text] == before
