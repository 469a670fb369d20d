"""The contact rules by example: each sentence of the rules, with the days that decide it."""

from collections.abc import Callable
from datetime import date

import pytest

from liaison.pairing.rules import clause_due, due, effective_rule, holds, standing, stored_due
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
    Status,
    StoredDue,
    Unit,
    WhyNot,
)
from liaison.people.fields import PersonStatus
from liaison.visits.fields import ContactKind, ContactState

Make = Callable[..., PairingFacts]
VISIT, CALL, LETTER = ContactKind.VISIT, ContactKind.CALL, ContactKind.LETTER


def day(text: str) -> date:
    return date.fromisoformat(text)


def each(unit: Unit, amount: int = 1) -> Frequency:
    return Frequency(Basis.CALENDAR, amount, unit)


def every(amount: int, unit: Unit) -> Frequency:
    return Frequency(Basis.ROLLING, amount, unit)


def rule(*demands: Frequency | Clause) -> ContactRule:
    return ContactRule(1, "重点对象联系制度", tuple(d if isinstance(d, Clause) else Clause(d) for d in demands))


def on(
    text: str,
    kind: ContactKind = VISIT,
    state: ContactState = ContactState.DONE,
    cadres: frozenset[int] = frozenset({7}),
    visit_id: int = 1,
) -> Contact:
    return Contact(visit_id, day(text), kind, state, cadres)


def due_on(facts: PairingFacts) -> str:
    return str(stored_due(facts).due_on)


# --- rolling ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "frequency", "expected"),
    [
        ("2026-01-31", every(1, Unit.MONTH), "2026-02-28"),
        ("2028-01-31", every(1, Unit.MONTH), "2028-02-29"),
        ("2026-01-31", every(3, Unit.MONTH), "2026-04-30"),
        ("2028-02-29", every(12, Unit.MONTH), "2029-02-28"),
        ("2026-01-01", every(90, Unit.DAY), "2026-04-01"),
        ("2026-01-01", every(6, Unit.WEEK), "2026-02-12"),
    ],
)
def test_a_rolling_clause_counts_on_from_the_start(
    facts: Make, start: str, frequency: Frequency, expected: str
) -> None:
    assert due_on(facts(started_on=day(start), rule=rule(frequency))) == expected


def test_a_rolling_clause_counts_on_from_the_last_counting_contact(facts: Make) -> None:
    contacts = (on("2026-05-10"), on("2026-03-01"), on("2026-06-01", state=ContactState.ATTEMPTED))
    assert due_on(facts(rule=rule(every(90, Unit.DAY)), contacts=contacts)) == "2026-08-08"


def test_a_rolling_clause_never_counts_on_from_before_the_start(facts: Make) -> None:
    by_anyone = rule(Clause(every(30, Unit.DAY), by=CountedBy.ANYONE))
    assert due_on(facts(rule=by_anyone, contacts=(on("2025-12-20"),))) == "2026-01-31"


def test_due_days_stay_within_the_calendar(facts: Make) -> None:
    late = facts(started_on=day("9999-12-20"))
    for demand in (
        *(every(999, unit) for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH)),
        each(Unit.YEAR),
        each(Unit.MONTH),
    ):
        assert clause_due(Clause(demand), late, (on("9999-12-31"),)) == date.max
    pause = PauseSpan(day("9999-12-01"), date.max, of_pairing=False)
    held = facts(rule=rule(every(1, Unit.DAY)), pauses=(pause,))
    assert due(held, date.max).due_on == date.max


# --- calendar ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "unit", "expected"),
    [
        ("2026-01-01", Unit.QUARTER, "2026-03-31"),
        ("2026-02-14", Unit.QUARTER, "2026-03-31"),  # 44 days gone, 45 left
        ("2026-02-15", Unit.QUARTER, "2026-06-30"),  # 45 gone, 44 left
        ("2028-02-15", Unit.QUARTER, "2028-03-31"),  # leap year: 45 gone, 45 left is at least half
        ("2026-01-16", Unit.MONTH, "2026-01-31"),  # 15 gone, 15 left
        ("2026-01-17", Unit.MONTH, "2026-02-28"),
        ("2028-01-17", Unit.MONTH, "2028-02-29"),
        ("2026-07-02", Unit.YEAR, "2026-12-31"),  # 182 gone, 182 left
        ("2026-07-03", Unit.YEAR, "2027-12-31"),
        ("2026-10-01", Unit.HALF_YEAR, "2027-06-30"),  # 92 gone, 91 left
        ("2026-09-30", Unit.HALF_YEAR, "2026-12-31"),
    ],
)
def test_the_period_of_the_start_is_obliged_when_half_of_it_is_left(
    facts: Make, start: str, unit: Unit, expected: str
) -> None:
    assert due_on(facts(started_on=day(start), rule=rule(each(unit)))) == expected


