"""Everything that happened around one person, in one order: contacts, pairings, pauses, follow-ups, what went out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from enum import StrEnum

from sqlmodel import Session

from liaison.pairing.queries import pairing_rows
from liaison.people.fields import PAUSE_REASON_WORDS
from liaison.people.queries import pauses_of
from liaison.stewardship.disclosures import DisclosureFilter, DisclosureRow, disclosure_line, disclosure_rows
from liaison.store.history import DeedRow, deed_rows
from liaison.store.undo import GIVE_OUT
from liaison.text.words import _, listed
from liaison.visits.fields import (
    CONTACT_KIND_WORDS,
    CONTACT_STATE_WORDS,
    FOLLOW_UP_ACTION_WORDS,
    FOLLOW_UP_KIND_WORDS,
    FOLLOW_UP_STATE_WORDS,
    OUTCOME_WORDS,
)
from liaison.visits.follow_up_queries import StepRow, follow_up_steps
from liaison.visits.queries import FollowUpRow, VisitFilter, VisitRow, follow_up_rows, visit_ids, visit_rows


class EntryKind(StrEnum):
    """What an entry of the timeline is about."""

    VISIT = "visit"
    PAIRING = "pairing"
    PAUSE = "pause"
    STEP = "step"
    FOLLOW_UP = "follow_up"
    DISCLOSURE = "disclosure"
    DEED = "deed"


@dataclass(frozen=True)
class Entry:
    """One line of the timeline; ``row_id`` leads to the record that it tells of, ``part_of`` to what a step is of."""

    day: date
    kind: EntryKind
    row_id: int
    text: str
    part_of: int | None = None


def timeline(session: Session, representative_id: int, *, deeds: bool = True) -> list[Entry]:
    """The timeline of a person, the latest first."""
    visits = visit_ids(session, VisitFilter(representative_id=representative_id))
    entries = [_visit(row) for row in visit_rows(session, visits)]
    raised = follow_up_rows(session, representative_id=representative_id)
    entries += [_follow_up(row) for row in raised]
    said = {row.id: row.text for row in raised}
    steps = follow_up_steps(session, representative_id=representative_id)
    entries += [_step(step, said[step.follow_up_id]) for step in steps]
    entries += _pairings(session, representative_id)
    for pause in pauses_of(session, representative_id):
        text = _("pause from {start} to {end}: {reason}")
        end = pause.until.isoformat() if pause.until else "…"
        reason = _(PAUSE_REASON_WORDS[pause.reason])
        entries.append(
            Entry(pause.from_on, EntryKind.PAUSE, pause.id, text.format(start=pause.from_on, end=end, reason=reason))
        )
    entries += [_disclosure(row) for row in _given_out(session, representative_id)]
    if deeds:
        rows = deed_rows(session, representative_id=representative_id, visits=visits, limit=None)
        # What was given out stands there as itself.
        entries += [_deed(row) for row in rows if row.name != GIVE_OUT]
    order = list(EntryKind)
    return sorted(entries, key=lambda e: (e.day, -order.index(e.kind), e.row_id), reverse=True)


def _visit(row: VisitRow) -> Entry:
    state = _(CONTACT_STATE_WORDS[row.state])
    cadres = listed(cadre.name for cadre in row.cadres)
    parts = [_(CONTACT_KIND_WORDS[row.kind]), state, cadres, row.place, row.summary.replace("\n", " ")]
    return Entry(row.happened_on, EntryKind.VISIT, row.id, " · ".join(part for part in parts if part))


def _follow_up(row: FollowUpRow) -> Entry:
    outcome = _(OUTCOME_WORDS[row.outcome]) if row.outcome else ""
    parts = [_(FOLLOW_UP_KIND_WORDS[row.kind]), _(FOLLOW_UP_STATE_WORDS[row.state]), outcome]
    parts.append(row.text.replace("\n", " "))
    return Entry(row.received_on, EntryKind.FOLLOW_UP, row.id, " · ".join(part for part in parts if part))


def _given_out(session: Session, representative_id: int) -> list[DisclosureRow]:
    """What was given out about a person: all that names the person, and of what held everybody what left the office."""
    rows = disclosure_rows(session, DisclosureFilter(representative_id=representative_id))
    return [row for row in rows if row.recipient or not row.everybody]


def _disclosure(row: DisclosureRow) -> Entry:
    text = _("given out: {what}").format(what=disclosure_line(row))
    return Entry(row.given_on, EntryKind.DISCLOSURE, row.id, text)


def _step(step: StepRow, said: str) -> Entry:
    parts = [_(FOLLOW_UP_ACTION_WORDS[step.action]), " ".join(step.note.split()), f"({' '.join(said.split())})"]
    text = " · ".join(part for part in parts if part)
    return Entry(step.happened_on, EntryKind.STEP, step.id, text, part_of=step.follow_up_id)


def _pairings(session: Session, representative_id: int) -> Iterator[Entry]:
    for row in pairing_rows(session, representative_id=representative_id):
        text = _("paired with {cadre}").format(cadre=row.cadre.name)
        yield Entry(row.started_on, EntryKind.PAIRING, row.id, text)
        if row.ended_on is not None:
            text = _("pairing with {cadre} ended").format(cadre=row.cadre.name)
            yield Entry(
                row.ended_on, EntryKind.PAIRING, row.id, f"{text} · {row.end_reason}" if row.end_reason else text
            )


def _deed(row: DeedRow) -> Entry:
    text = f"#{row.id} {_(row.name)} · {row.who}"
    local = row.at.replace(tzinfo=UTC).astimezone()
    return Entry(local.date(), EntryKind.DEED, row.id, text)
