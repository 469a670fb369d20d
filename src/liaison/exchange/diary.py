"""The office's calendar as a file (RFC 5545): who is due, festivals and their letter days, birthdays, plans, trips."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar, Event
from sqlalchemy import func, select
from sqlmodel import Session, col

from liaison.calendar.birthdays import Birthday, next_birthday
from liaison.calendar.festivals import FESTIVAL_WORDS, next_festivals
from liaison.calendar.lunar import LAST_YEAR
from liaison.letters.fields import ZONE_WORDS
from liaison.letters.settings import letter_settings
from liaison.pairing.queries import DueQuestion, due_list
from liaison.people.fields import PersonStatus
from liaison.people.models import Representative
from liaison.store.models import Deed
from liaison.text.words import _, listed
from liaison.visits.fields import CONTACT_KIND_WORDS, ContactState
from liaison.visits.queries import VisitFilter, trip_rows, visit_ids, visit_rows

DAYS_AHEAD = 366
"""Who is due, and which festivals come, is looked at for so many days."""
LUNAR_YEARS = 5
"""So many times a lunar birthday is written: each year on another day, which calendars cannot reckon."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar, over whole days, both the first and the last; ``uid`` stays the same in each export.

    ``yearly`` says that it comes again each year; with ``leap_day`` always on the last day of February.
    """

    uid: str
    first: date
    title: str
    last: date | None = None
    about: str = ""
    place: str = ""
    kind: str = ""
    yearly: bool = False
    leap_day: bool = False
    people: tuple[int, ...] = field(default=())


def write_calendar(
    session: Session,
    path: Path,
    today: date,
    *,
    people: Collection[int] | None = None,
    cadre_id: int | None = None,
) -> tuple[int, ...]:
    """Write a calendar from ``today`` on; return the ids of the people who are named in it.

    With ``people`` only what is about them; with a cadre only what this cadre answers for.
    """
    entries = list(calendar_entries(session, today, people=people, cadre_id=cadre_id))
    path.write_bytes(calendar_of(entries, today))
    return tuple(sorted({person for entry in entries for person in entry.people}))


def calendar_entries(
    session: Session, today: date, *, people: Collection[int] | None = None, cadre_id: int | None = None
) -> Iterator[Entry]:
    """What stands in the calendar, kind by kind."""
    chosen = None if people is None else frozenset(people)
    yield from _due(session, today, chosen, cadre_id)
    yield from _planned(session, today, chosen, cadre_id)
    yield from _birthdays(session, today, chosen, cadre_id)
    if chosen is None:
        yield from _trips(session, today, cadre_id)
        yield from _festivals(session, today)


def calendar_of(entries: Collection[Entry], today: date) -> bytes:
    """The calendar as a file; the same entries give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//liaison//liaison//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _("Contacts of the office"))
    calendar.add("x-wr-calname", _("Contacts of the office"))
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", entry.first)
        event.add("dtend", (entry.last or entry.first) + _ONE_DAY)  # the first day that does not belong to it
        event.add("summary", entry.title)
        if entry.about:
            event.add("description", entry.about)
        if entry.place:
            event.add("location", entry.place)
        if entry.kind:
            event.add("categories", [entry.kind])
        if entry.yearly:
            last_of_february = {"bymonth": 2, "bymonthday": -1} if entry.leap_day else {}
            event.add("rrule", {"freq": "yearly", **last_of_february})
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _due(session: Session, today: date, chosen: frozenset[int] | None, cadre_id: int | None) -> Iterator[Entry]:
    """Whoever is due in the coming year, on the day due; who is overdue stands on today."""
    mark = _office_mark(session)
    question = DueQuestion(today, today, within=DAYS_AHEAD, cadre_id=cadre_id)
    for row in due_list(session, question):
        day = row.standing.due_on
        if day is None or (chosen is not None and row.representative.id not in chosen):
            continue
        title = _("Contact {name}") if day >= today else _("Contact {name} (overdue since {day})")
        about = [row.reason, _("Cadre: {name}").format(name=row.cadre.name)]
        yield Entry(
            f"due-{row.pairing}-{mark}@liaison",
            max(day, today),
            title.format(name=row.representative.name, day=day),
            about="\n".join(about),
            kind=_("contact due"),
            people=(row.representative.id,),
        )


