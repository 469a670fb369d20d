"""The plan of an import: each row is new, changes something, changes nothing, or is rejected."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from sqlmodel import Session

from liaison.exchange.check import Progress
from liaison.exchange.draft import Draft, planned_row
from liaison.exchange.mapping import Row
from liaison.exchange.plan_follow_ups import plan_follow_ups
from liaison.exchange.plan_letters import plan_letters
from liaison.exchange.plan_pairings import plan_pairings, plan_pauses
from liaison.exchange.plan_people import (
    plan_addresses,
    plan_cadres,
    plan_consents,
    plan_households,
    plan_representatives,
)
from liaison.exchange.plan_rules import plan_rules, plan_segments, plan_settings, plan_words
from liaison.exchange.plan_visits import plan_trips, plan_visits
from liaison.exchange.planned import Decision, Plan, RowKey
from liaison.exchange.records import read_records
from liaison.exchange.sheets import Sheet
from liaison.text.words import _


def make_plan(
    session: Session,
    rows: Mapping[Sheet, Sequence[Row]],
    remarks: Sequence[str],
    today: date,
    *,
    counts_from: date | None = None,
    decisions: Mapping[RowKey, Decision] = MappingProxyType({}),
    progress: Progress | None = None,
    ahead: Callable[[Plan], object] | None = None,
) -> Plan:
    """Compare rows with the store; change nothing.

    ``counts_from`` is the day from which new pairings that name none are reckoned; ``decisions`` say of rows whether
    they speak of somebody who is in the store. ``ahead`` is called when many new records were planned, and may write
    them, for what is planned of a new record stays.
    """
    if progress is not None:
        progress(_("Reading the store"), 0, 1)
    plan = Plan({sheet: [planned_row(row) for row in each] for sheet, each in rows.items()}, list(remarks))
    draft = Draft(session, read_records(session), plan, today, counts_from, decisions)
    plan_settings(draft)
    plan_households(draft)
    plan_rules(draft)
    draft.ahead = ahead  # not sooner: a new rule may take the place of one that is changed further down
    plan_cadres(draft)
    plan_representatives(draft)
    plan_words(draft)
    plan_segments(draft)
    plan_addresses(draft)
    plan_consents(draft)
    pairings = plan_pairings(draft)
    plan_pauses(draft, pairings)
    plan_trips(draft)
    contacts = plan_visits(draft, progress)
    plan_follow_ups(draft, contacts)
    plan_letters(draft, contacts)
    return plan