def test_a_period_with_its_contacts_passes_the_due_day_on_by_one_period(facts: Make) -> None:
    quarterly = rule(each(Unit.QUARTER))
    assert due_on(facts(rule=quarterly, contacts=(on("2026-02-01"),))) == "2026-06-30"
    assert due_on(facts(rule=quarterly, contacts=(on("2026-02-01"), on("2026-02-01", visit_id=2)))) == "2026-06-30"
    assert due_on(facts(rule=quarterly, contacts=(on("2026-12-31"),))) == "2027-03-31"


def test_a_period_short_of_contacts_stays_due(facts: Make) -> None:
    twice = rule(each(Unit.YEAR, 2))
    assert due_on(facts(rule=twice, contacts=(on("2026-02-01"),))) == "2026-12-31"
    assert due_on(facts(rule=twice, contacts=(on("2026-02-01"), on("2026-02-01", visit_id=2)))) == "2027-12-31"
    assert due_on(facts(rule=twice, contacts=(on("2026-02-01"), on("2027-01-01")))) == "2027-12-31"


def test_a_contact_before_the_first_obliged_period_does_not_move_its_due_day(facts: Make) -> None:
    late_start = facts(started_on=day("2026-03-01"), rule=rule(each(Unit.QUARTER)), contacts=(on("2026-03-20"),))
    assert due_on(late_start) == "2026-06-30"


def test_a_contact_before_the_start_counts_for_anyone_in_the_obliged_period(facts: Make) -> None:
    by_anyone = Clause(each(Unit.QUARTER), by=CountedBy.ANYONE)
    started = {"started_on": day("2026-02-01"), "contacts": (on("2026-01-10"),)}
    assert due_on(facts(rule=rule(by_anyone), **started)) == "2026-06-30"
    assert due_on(facts(rule=rule(each(Unit.QUARTER)), **started)) == "2026-03-31"


# --- start, counting, several clauses ---------------------------------------------------------------------------------


def test_counts_from_moves_the_start_but_not_which_contacts_count(facts: Make) -> None:
    given = {"started_on": day("2020-05-01"), "counts_from": day("2026-11-01")}
    assert due_on(facts(rule=rule(each(Unit.QUARTER)), **given)) == "2026-12-31"
    assert due_on(facts(rule=rule(every(90, Unit.DAY)), **given)) == "2027-01-30"
    kept = stored_due(facts(rule=rule(each(Unit.QUARTER)), contacts=(on("2026-10-05"),), **given))
    assert (str(kept.due_on), str(kept.last_contact_on)) == ("2027-03-31", "2026-10-05")


def test_counts_from_before_the_pairing_changes_nothing(facts: Make) -> None:
    assert due_on(facts(counts_from=day("2020-01-01"), rule=rule(every(1, Unit.DAY)))) == "2026-01-02"


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        (on("2026-02-01", state=ContactState.PLANNED), WhyNot.PLANNED),
        (on("2026-02-01", state=ContactState.ATTEMPTED), WhyNot.NOT_REACHED),
        (on("2026-02-01", state=ContactState.CANCELLED), WhyNot.CANCELLED),
        (on("2026-02-01", LETTER), WhyNot.KIND),
        (on("2026-02-01", cadres=frozenset({8})), WhyNot.WITHOUT_CADRE),
        (on("2026-02-01", cadres=frozenset()), WhyNot.WITHOUT_CADRE),
        (on("2025-12-31"), WhyNot.BEFORE_PAIRING),
    ],
)
def test_what_does_not_count_says_why(facts: Make, contact: Contact, why: WhyNot) -> None:
    strict = rule(Clause(every(90, Unit.DAY), frozenset({VISIT, CALL})))
    found = standing(facts(rule=strict, contacts=(contact,)), day("2026-03-01"))
    assert (found.last_contact_on, found.last_counted, found.last_uncounted) == (None, None, contact)
    assert found.why_uncounted is why


def test_the_day_of_the_start_counts_and_several_cadres_count_once(facts: Make) -> None:
    twice = rule(each(Unit.QUARTER, 2))
    together = on("2026-01-01", cadres=frozenset({7, 8, 9}))
    assert due_on(facts(rule=twice, contacts=(together,))) == "2026-03-31"


