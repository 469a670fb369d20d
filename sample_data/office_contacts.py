"""What happened between cadres and representatives: contact records, trips and follow-ups of the sample office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from office_pairings import Pairing, Story
from office_people import NOTABLE, Cadre, Representative
from office_texts import ATTEMPT_TEXTS, CANCEL_TEXTS, FOLLOW_UPS, INCOMING_TEXTS, PLACES, PLAN_TEXTS, TEXTS

DONE, PLANNED, ATTEMPTED, CANCELLED = "已完成", "计划", "未联系上", "取消"
FROM_US, FROM_THEM = "我方联系", "对方联系"

# days off on which nobody is called upon: New Year, Spring Festival, Qingming, May, Dragon Boat, Mid-Autumn, October
_DAYS_OFF = (
    (date(2025, 10, 1), date(2025, 10, 8)),
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)


@dataclass(frozen=True)
class Trip:
    """One row of the sheet 出访."""

    name: str
    city: str
    starts: date
    ends: date
    cadres: tuple[Cadre, ...]


@dataclass(frozen=True)
class Contact:
    """One row of the sheet 联系记录."""

    day: date
    kind: str
    state: str
    cadres: tuple[Cadre, ...]
    people: tuple[Representative, ...]
    place: str
    text: str
    trip: str = ""
    direction: str = FROM_US


@dataclass(frozen=True)
class FollowUp:
    """One row of the sheet 意见建议; it came up in the contact with ``person`` on ``contact_day``."""

    person: Representative
    contact_day: date
    kind: str
    text: str
    in_charge: str
    received_on: date
    state: str
    outcome: str
    answer: str


class Diary:
    """The contact records of the office; nobody is contacted twice on one day."""

    def __init__(self, pairings: Sequence[Pairing], rng: Random) -> None:
        """Start empty; ``pairings`` say who calls on whom on which day, ``rng`` decides every choice."""
        self.rng = rng
        self.contacts: list[Contact] = []
        self._busy: set[tuple[str, date]] = set()
        self._pairings: dict[str, list[Pairing]] = {}
        for pairing in pairings:
            self._pairings.setdefault(pairing.representative.code, []).append(pairing)

    def cadres_of(self, person: Representative, day: date) -> tuple[Cadre, ...]:
        """The cadres who answer for ``person`` on ``day``."""
        return tuple(p.cadre for p in self._pairings.get(person.code, ()) if p.holds_on(day))

    def add(
        self,
        day: date,
        kind: str,
        people: Iterable[Representative],
        cadres: Sequence[Cadre] | None = None,
        *,
        state: str = DONE,
        text: str = "",
        place: str = "",
        trip: str = "",
        direction: str = FROM_US,
    ) -> None:
        """Write down one contact, by default by the paired cadres, with words that suit its kind."""
        present = tuple(people)
        who = self.cadres_of(present[0], day) if cadres is None else tuple(cadres)
        said = text or self.rng.choice(TEXTS[kind])
        self._busy.update((person.code, day) for person in present)
        where = place or (PLACES.get(kind, "") if state != ATTEMPTED else "")
        self.contacts.append(Contact(day, kind, state, who, present, where, said, trip, direction))

    def working_day(self, person: Representative, day: date) -> date:
        """``day``, or the next working day on which ``person`` has no contact yet."""
        while day.weekday() > 4 or (person.code, day) in self._busy or any(a <= day <= b for a, b in _DAYS_OFF):
            day += timedelta(days=1)
        return day

    def between(self, person: Representative, first: date, last: date) -> date:
        """A working day by chance, about between ``first`` and ``last``, free for ``person``."""
        return self.working_day(person, first + timedelta(days=self.rng.randrange((last - first).days + 1)))


def quarter(year: int, number: int) -> tuple[date, date]:
    """The part of a quarter in which contacts fall; the fourth of 2026 ends before the sample day."""
    last = {1: (3, 24), 2: (6, 24), 3: (9, 22), 4: (11, 17) if year == 2026 else (12, 24)}[number]
    return date(year, 3 * number - 2, 9), date(year, *last)


class ContactMaker:
    """Fills the diary so that each pairing tells its story on the sample day."""

    _LATE_QUARTER_DAYS = (date(2026, 4, 15), date(2026, 5, 20), date(2026, 6, 17))
    _KEY_LATE_DAYS = (date(2026, 7, 6), date(2026, 7, 31), date(2026, 8, 19))
    _KEY_SOON_DAYS = (date(2026, 8, 22), date(2026, 8, 26), date(2026, 8, 31), date(2026, 9, 3))
    _NOTABLE_LATE_DAYS = (date(2025, 9, 24), date(2025, 11, 13))
    _NOTABLE_SOON_DAYS = (date(2025, 11, 21), date(2025, 11, 26), date(2025, 12, 3))

    def __init__(self, diary: Diary, cadres: Sequence[Cadre], stories: dict[str, Story]) -> None:
        """Take the diary to fill, the cadres in post, and the story of each paired representative by code."""
        self._diary = diary
        self._rng = diary.rng
        self._cadres = cadres
        self._stories = stories
        self._last_days = {
            "quarter": iter(self._LATE_QUARTER_DAYS),
            "重点 late": iter(self._KEY_LATE_DAYS),
            "重点 soon": iter(self._KEY_SOON_DAYS),
            "notable late": iter(self._NOTABLE_LATE_DAYS),
            "notable soon": iter(self._NOTABLE_SOON_DAYS),
        }

    def tell(self, person: Representative) -> None:
        """Write the contacts of one paired representative."""
        story = self._stories[person.code]
        if story is Story.NEVER:
            self._never(person)
        elif person.sector == NOTABLE:
            self._notable(person, story)
        elif person.tier == "重点":
            self._key(person, story)
        elif person.sector == "港澳台":
            self._each_half_year(person)
        elif story is Story.LATE_MESSAGED:
            self._by_message_of_late(person)
        elif story is not Story.NEW:
            self._each_quarter(person, story)

    def _never(self, person: Representative) -> None:
        if person.sector != NOTABLE:
            for day in (date(2026, 9, 8), date(2026, 10, 27)):
                self._diary.add(day, "电话", [person], state=ATTEMPTED, text=self._rng.choice(ATTEMPT_TEXTS))

    def _notable(self, person: Representative, story: Story) -> None:
        if story in {Story.LATE, Story.SOON}:
            last = next(self._last_days[f"notable {story.name.lower()}"])
            self._diary.add(last, self._rng.choice(("电话", "书信", "消息")), [person])
            self._diary.add(last - timedelta(days=196), "书信", [person])
            return
        self._diary.add(self._diary.between(person, date(2025, 9, 15), date(2025, 9, 24)), "书信", [person])
        self._diary.add(self._diary.between(person, date(2026, 2, 2), date(2026, 2, 6)), "书信", [person])
        if story is Story.KEPT and self._rng.random() < 0.5:
            self._diary.add(self._diary.between(person, *quarter(2026, 2)), "电话", [person])

    def _key(self, person: Representative, story: Story) -> None:
        """Contacts backwards from the last one, 50 to 80 days apart, every second one a visit."""
        if story in {Story.LATE, Story.SOON}:
            day = next(self._last_days[f"重点 {story.name.lower()}"])
        else:
            last = (
                (date(2026, 8, 24), date(2026, 9, 7))
                if story is Story.PAUSED
                else (date(2026, 9, 10), date(2026, 11, 16))
            )
            day = self._diary.between(person, *last)
        number = 0
        while day > date(2025, 8, 1):
            kind = "走访" if number % 2 == 0 else self._rng.choice(("电话", "座谈", "走访", "电话"))
            self._diary.add(day, kind, [person])
            day = self._diary.working_day(person, day - timedelta(days=self._rng.randrange(52, 80)))
            number += 1

    def _each_half_year(self, person: Representative) -> None:
        for first, last in ((quarter(2025, 3), quarter(2025, 4)), (quarter(2026, 1), quarter(2026, 2))):
            self._diary.add(
                self._diary.between(person, first[0], last[1]), self._rng.choice(("电话", "消息")), [person]
            )
        kind = self._rng.choice(("走访", "走访", "活动"))
        self._diary.add(self._diary.between(person, date(2026, 7, 10), date(2026, 11, 12)), kind, [person])

    def _by_message_of_late(self, person: Representative) -> None:
        """Two visits last year, calls since then, and of late only messages, which the rule does not count."""
        for day in (date(2025, 5, 20), date(2025, 9, 17)):
            self._diary.add(day, "走访", [person])
        for year, number in ((2025, 3), (2025, 4), (2026, 1), (2026, 2)):
            self._diary.add(self._diary.between(person, *quarter(year, number)), "电话", [person])
        for day in (date(2026, 8, 12), date(2026, 10, 29)):
            self._diary.add(day, "消息", [person])

    def _each_quarter(self, person: Representative, story: Story) -> None:
        """A contact a quarter, a visit each half-year; the late ones stop in the second quarter."""
        kept = story is Story.KEPT
        met = {(2025, 4), (2026, self._rng.choice((1, 2))), (2026, self._rng.choice((3, 4)))}
        quarters = [(2025, 3), (2025, 4), (2026, 1), *([(2026, 2), (2026, 3), (2026, 4)] if kept else [])]
        for year, number in quarters:
            if (year, number) in met:
                kind = self._rng.choice(("走访", "走访", "走访", "走访", "座谈"))
                self._diary.add(self._diary.between(person, *quarter(year, number)), kind, [person])
            elif (year, number) not in {(2025, 3), (2026, 4)} or self._rng.random() < 0.6:
                self._lightly(person, self._diary.between(person, *quarter(year, number)))
        if not kept:
            self._stop(person, story)

    def _lightly(self, person: Representative, day: date) -> None:
        """A lesser contact: a call from either side, a message beside a call, an event, seldom by another cadre."""
        kind = self._rng.choice(("电话", "电话", "电话", "活动", "座谈"))
        cadres = [self._rng.choice(self._cadres)] if self._rng.random() < 0.1 else None
        if kind == "电话" and self._rng.random() < 0.2:
            text = self._rng.choice(INCOMING_TEXTS)
            self._diary.add(day, kind, [person], cadres, direction=FROM_THEM, text=text)
        else:
            self._diary.add(day, kind, [person], cadres)
        if self._rng.random() < 0.15:
            self._diary.add(self._diary.working_day(person, day + timedelta(days=6)), "消息", [person])

    def _stop(self, person: Representative, story: Story) -> None:
        """The last contact that counts lies in the second quarter; what follows does not count."""
        if story is Story.LATE_QUARTER:
            self._diary.add(next(self._last_days["quarter"]), "走访", [person])
            if self._rng.random() < 0.7:
                self._diary.add(self._diary.between(person, *quarter(2026, 3)), "消息", [person])
            self._diary.add(
                self._diary.between(person, date(2026, 10, 12), date(2026, 11, 12)),
                "电话",
                [person],
                state=ATTEMPTED,
                text=self._rng.choice(ATTEMPT_TEXTS),
            )
            return
        self._diary.add(self._diary.between(person, *quarter(2026, 2)), "走访", [person])
        if story is Story.NO_CONTACT:
            self._diary.add(date(2026, 9, 9), "走访", [person], state=CANCELLED, text="按本人意愿取消。")
            text = "来电询问图书捐赠收据，已转相关单位办理。"
            self._diary.add(date(2026, 10, 15), "电话", [person], direction=FROM_THEM, text=text)


def plans(diary: Diary, people: Sequence[Representative]) -> None:
    """Contacts planned for the week after the sample day and later, two past their day, some called off or missed."""
    days = ((11, 12), (11, 17), (11, 21), (11, 23), (11, 24), (11, 25), (11, 25), (11, 26), (11, 27), (12, 3), (12, 10))
    chosen = diary.rng.sample(list(people), len(days) + 9)
    for number, (month, day) in enumerate(days):
        text = PLAN_TEXTS[number % 3]
        diary.add(date(2026, month, day), text[:2], [chosen[number]], state=PLANNED, text=text)
    for number, person in enumerate(chosen[len(days) :]):
        on = diary.between(person, date(2026, 3, 2), date(2026, 10, 30))
        state, texts = (CANCELLED, CANCEL_TEXTS) if number < 4 else (ATTEMPTED, ATTEMPT_TEXTS)
        kind = "走访" if state == CANCELLED else "电话"
        diary.add(on, kind, [person], state=state, text=texts[number % 3])


def follow_ups(diary: Diary, sample_day: date) -> list[FollowUp]:
    """What came up in contacts of the year: the earlier it was received, the further it has come."""
    met = [
        contact
        for contact in sorted(diary.contacts, key=lambda contact: contact.day)
        if contact.state == DONE
        and date(2026, 1, 5) <= contact.day < sample_day
        and contact.kind in {"走访", "座谈", "电话"}
        and len(contact.people) == 1
    ]
    step = len(met) // len(FOLLOW_UPS)
    made = []
    for number, (kind, text, in_charge, state, outcome, answer) in enumerate(FOLLOW_UPS):
        contact = met[number * step + step // 2]
        received = min(contact.day + timedelta(days=number % 3), sample_day)
        person = contact.people[0]
        made.append(FollowUp(person, contact.day, kind, text, in_charge, received, state, outcome, answer))
    return made
