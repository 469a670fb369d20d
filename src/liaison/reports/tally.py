"""Coverage and completion of some pairings over a span, added up from the rule of each, with their records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlmodel import Session, col

from liaison.pairing.facts import load_facts
from liaison.pairing.models import Pairing
from liaison.pairing.rules import status_on
from liaison.pairing.terms import PairingFacts, Status
from liaison.reports.coverage_rules import counting_contacts, is_active_on, obligations, rolling_clauses
from liaison.reports.document import Figure, RecordKind, Records, Share, Unit
from liaison.reports.spans import Span
from liaison.text.words import _

KEYS = (
    "paired",
    "contacted",
    "coverage",
    "required",
    "kept",
    "completion",
    "rolling_on_time",
    "rolling_late",
    "overdue",
    "never",
)
"""The figures of a tally, in the order of its columns."""


@dataclass(frozen=True)
class Held:
    """A pairing with everything that its rule is judged by."""

    facts: PairingFacts
    person_id: int
    cadre_id: int

    def held_in(self, span: Span) -> bool:
        """Whether the pairing held on any day of a span."""
        ended_on = self.facts.ended_on
        return self.facts.started_on <= span.until and (ended_on is None or ended_on > span.since)


@dataclass(frozen=True)
class Judged:
    """What one pairing comes to over a span; ``status`` is empty where it is not active on the last day.

    ``late`` says of its rolling clauses whether one is late; it is empty where none is reckoned with.
    """

    pairing_id: int
    person_id: int
    cadre_id: int
    status: Status | None
    reached: bool
    required: int
    kept: int
    late: bool | None


@dataclass(frozen=True)
class Tally:
    """What some pairings come to over a span: ids of people and of pairings, each once.

    ``owed`` says of each pairing with obliged periods what they required and what of it was kept.
    """

    paired: tuple[int, ...]
    contacted: frozenset[int]
    owed: dict[int, tuple[int, int]]
    on_time: tuple[int, ...]
    late: tuple[int, ...]
    overdue: tuple[int, ...]
    never: tuple[int, ...]
    no_rule: tuple[int, ...]


def pairings_of(session: Session, span: Span) -> list[Held]:
    """Every pairing that held on any day of a span, with its records."""
    query = (
        select(col(Pairing.id), col(Pairing.representative_id), col(Pairing.cadre_id))
        .where(col(Pairing.started_on) <= span.until)
        .where(or_(col(Pairing.ended_on).is_(None), col(Pairing.ended_on) > span.since))
        .order_by(col(Pairing.id))
    )
    of_pairing = {row_id or 0: (person, cadre) for row_id, person, cadre in session.execute(query)}
    return [Held(facts, *of_pairing[facts.pairing_id]) for facts in load_facts(session, list(of_pairing))]


def judged(held: Iterable[Held], span: Span) -> list[Judged]:
    """What each of some pairings comes to over a span."""
    return [_judge(one, span) for one in held]


def tally(pairings: Sequence[Judged]) -> Tally:
    """Add up some pairings."""
    active = [one for one in pairings if one.status is not None]
    return Tally(
        paired=tuple(dict.fromkeys(one.person_id for one in active)),
        contacted=frozenset(one.person_id for one in active if one.reached),
        owed={one.pairing_id: (one.required, one.kept) for one in pairings if one.required},
        on_time=tuple(one.pairing_id for one in active if one.late is False),
        late=tuple(one.pairing_id for one in active if one.late),
        overdue=tuple(one.pairing_id for one in active if one.status is Status.OVERDUE),
        never=tuple(one.pairing_id for one in active if one.status is Status.NEVER),
        no_rule=tuple(one.pairing_id for one in active if one.status is Status.NO_RULE),
    )


def figures_of(key: str, found: Tally) -> tuple[Figure, ...]:
    """The figures of a tally, in the order of `KEYS`."""
    people = Records(
        RecordKind.PERSON,
        found.paired,
        (_("Counting contact"),),
        {person: (_("yes") if person in found.contacted else _("no"),) for person in found.paired},
    )
    reached = tuple(person for person in found.paired if person in found.contacted)
    owed = Records(
        RecordKind.PAIRING,
        tuple(found.owed),
        (_("Required"), _("Done of it")),
        {pairing: (str(required), str(kept)) for pairing, (required, kept) in found.owed.items()},
    )
    required = sum(required for required, _kept in found.owed.values())
    kept = sum(kept for _required, kept in found.owed.values())
    labels = labels_of_figures()
    values: Sequence[tuple[Unit, int | Share, Records]] = (
        (Unit.PEOPLE, len(found.paired), people),
        (Unit.PEOPLE, len(reached), Records(RecordKind.PERSON, reached)),
        (Unit.SHARE, Share(len(reached), len(found.paired)), people),
        (Unit.CONTACTS, required, owed),
        (Unit.CONTACTS, kept, owed),
        (Unit.SHARE, Share(kept, required), owed),
        *((Unit.PAIRINGS, len(ids), Records(RecordKind.PAIRING, ids)) for ids in _of_pairings(found)),
    )
    return tuple(
        Figure(f"{key}.{name}", labels[name], unit, value, records)
        for name, (unit, value, records) in zip(KEYS, values, strict=True)
    )


def labels_of_figures() -> dict[str, str]:
    """How each figure of a tally is called."""
    return {
        "paired": _("Active paired persons"),
        "contacted": _("Contacted at least once"),
        "coverage": _("Coverage"),
        "required": _("Required"),
        "kept": _("Done of it"),
        "completion": _("Completion"),
        "rolling_on_time": _("Rolling: on time"),
        "rolling_late": _("Rolling: late"),
        "overdue": _("Overdue"),
        "never": _("Never contacted"),
    }


def _of_pairings(found: Tally) -> tuple[tuple[int, ...], ...]:
    return found.on_time, found.late, found.overdue, found.never


def _judge(one: Held, span: Span) -> Judged:
    facts = one.facts
    asked = list(obligations(facts, span))
    active = is_active_on(facts, span.until)
    rolling = rolling_clauses(facts, span.until) if active else ()
    return Judged(
        pairing_id=facts.pairing_id,
        person_id=one.person_id,
        cadre_id=one.cadre_id,
        status=status_on(facts, span.until) if active else None,
        reached=active and bool(counting_contacts(facts, span)),
        required=sum(each.required for each in asked),
        kept=sum(each.kept for each in asked),
        late=any(late for _clause, late in rolling) if rolling else None,
    )
