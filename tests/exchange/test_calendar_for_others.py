"""The calendar that goes out: valid, the same each time; who is due, festivals and their letter days, birthdays."""

from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

from liaison.calendar.birthdays import Birthday, birthday_in
from liaison.calendar.festivals import Festival, festival_day
from liaison.exchange.diary import Entry, calendar_entries, calendar_of, write_calendar
from liaison.letters.settings import letter_settings
from liaison.people.fields import PersonStatus
from liaison.people.service import edit_representative, set_status
from liaison.store.store import Store
from liaison.visits.fields import ContactState
from liaison.visits.service import add_trip
from officework import TODAY, Furnish
from small_office import DAY, furnish
from workbooks import Desk


@pytest.fixture
def office(store: Store) -> dict[str, int]:
    return furnish(store)


def events(data: bytes) -> dict[str, Event]:
    """The events of a calendar by their titles, once all of it was read without a fault."""
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    found = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    for event in found:
        assert event.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event.decoded("dtend") > event.decoded("dtstart")
    assert len({str(event["UID"]) for event in found}) == len(found)
    return {str(event["SUMMARY"]): event for event in found}


def day_of(event: Event) -> date:
    day: date = event.decoded("dtstart")
    return day


def test_the_calendar_is_valid_and_the_same_each_time(store: Store, office: dict[str, int], desk: Desk) -> None:
    first, second = desk.folder / "a.ics", desk.folder / "b.ics"
    named = store.read(write_calendar, first, DAY)
    store.read(write_calendar, second, DAY)
    data = first.read_bytes()
    assert data == second.read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    held = events(data)
    # Who is due stands on the day due, who is overdue on today, each with why.
    assert day_of(held["联系单雨"]) == date(2026, 11, 28)
    assert "王建国" in str(held["联系单雨"]["DESCRIPTION"])
    assert day_of(held["联系张三（2026-08-04 已到期，逾期）"]) == DAY
    assert day_of(held["走访：张三"]) == date(2026, 11, 21)
    assert "走访：仇英" not in held  # planned for a day gone by
    assert not any("曾喆" in title for title in held)  # paused
    assert set(named) == {office[name] for name in ("张三", "欧阳娜", "单雨", "仇英")}


def test_a_calendar_of_one_cadre_or_of_some_people_holds_nothing_else(store: Store, office: dict[str, int]) -> None:
    mine = list(store.read(lambda s: list(calendar_entries(s, DAY, cadre_id=office["王建国"]))))
    people = {person for entry in mine for person in entry.people}
    assert people == {office["张三"], office["单雨"]}
    some = store.read(lambda s: list(calendar_entries(s, DAY, people=[office["单雨"]])))
    assert {entry.people for entry in some} == {(office["单雨"],)}


def test_letter_days_stand_before_each_festival(store: Store) -> None:
    entries: list[Entry] = store.read(lambda s: list(calendar_entries(s, TODAY)))
    by_uid = {entry.uid.rsplit("-", 1)[0]: entry for entry in entries}
    spring = festival_day(Festival.SPRING, 2027)
    assert by_uid["spring-2027"].first == spring
    settings = store.read(letter_settings)
    wanted: dict[date, int] = {}
    for zone in settings.schedule(spring).values():
        if zone.post_by >= TODAY:
            wanted[zone.post_by] = wanted.get(zone.post_by, 0) + 1
    written = {e.first: e.title.count("、") + 1 for uid, e in by_uid.items() if uid.startswith("spring-2027-post")}
    assert written == wanted != {}
    assert all(entry.first >= TODAY for entry in entries)


def test_birthdays_come_back_each_year_lunar_ones_on_their_own_days(store: Store) -> None:
    furnish = Furnish(store)
    leap = furnish.person("覃淼", birth_month=2, birth_day=29)
    solar = furnish.person("解海", birth_month=2, birth_day=28)
    lunar = furnish.person("尉迟海", birth_month=8, birth_day=15, birth_lunar=True)
    gone = furnish.person("曾李", birth_month=3, birth_day=1)
    store.write(set_status, gone, PersonStatus.DECEASED, TODAY)
    entries = store.read(lambda s: list(calendar_entries(s, TODAY, people=[leap, solar, lunar, gone])))
    held = [entry for entry in entries if entry.uid.startswith("birthday")]
    shown = events(calendar_of([entry for entry in held if entry.yearly], TODAY))
    for name, born in (("覃淼", Birthday(2, 29)), ("解海", Birthday(2, 28))):
        said = str(shown[f"{name}生日"].decoded("rrule").to_ical(), "ascii")
        rule = rrulestr(said, dtstart=datetime(2027, 2, 28))  # noqa: DTZ001 - days have no zone
        days = [day.date() for day in islice(rule, 6)]
        assert days == [birthday_in(born, year) for year in range(2027, 2033)]
    days = [entry.first for entry in held if entry.people == (lunar,)]
    assert days == [birthday_in(Birthday(8, 15, lunar=True), year) for year in range(2027, 2032)]
    assert {entry.people for entry in held} == {(leap,), (solar,), (lunar,)}


def test_trips_last_until_their_last_day_and_strange_texts_stay_whole(store: Store) -> None:
    strange = "赴沪;走访, 甲\\乙：“[b]”"
    store.write(add_trip, name=strange, city="上海", from_on=TODAY, until=TODAY + timedelta(2))
    furnish = Furnish(store)
    person = furnish.person("Lim; Wei, Jie")
    furnish.contact(person, on=TODAY, state=ContactState.PLANNED, summary="一\n二", place="甲, 乙")
    store.write(edit_representative, person, unit="x")
    entries = store.read(lambda s: list(calendar_entries(s, TODAY)))
    held: dict[str, Any] = dict(events(calendar_of(entries, TODAY)))
    assert held[strange].decoded("dtend") == TODAY + timedelta(3)
    plan = held["走访：Lim; Wei, Jie"]
    assert str(plan["DESCRIPTION"]).startswith("一\n二")
    assert str(plan["LOCATION"]) == "甲, 乙"