def _planned(session: Session, today: date, chosen: frozenset[int] | None, cadre_id: int | None) -> Iterator[Entry]:
    mark = _office_mark(session)
    wanted = VisitFilter(state=ContactState.PLANNED, cadre_id=cadre_id)
    for row in reversed(visit_rows(session, visit_ids(session, wanted))):
        people = tuple(person.id for person in row.representatives)
        if row.happened_on < today or (chosen is not None and chosen.isdisjoint(people)):
            continue
        names = listed(person.name for person in row.representatives)
        about = [row.summary, _("Cadre: {name}").format(name=listed(each.name for each in row.cadres))]
        yield Entry(
            f"plan-{row.id}-{mark}@liaison",
            row.happened_on,
            _("{kind}: {names}").format(kind=_(CONTACT_KIND_WORDS[row.kind]), names=names),
            about="\n".join(part for part in about if part),
            place=row.place,
            kind=_("planned contact"),
            people=people,
        )


def _birthdays(session: Session, today: date, chosen: frozenset[int] | None, cadre_id: int | None) -> Iterator[Entry]:
    mark = _office_mark(session)
    if cadre_id is not None:
        question = DueQuestion(today, today, cadre_id=cadre_id, everybody=True)
        own = frozenset(row.representative.id for row in due_list(session, question))
        chosen = own if chosen is None else chosen & own
    columns = ("id", "name", "birth_month", "birth_day", "birth_lunar", "birth_leap")
    query = select(*(col(getattr(Representative, name)) for name in columns)).where(
        col(Representative.birth_month).is_not(None),
        col(Representative.birth_day).is_not(None),
        col(Representative.status) == PersonStatus.ACTIVE,
    )
    for person, name, month, day, lunar, leap in session.execute(query.order_by(col(Representative.id))):
        if chosen is not None and person not in chosen:
            continue
        birthday = Birthday(month, day, lunar=lunar, leap=leap)
        title = _("Birthday of {name}").format(name=name)
        uid = f"birthday-{person}-{mark}"
        if not lunar:
            first = next_birthday(birthday, today)
            leap_day = (month, day) == (2, 29)
            yield Entry(
                *(f"{uid}@liaison", first, title), kind=_("birthday"), yearly=True, leap_day=leap_day, people=(person,)
            )
            continue
        about = _("by the lunar calendar: month {month}, day {day}").format(month=month, day=day)
        from_on = today
        for _time in range(LUNAR_YEARS):
            if from_on.year > LAST_YEAR - 1:
                break
            first = next_birthday(birthday, from_on)
            from_on = first + _ONE_DAY
            year = f"{uid}-{first.isoformat()}@liaison"
            yield Entry(year, first, title, about=about, kind=_("birthday"), people=(person,))


def _trips(session: Session, today: date, cadre_id: int | None) -> Iterator[Entry]:
    mark = _office_mark(session)
    for row in trip_rows(session):
        if row.from_on is None or (row.until or row.from_on) < today:
            continue
        if cadre_id is not None and cadre_id not in {cadre.id for cadre in row.cadres}:
            continue
        yield Entry(
            f"trip-{row.id}-{mark}@liaison",
            row.from_on,
            row.name,
            last=row.until,
            about=listed(cadre.name for cadre in row.cadres),
            place=row.city,
            kind=_("trip"),
        )


def _festivals(session: Session, today: date) -> Iterator[Entry]:
    """The festivals of the coming year, and for those that the office writes for the days of their letters."""
    mark = _office_mark(session)
    settings = letter_settings(session)
    for found in next_festivals(today, within=DAYS_AHEAD):
        name = _(FESTIVAL_WORDS[found.festival])
        uid = f"{found.festival}-{found.day.year}"
        yield Entry(f"{uid}-{mark}@liaison", found.day, name, about=found.lunar_words, kind=_("festival"))
        if found.festival not in settings.festivals:
            continue
        days: dict[tuple[date, str], list[str]] = defaultdict(list)
        for zone, zone_days in settings.schedule(found.day).items():
            days[zone_days.print_by, "print"].append(_(ZONE_WORDS[zone]))
            days[zone_days.post_by, "post"].append(_(ZONE_WORDS[zone]))
        for (day, what), zones in sorted(days.items()):
            if day < today:
                continue
            title = _("{festival}: last day to print letters") if what == "print" else _("{festival}: last day to post")
            yield Entry(
                f"{uid}-{what}-{day.isoformat()}-{mark}@liaison",
                day,
                _("{title} ({zones})").format(title=title.format(festival=name), zones=listed(zones)),
                kind=_("letters"),
            )


def _office_mark(session: Session) -> str:
    """What tells this store from others, so that the entries of two offices are never taken for the same."""
    first = session.scalar(select(func.min(col(Deed.at))))
    return hashlib.sha256(str(first).encode()).hexdigest()[:8]
