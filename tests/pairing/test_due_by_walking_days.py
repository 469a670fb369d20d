"""The rules against a slow, obvious reading of them that walks the calendar day by day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.pairing.rules import holds, lasting_pause, standing, status_from_stored, status_on, stored_due
from liaison.pairing.terms import (
    Basis,
    Clause,
    Contact,
    ContactRule,
    CountedBy,
    Frequency,
    PairingFacts,
    PauseSpan,
    Status,
    Unit,
)
from liaison.people.fields import PersonStatus
from liaison.visits.fields import ContactKind, ContactState
from walking_days import ONE_DAY, slow_standing

# --- random offices ---------------------------------------------------------------------------------------------------

SHARP = [
    *(date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 16), date(2024, 1, 30), date(2024, 1, 31)),
    *(date(2024, 2, 15), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 31)),
    *(date(2024, 5, 15), date(2024, 5, 16), date(2024, 6, 30), date(2024, 7, 1), date(2024, 7, 2)),
    *(date(2024, 8, 15), date(2024, 8, 16), date(2024, 9, 30), date(2024, 12, 31), date(2025, 1, 1)),
    *(date(2025, 2, 14), date(2025, 2, 15), date(2025, 2, 28), date(2025, 3, 31), date(2025, 7, 2)),
]
days = st.one_of(
    st.sampled_from(SHARP),
    st.dates(date(2024, 1, 25), date(2024, 4, 5)),
    st.dates(date(2023, 11, 1), date(2025, 7, 31)),
)
kinds = st.sampled_from([ContactKind.VISIT, ContactKind.CALL, ContactKind.LETTER])
calendar = st.builds(
    Frequency,
    st.just(Basis.CALENDAR),
    st.integers(1, 3),
    st.sampled_from([Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR]),
)
rolling = st.one_of(
    st.builds(Frequency, st.just(Basis.ROLLING), st.integers(1, 120), st.just(Unit.DAY)),
    st.builds(Frequency, st.just(Basis.ROLLING), st.integers(1, 16), st.just(Unit.WEEK)),
    st.builds(Frequency, st.just(Basis.ROLLING), st.integers(1, 14), st.just(Unit.MONTH)),
)
clauses = st.builds(
    Clause, st.one_of(calendar, rolling), st.frozensets(kinds, max_size=2), st.sampled_from(list(CountedBy))
)
rules = st.builds(ContactRule, st.just(1), st.just("rule"), st.lists(clauses, max_size=3).map(tuple))
contacts = st.builds(
    Contact,
    st.integers(1, 99),
    days,
    kinds,
    st.sampled_from([ContactState.DONE] * 5 + list(ContactState)),
    st.frozensets(st.sampled_from([7, 8]), max_size=2),
)


@st.composite
def pauses(draw: st.DrawFn) -> PauseSpan:
    begun = draw(days)
    length = draw(st.one_of(st.none(), st.integers(0, 60)))
    return PauseSpan(begun, None if length is None else begun + timedelta(days=length), draw(st.booleans()))


@st.composite
def facts_of_a_pairing(draw: st.DrawFn) -> PairingFacts:
    return PairingFacts(
        pairing_id=1,
        cadre_id=7,
        started_on=draw(days),
        counts_from=draw(st.one_of(st.none(), days)),
        ended_on=draw(st.one_of(st.none(), st.none(), days)),
        person_status=draw(st.sampled_from([PersonStatus.ACTIVE] * 6 + list(PersonStatus))),
        status_since=draw(st.one_of(st.none(), days)),
        rule=draw(st.one_of(rules, rules, rules, st.none())),
        contacts=tuple(draw(st.lists(contacts, max_size=7))),
        pauses=tuple(draw(st.one_of(st.just([]), st.lists(pauses(), max_size=2)))),
    )


@st.composite
def plain_facts(draw: st.DrawFn) -> PairingFacts:
    """An active person, one clause, few contacts, at most one short pause: so that the edges are met often."""
    start = draw(days)
    clause = Clause(draw(st.one_of(calendar, calendar, rolling)))
    done = [on for on in draw(st.lists(days, max_size=2)) if on >= start - timedelta(days=40)]
    records = [Contact(n, on, ContactKind.VISIT, ContactState.DONE, frozenset({7})) for n, on in enumerate(done)]
    spans = draw(st.lists(pauses().filter(lambda pause: pause.until is not None), max_size=1))
    rule = ContactRule(1, "rule", (clause,))
    return PairingFacts(1, 7, start, None, None, PersonStatus.ACTIVE, None, rule, tuple(records), tuple(spans))


# --- the comparisons --------------------------------------------------------------------------------------------------


@settings(max_examples=450, deadline=None)
@given(facts_of_a_pairing(), days, st.sampled_from([14, 0, 30]))
def test_any_pairing_stands_on_any_day_as_the_slow_reading_says(facts: PairingFacts, today: date, soon: int) -> None:
    found = standing(facts, today, soon)
    expected = slow_standing(facts, today, soon)
    assert {name: getattr(found, name) for name in expected} == expected
    assert status_on(facts, today, soon) == expected["status"]


@settings(max_examples=450, deadline=None)
@given(plain_facts(), st.sampled_from([-15, -14, -13, -1, 0, 1]), st.sampled_from([14, 0]))
def test_around_its_due_day_a_pairing_stands_as_the_slow_reading_says(
    facts: PairingFacts, days_on: int, soon: int
) -> None:
    found = slow_standing(facts, date(2025, 12, 31), soon)["due_on"]
    assert isinstance(found, date)
    today = found + timedelta(days=days_on)
    assert standing(facts, today, soon).due_on == slow_standing(facts, today, soon)["due_on"]
    assert standing(facts, today, soon).status == slow_standing(facts, today, soon)["status"]


@settings(deadline=None)
@given(facts_of_a_pairing())
def test_a_pairing_holds_on_the_days_between_its_ends(facts: PairingFacts) -> None:
    walked, held = date(2023, 10, 30), set()
    while walked < date(2025, 8, 2):
        if walked == facts.ended_on:
            break
        if walked >= facts.started_on:
            held.add(walked)
        walked += ONE_DAY
    if facts.person_status in {PersonStatus.DECEASED, PersonStatus.ARCHIVED}:
        held = set()
    everyday = [date(2023, 10, 30) + n * ONE_DAY for n in range((date(2025, 8, 2) - date(2023, 10, 30)).days)]
    assert {day for day in everyday if holds(facts, day)} == held


@settings(max_examples=200, deadline=None)
@given(facts_of_a_pairing(), st.integers(0, 500))
def test_the_stored_due_day_answers_as_the_records_do_from_their_last_day_on(facts: PairingFacts, later: int) -> None:
    recorded = [c.happened_on for c in facts.contacts] + [p.from_on for p in facts.pauses]
    today = max([facts.started_on, facts.status_since or date.min, *recorded]) + timedelta(days=later)
    found, stored = standing(facts, today), stored_due(facts)
    status = status_from_stored(
        stored,
        today,
        no_contact=facts.person_status is not PersonStatus.ACTIVE,
        paused=lasting_pause(facts.pauses, today) is not None,
        ruled=facts.rule is not None and facts.rule.clauses != (),
    )
    assert (status, stored.last_contact_on) == (found.status, found.last_contact_on)
    if found.due_on is not None:
        assert (stored.due_on, stored.due_clause) == (found.due_on, found.due_clause)


@settings(max_examples=200, deadline=None)
@given(facts_of_a_pairing(), st.integers(0, 500))
def test_the_late_are_those_whose_stored_due_day_has_passed(facts: PairingFacts, later: int) -> None:
    recorded = [c.happened_on for c in facts.contacts] + [p.from_on for p in facts.pauses]
    today = max([facts.started_on, facts.status_since or date.min, *recorded]) + timedelta(days=later)
    stored = stored_due(facts)
    late = stored.due_on is not None and stored.due_on < today
    assert late == (standing(facts, today).status in {Status.OVERDUE, Status.NEVER})


@settings(deadline=None)
@given(facts_of_a_pairing(), days)
def test_a_contact_after_the_day_asked_about_changes_nothing(facts: PairingFacts, today: date) -> None:
    past = PairingFacts(
        *(facts.pairing_id, facts.cadre_id, facts.started_on, facts.counts_from, facts.ended_on),
        *(facts.person_status, facts.status_since, facts.rule),
        contacts=tuple(contact for contact in facts.contacts if contact.happened_on <= today),
        pauses=tuple(pause for pause in facts.pauses if pause.from_on <= today),
    )
    assert standing(past, today) == standing(facts, today)
