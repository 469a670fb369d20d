"""Whatever a clerk does with letters: lists hold everybody once, and undoing it all gives the store back."""

from collections import Counter
from datetime import date
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from liaison.errors import NotFoundError
from liaison.letters.planning import recipients
from liaison.letters.queries import campaign_rows
from liaison.letters.recipients import Outcome
from liaison.segments.language import parse_query
from liaison.segments.queries import segment_ids
from liaison.stewardship.check import check_store
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from random_letters import DEEDS, LettersClerk
from scratch import discard, scratch_store
from stored import HISTORY, NEVER_GOES_BACK, contents

TODAY = date(2026, 12, 20)
LEFT_OUT = HISTORY | NEVER_GOES_BACK

seeds = st.integers(0, 2**32)


def everybody_stands_once(store: Store) -> None:
    """For each campaign: letters, riders and those left out are its people; no two letters have one address."""
    for campaign in store.read(campaign_rows, TODAY):
        found = store.read(recipients, campaign.id, TODAY)
        people = [row.person.id for row in found.rows]
        assert len(people) == len(set(people))
        assert found.pieces + found.riders + sum(found.by_reason.values()) == len(people)
        assert (found.pieces, found.riders, found.by_reason) == (campaign.pieces, campaign.riders, campaign.by_reason)
        if campaign.frozen_on is None:
            meant = set(store.read(segment_ids, parse_query(campaign.segment), TODAY))
            added = {row.person.id for row in found.rows if not row.in_segment}
            assert set(people) == meant | added
            assert not meant & added
        heads = [row for row in found.rows if row.outcome is Outcome.PIECE]
        assert all((row.reason is None) == (row.outcome is not Outcome.EXCLUDED) for row in found.rows)
        assert len(heads) == len({(row.person.id, row.code) for row in heads})


def contacts_match_letters(store: Store) -> None:
    """Everybody whose letter is out has its contact record, unless somebody deleted it; nobody has one without."""
    query = text(
        "SELECT p.state, m.visit_id FROM piece p JOIN piece_member m ON m.piece_id = p.id"
        " WHERE (m.visit_id IS NULL) <> (p.state IN ('drafted', 'printed'))"
    )
    assert store.read(lambda session: session.connection().execute(query).all()) == []


@settings(max_examples=3)
@given(seed=seeds)
def test_lists_stay_whole_and_undoing_each_deed_gives_back_what_was_before_it(seed: int) -> None:
    store = scratch_store()
    try:
        assert store.path is not None
        at_first = contents(store.path, LEFT_OUT)
        clerk = LettersClerk(store, Random(seed), TODAY)
        clerk.furnish()
        before: dict[int, Any] = {}
        for _ in range(22):
            held = contents(store.path, LEFT_OUT)
            last = store.read(deed_rows, limit=1)[0].id
            clerk.step()
            done = store.read(deed_rows, limit=1)[0].id
            if done == last + 1:
                before[done] = held
            contacts_match_letters(store)
        everybody_stands_once(store)
        assert [found for found in store.read(check_store, TODAY) if found.kind != "left"] == []
        while True:
            try:
                undone = store.write(undo)
            except NotFoundError:
                break
            assert undone not in before or contents(store.path, LEFT_OUT) == before[undone]
        assert contents(store.path, LEFT_OUT) == at_first
    finally:
        discard(store)


def test_the_clerk_does_every_deed_of_letters() -> None:
    """The test above would prove little if most deeds were refused."""
    tally: Counter[tuple[str, bool]] = Counter()
    for seed in range(8):
        if {deed.__name__ for deed in DEEDS} <= {name for name, succeeded in tally if succeeded}:
            break
        store = scratch_store()
        clerk = LettersClerk(store, Random(seed), TODAY)
        clerk.furnish()
        for _ in range(120):
            clerk.step()
        everybody_stands_once(store)
        tally += clerk.tally
        discard(store)
    assert {deed.__name__ for deed in DEEDS} <= {name for name, succeeded in tally if succeeded}
