"""Coverage and completion of one pairing against a slow, obvious reading that walks the calendar day by day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.pairing.terms import (
    Basis,
    Clause,
    Contact,
    ContactRule,
    CountedBy,
    Frequency,
    PairingFacts,
    PauseSpan,
    Unit,
)
from liaison.people.fields import PersonStatus
from liaison.reports.coverage_rules import counting_contacts, is_active_on, obligations, rolling_clauses
from liaison.reports.spans import Span
from liaison.visits.fields import ContactKind, ContactState
from walking_coverage import in_touch, slow_obligations
from walking_days import counting_days, slow_standing

SHARP = [date(2024, 1, 1), date(2024, 2, 15), date(2024, 2, 29), date(2024, 3, 31), date(2024, 6, 30), date(2024, 7, 1)]
ALWAYS = date(2023, 12, 1)
days = st.one_of(st.sampled_from(SHARP), st.dates(date(2024, 1, 1), date(2024, 9, 30)))
seldom = st.one_of(st.none(), st.none(), st.none(), days)
kinds = st.sampled_from([ContactKind.VISIT, ContactKind.CALL])
calendar = st.builds(
    Frequency, st.just(Basis.CALENDAR), st.integers(1, 2), st.sampled_from([Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR])
)
rolling = st.builds(Frequency, st.just(Basis.ROLLING), st.integers(10, 90), st.just(Unit.DAY))
clauses = st.builds(
    Clause, st.one_of(calendar, rolling), st.frozensets(kinds, max_size=1), st.sampled_from(list(CountedBy))
)
contacts = st.builds(
    Contact,
    st.integers(1, 9999),
    days,
    kinds,
    st.sampled_from([ContactState.DONE] * 5 + [ContactState.PLANNED]),
    st.sampled_from([frozenset({7}), frozenset({7}), frozenset({8}), frozenset({7, 8})]),
)
pauses = st.builds(
    lambda begun, length, own: PauseSpan(begun, None if length is None else begun + timedelta(days=length), own),
    days,
    st.one_of(st.integers(20, 120), st.none()),
    st.booleans(),
)
facts_of_a_pairing = st.builds(
    PairingFacts,
    pairing_id=st.just(1),
    cadre_id=st.just(7),
    started_on=st.one_of(st.just(ALWAYS), days),
    counts_from=seldom,
    ended_on=seldom,
    person_status=st.sampled_from([PersonStatus.ACTIVE] * 6 + [PersonStatus.NO_CONTACT, PersonStatus.DECEASED]),
    status_since=seldom,
    rule=st.builds(ContactRule, st.just(1), st.just("rule"), st.lists(clauses, min_size=1, max_size=2).map(tuple)),
    contacts=st.lists(contacts, min_size=1, max_size=10).map(tuple),
    pauses=st.one_of(st.just(()), pauses.map(lambda pause: (pause,))),
)
spans = st.builds(
    lambda since, length: Span(since, since + timedelta(days=length)),
    days,
    st.one_of(st.just(200), st.integers(0, 250)),
)


@settings(max_examples=150)
@given(facts_of_a_pairing, spans)
def test_obligations_are_those_found_by_walking_the_span(facts: PairingFacts, span: Span) -> None:
    found = list(obligations(facts, span))
    assert sorted((one.ends_on, one.required, one.done) for one in found) == slow_obligations(facts, span)
    assert all(one.kept == (one.done if one.done < one.required else one.required) for one in found)


@settings(max_examples=70)
@given(facts_of_a_pairing, spans)
def test_contacts_that_count_are_those_that_some_clause_counts(facts: PairingFacts, span: Span) -> None:
    rule = () if facts.rule is None else facts.rule.clauses
    counted = {day for clause in rule for day in counting_days(clause, facts, span.until) if day >= span.since}
    ids = counting_contacts(facts, span)
    found = {
        contact.happened_on for contact in facts.contacts if contact.visit_id in ids and span.holds(contact.happened_on)
    }
    assert found >= counted
    assert bool(ids) == bool(counted)


@settings(max_examples=70)
@given(facts_of_a_pairing, days)
def test_a_rolling_clause_is_late_as_the_slow_reading_of_it_alone_says(facts: PairingFacts, day: date) -> None:
    assert is_active_on(facts, day) == in_touch(facts, day)
    expected = []
    for clause in () if facts.rule is None else facts.rule.clauses:
        if clause.frequency.basis is Basis.ROLLING and in_touch(facts, day):
            alone = PairingFacts(
                **{
                    **{name: getattr(facts, name) for name in PairingFacts.__slots__},
                    "rule": ContactRule(1, "alone", (clause,)),
                }
            )
            status = slow_standing(alone, day, 14)["status"]
            if status != "paused":
                expected.append((clause, status in {"overdue", "never"}))
    assert list(rolling_clauses(facts, day)) == expected