def test_the_earliest_clause_decides_and_a_tie_goes_to_the_first(facts: Make) -> None:
    visits = Clause(each(Unit.YEAR, 2), frozenset({VISIT}))
    found = stored_due(facts(rule=rule(visits, every(60, Unit.DAY))))
    assert found == StoredDue(day("2026-03-02"), 1, None)
    tied = stored_due(facts(rule=rule(visits, each(Unit.YEAR))))
    assert tied == StoredDue(day("2026-12-31"), 0, None)


def test_the_last_contact_is_the_latest_that_counts_for_any_clause(facts: Make) -> None:
    both = rule(Clause(every(30, Unit.DAY), frozenset({VISIT})), Clause(every(400, Unit.DAY), frozenset({CALL})))
    found = standing(facts(rule=both, contacts=(on("2026-05-01", CALL), on("2026-06-01", LETTER))), day("2026-07-01"))
    assert (found.status, str(found.due_on)) == (Status.OVERDUE, "2026-01-31")
    assert str(found.last_contact_on) == "2026-05-01"
    assert found.last_counted is None


# --- status -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [
        ("2026-03-16", Status.OK, 0),
        ("2026-03-17", Status.DUE_SOON, 0),
        ("2026-03-31", Status.DUE_SOON, 0),
        ("2026-04-01", Status.NEVER, 1),
        ("2026-05-21", Status.NEVER, 51),
    ],
)
def test_due_today_is_not_late_and_fourteen_days_are_soon(facts: Make, today: str, status: Status, late: int) -> None:
    found = standing(facts(rule=rule(each(Unit.QUARTER))), day(today))
    assert (found.status, found.days_late, str(found.due_on)) == (status, late, "2026-03-31")


def test_one_counting_contact_makes_late_overdue_instead_of_never(facts: Make) -> None:
    held = facts(rule=rule(each(Unit.QUARTER)), contacts=(on("2026-01-05"),))
    assert standing(held, day("2026-07-01")).status is Status.OVERDUE
    assert standing(held, day("2026-06-01"), due_soon_days=30).status is Status.DUE_SOON


def test_a_past_day_is_answered_with_the_contacts_done_up_to_it(facts: Make) -> None:
    held = facts(rule=rule(each(Unit.QUARTER)), contacts=(on("2026-04-02"),))
    assert standing(held, day("2026-04-01")).status is Status.NEVER
    assert standing(held, day("2026-04-02")).status is Status.OK
    planned = facts(rule=rule(each(Unit.QUARTER)), contacts=(on("2026-03-02", state=ContactState.PLANNED),))
    assert standing(planned, day("2027-01-01")).status is Status.NEVER


def test_a_pairing_holds_up_to_but_not_including_its_end(facts: Make) -> None:
    ended = facts(ended_on=day("2026-06-01"))
    answers = [holds(ended, day(text)) for text in ("2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01")]
    assert answers == [False, True, True, False]


@pytest.mark.parametrize("status", [PersonStatus.DECEASED, PersonStatus.ARCHIVED])
def test_the_deceased_and_the_archived_are_never_asked_for(facts: Make, status: PersonStatus) -> None:
    gone = facts(person_status=status, status_since=day("2026-06-01"), rule=rule(each(Unit.MONTH)))
    assert not holds(gone, day("2026-03-01"))
    assert stored_due(gone).due_on is None


def test_no_contact_goes_before_paused_and_paused_before_no_rule(facts: Make) -> None:
    pause = PauseSpan(day("2026-02-01"), None, of_pairing=False)
    wish = {"person_status": PersonStatus.NO_CONTACT, "status_since": day("2026-03-01")}
    assert standing(facts(pauses=(pause,), **wish), day("2026-03-01")).status is Status.NO_CONTACT
    assert standing(facts(pauses=(pause,), **wish), day("2026-02-28")).status is Status.PAUSED
    assert standing(facts(pauses=(pause,), **wish), day("2026-01-31")).status is Status.NO_RULE
    assert standing(facts(person_status=PersonStatus.NO_CONTACT), day("2026-01-31")).status is Status.NO_CONTACT


def test_nothing_becomes_due_where_nothing_is_asked_but_what_is_known_stays(facts: Make) -> None:
    wish = {"person_status": PersonStatus.NO_CONTACT, "status_since": day("2026-03-01")}
    quarterly = rule(each(Unit.QUARTER))
    found = standing(facts(rule=quarterly, contacts=(on("2026-01-05"),), **wish), day("2026-12-01"))
    assert (found.due_on, found.clause, found.due_clause, found.days_late) == (None, None, None, 0)
    assert (found.rule, str(found.last_contact_on)) == (quarterly, "2026-01-05")


