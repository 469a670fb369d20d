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
days = st.one_of(st.sampled_from(SHARP), st.dates(date(2023, 11, 1), date(2024, 12, 31)))
kinds = st.sampled_from([ContactKind.VISIT, ContactKind.CALL])
calendar = st.builds(
    Frequency, st.just(Basis.CALENDAR), st.integers(1, 3), st.sampled_from([Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR])
)
rolling = st.builds(Frequency, st.just(Basis.ROLLING), st.integers(1, 90), st.just(Unit.DAY))
clauses = st.builds(
    Clause, st.one_of(calendar, calendar, rolling), st.frozensets(kinds, max_size=1), st.sampled_from(list(CountedBy))
)
contacts = st.builds(
    Contact,
    st.integers(1, 99),
    days,
    kinds,
    st.sampled_from([ContactState.DONE] * 4 + [ContactState.PLANNED]),
    st.frozensets(st.sampled_from([7, 8]), max_size=2),
)
pauses = st.builds(
    lambda begun, length, own: PauseSpan(begun, None if length is None else begun + timedelta(days=length), own),
    days,
    st.one_of(st.none(), st.integers(0, 60)),
    st.booleans(),
)
facts_of_a_pairing = st.builds(
    PairingFacts,
    pairing_id=st.just(1),
    cadre_id=st.just(7),
    started_on=days,
    counts_from=st.one_of(st.none(), days),
    ended_on=st.one_of(st.none(), days),
    person_status=st.sampled_from([PersonStatus.ACTIVE] * 4 + list(PersonStatus)),
    status_since=st.one_of(st.none(), days),
    rule=st.one_of(
        st.none(),
        *[st.builds(ContactRule, st.just(1), st.just("rule"), st.lists(clauses, max_size=2).map(tuple))] * 3,
    ),
    contacts=st.lists(contacts, max_size=6).map(tuple),
    pauses=st.one_of(st.just(()), st.lists(pauses, max_size=1).map(tuple)),
)
spans = st.builds(lambda one, other: Span(min(one, other), max(one, other)), days, days)


@settings(max_examples=70)
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
