"""What the store answers is what the pure rules say of the same records, on any day."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.pairing.queries import LATE, DueQuestion, due_ids, due_list, standings_of, unpaired
from liaison.pairing.rules import effective_rule, holds, standing
from liaison.pairing.terms import (
    Basis,
    Clause,
    Contact,
    ContactRule,
    CountedBy,
    Frequency,
    PairingFacts,
    PauseSpan,
    RuleBook,
    Standing,
    Status,
    Unit,
)
from liaison.people.fields import PersonStatus
from liaison.store.settings import DUE_SOON_DAYS, read_setting
from liaison.store.store import Store
from liaison.visits.fields import ContactKind, ContactState
from random_deeds import Clerk
from scratch import discard, scratch_store

TODAY = date(2026, 11, 20)

seeds = st.integers(0, 2**32)


@contextmanager
def office(seed: int, steps: int) -> Iterator[Store]:
    """A small office after so many random deeds."""
    store = scratch_store()
    try:
        clerk = Clerk(store, Random(seed), TODAY)
        clerk.furnish()
        for _ in range(steps):
            clerk.step()
        yield store
    finally:
        discard(store)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def whole_day(text: str) -> date:
    return date.fromisoformat(text)


class Records:
    """The rows of a store, read with plain SQL and put together by hand."""

    def __init__(self, store: Store) -> None:
        assert store.path is not None
        with closing(sqlite3.connect(store.path)) as connection:
            connection.row_factory = sqlite3.Row
            self.rows = {
                name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()
                for name in ("pairing", "representative", "pause", "visit", "contact_rule", "clause")
            }
            self.with_people = set(connection.execute("SELECT visit_id, representative_id FROM visit_representative"))
            self.with_cadres = set(connection.execute("SELECT visit_id, cadre_id FROM visit_cadre"))

    def book(self) -> RuleBook:
        rules = {}
        for row in self.rows["contact_rule"]:
            own = sorted(
                (c for c in self.rows["clause"] if c["contact_rule_id"] == row["id"]), key=lambda c: c["position"]
            )
            clauses = tuple(
                Clause(
                    Frequency(Basis(c["basis"]), c["amount"], Unit(c["unit"])),
                    frozenset(ContactKind(code) for code in c["kinds"].split(",") if code),
                    CountedBy(c["counted_by"]),
                )
                for c in own
            )
            rules[row["id"]] = ContactRule(row["id"], row["name"], clauses)
        scoped = {(row["scope"], row["scope_value"]): rules[row["id"]] for row in self.rows["contact_rule"]}
        return RuleBook(
            scoped.get(("default", "")),
            {value: rule for (scope, value), rule in scoped.items() if scope == "sector"},
            {value: rule for (scope, value), rule in scoped.items() if scope == "tier"},
            rules,
        )

    def facts(self) -> list[PairingFacts]:
        people = {row["id"]: row for row in self.rows["representative"]}
        book = self.book()
        return [self.facts_of(pairing, people[pairing["representative_id"]], book) for pairing in self.rows["pairing"]]

    def facts_of(self, pairing: sqlite3.Row, person: sqlite3.Row, book: RuleBook) -> PairingFacts:
        with_person = {
            visit for visit, representative in map(tuple, self.with_people) if representative == person["id"]
        }
        return PairingFacts(
            pairing_id=pairing["id"],
            cadre_id=pairing["cadre_id"],
            started_on=whole_day(pairing["started_on"]),
            counts_from=day(pairing["counts_from"]),
            ended_on=day(pairing["ended_on"]),
            person_status=PersonStatus(person["status"]),
            status_since=day(person["status_since"]),
            rule=effective_rule(
                book,
                sector=person["sector"],
                tier=person["tier"],
                person_rule=person["rule_id"],
                pairing_rule=pairing["rule_id"],
            ),
            contacts=tuple(
                Contact(
                    row["id"],
                    whole_day(row["happened_on"]),
                    ContactKind(row["kind"]),
                    ContactState(row["state"]),
                    frozenset(cadre for visit, cadre in map(tuple, self.with_cadres) if visit == row["id"]),
                )
                for row in self.rows["visit"]
                if row["id"] in with_person
            ),
            pauses=tuple(
                PauseSpan(whole_day(row["from_on"]), day(row["until"]), row["pairing_id"] is not None)
                for row in self.rows["pause"]
                if row["representative_id"] == person["id"] and row["pairing_id"] in {None, pairing["id"]}
            ),
        )


def expected(store: Store, on: date) -> list[Standing]:
    """The standing of every pairing that holds on a day, in the order of a due list."""
    soon = store.read(read_setting, DUE_SOON_DAYS)
    held = [standing(facts, on, soon) for facts in Records(store).facts() if holds(facts, on)]
    return sorted(held, key=lambda s: (s.due_on is None, s.due_on or date.max, s.pairing_id))


@settings(max_examples=8, deadline=None)
@given(seed=seeds, steps=st.integers(10, 60), offsets=st.lists(st.integers(-420, 120), min_size=3, max_size=3))
def test_every_day_is_answered_as_the_rules_say(seed: int, steps: int, offsets: list[int]) -> None:
    with office(seed, steps) as store:
        for on in (TODAY, *(TODAY + timedelta(offset) for offset in offsets)):
            whole = expected(store, on)
            assert [row.standing for row in store.read(due_list, DueQuestion(on, TODAY, everybody=True))] == whole
            late = [s for s in whole if s.status in LATE]
            assert [row.standing for row in store.read(due_list, DueQuestion(on, TODAY))] == late


@settings(max_examples=8, deadline=None)
@given(seed=seeds, steps=st.integers(10, 60), within=st.integers(0, 120))
def test_the_stored_due_days_answer_like_the_records(seed: int, steps: int, within: int) -> None:
    """Whatever is asked of today: the late ones, those due soon, of one cadre, the first few."""
    with office(seed, steps) as store:
        whole = expected(store, TODAY)
        soon = [s for s in whole if s.status in LATE or (s.due_on and s.due_on <= TODAY + timedelta(within))]
        ids = [s.pairing_id for s in soon]
        assert store.read(due_ids, DueQuestion(TODAY, TODAY, within=within)) == ids
        assert store.read(due_ids, DueQuestion(TODAY, TODAY, within=within), limit=2) == ids[:2]
        for row in Records(store).rows["pairing"]:
            question = DueQuestion(TODAY, TODAY, within=within, cadre_id=row["cadre_id"])
            of_cadre = {p["id"] for p in Records(store).rows["pairing"] if p["cadre_id"] == row["cadre_id"]}
            assert store.read(due_ids, question) == [row_id for row_id in ids if row_id in of_cadre]


@settings(max_examples=5, deadline=None)
@given(seed=seeds, steps=st.integers(10, 60))
def test_a_card_shows_the_same_standing_as_the_lists(seed: int, steps: int) -> None:
    with office(seed, steps) as store:
        whole = {s.pairing_id: s for s in expected(store, TODAY)}
        for person in Records(store).rows["representative"]:
            for row in store.read(standings_of, person["id"], TODAY):
                assert row.standing == whole.get(row.pairing, row.standing)
        no_contact = {s.pairing_id for s in whole.values() if s.status is Status.NO_CONTACT}
        assert not no_contact & set(store.read(due_ids, DueQuestion(TODAY, TODAY, within=3000)))


@settings(max_examples=5, deadline=None)
@given(seed=seeds, steps=st.integers(10, 60), offset=st.integers(-420, 40))
def test_people_without_a_pairing_are_listed_apart(seed: int, steps: int, offset: int) -> None:
    on = TODAY + timedelta(offset)
    with office(seed, steps) as store:
        records = Records(store)
        paired = {
            row["representative_id"]
            for row, facts in zip(records.rows["pairing"], records.facts(), strict=True)
            if facts.started_on <= on and (facts.ended_on is None or on < facts.ended_on)
        }
        last: dict[int, date] = {}
        for visit in records.rows["visit"]:
            happened_on = whole_day(visit["happened_on"])
            for visit_id, person in map(tuple, records.with_people):
                if visit_id == visit["id"] and visit["state"] == "done" and happened_on <= on:
                    last[person] = max(last.get(person, date.min), happened_on)
        alone = [
            (last.get(person["id"]) is not None, last.get(person["id"], date.min), person["sort_pinyin"], person["id"])
            for person in records.rows["representative"]
            if person["status"] == "active" and person["id"] not in paired
        ]
        assert [row.id for row in store.read(unpaired, on)] == [row[-1] for row in sorted(alone)]