def test_a_rule_without_clauses_asks_for_nothing(facts: Make) -> None:
    assert standing(facts(rule=rule()), day("2030-01-01")).status is Status.NO_RULE
    assert stored_due(facts(rule=rule(), contacts=(on("2026-01-05"),))) == StoredDue(None, None, None)


# --- pauses -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("of_pairing", "floor"), [(False, "2026-04-24"), (True, "2026-04-11")])
def test_a_pause_holds_back_and_then_puts_the_due_day_off(facts: Make, of_pairing: bool, floor: str) -> None:
    pause = PauseSpan(day("2026-03-20"), day("2026-04-10"), of_pairing)
    held = facts(rule=rule(each(Unit.QUARTER)), pauses=(pause,))
    statuses = [standing(held, day(text)).status for text in ("2026-03-19", "2026-03-20", "2026-04-10", "2026-04-11")]
    assert statuses == [Status.DUE_SOON, Status.PAUSED, Status.PAUSED, Status.DUE_SOON]
    assert str(standing(held, day("2026-03-19")).due_on) == "2026-03-31"
    assert str(standing(held, day("2026-04-11")).due_on) == floor
    assert standing(held, day("2026-03-20")).paused_until == day("2026-04-10")


def test_a_pause_puts_off_nothing_that_is_due_later_anyway_and_is_no_contact(facts: Make) -> None:
    pause = PauseSpan(day("2026-02-01"), day("2026-02-10"), of_pairing=False)
    found = standing(facts(rule=rule(each(Unit.QUARTER)), pauses=(pause,)), day("2026-04-01"))
    assert (found.status, str(found.due_on), found.put_off_by) == (Status.NEVER, "2026-03-31", None)


def test_the_farthest_of_several_lapsed_pauses_counts_and_the_clause_stays(facts: Make) -> None:
    snooze = PauseSpan(day("2026-04-01"), day("2026-04-20"), of_pairing=True)
    pause = PauseSpan(day("2026-03-01"), day("2026-04-10"), of_pairing=False)
    held = facts(rule=rule(each(Unit.YEAR), each(Unit.QUARTER)), pauses=(snooze, pause))
    assert stored_due(held) == StoredDue(day("2026-04-24"), 1, None)


def test_a_pause_without_an_end_leaves_no_due_day(facts: Make) -> None:
    pauses = (
        PauseSpan(day("2026-02-01"), None, of_pairing=False),
        PauseSpan(day("2026-02-01"), day("2026-02-02"), of_pairing=True),
    )
    held = facts(rule=rule(each(Unit.QUARTER)), contacts=(on("2026-01-05"),), pauses=pauses)
    assert stored_due(held) == StoredDue(None, None, day("2026-01-05"))
    found = standing(held, day("2026-02-02"))
    assert (found.status, found.paused_until) == (Status.PAUSED, None)
    assert standing(held, day("2026-01-31")).status is Status.OK


# --- whose rule -------------------------------------------------------------------------------------------------------


def test_the_most_specific_rule_is_in_force() -> None:
    named = {number: ContactRule(number, str(number), ()) for number in range(1, 6)}
    book = RuleBook(named[1], {"乡贤": named[2]}, {"重点": named[3]}, named)
    asked = [("", "", None, None), ("乡贤", "一般", None, None), ("乡贤", "重点", None, None)]
    asked_by_name = [("乡贤", "重点", 4, None), ("乡贤", "重点", 4, 5), ("", "", None, 5)]
    found = [
        effective_rule(book, sector=sector, tier=tier, person_rule=person, pairing_rule=pairing)
        for sector, tier, person, pairing in asked + asked_by_name
    ]
    assert [one.id if one else None for one in found] == [1, 2, 3, 4, 5, 5]
    assert effective_rule(RuleBook(), sector="", tier="", person_rule=None, pairing_rule=None) is None


@pytest.mark.parametrize(
    ("basis", "amount", "unit"),
    [(Basis.CALENDAR, 1, Unit.WEEK), (Basis.ROLLING, 1, Unit.YEAR), (Basis.ROLLING, 0, Unit.DAY)],
)
def test_a_frequency_that_means_nothing_cannot_be_made(basis: Basis, amount: int, unit: Unit) -> None:
    with pytest.raises(ValueError, match="no such frequency"):
        Frequency(basis, amount, unit)
