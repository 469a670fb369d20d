"""Who answers for whom in the sample office, under which rules, and which story each pairing is to tell."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from random import Random

from office_people import (
    DECEASED,
    FORMER_CADRE,
    HANDOVER_DAY,
    NO_CONTACT,
    NOTABLE,
    Cadre,
    Representative,
)

NAMED_RULE = "港澳台侨联系约定"
# (name, applies to, frequency, kinds, by whom): one clause a row
RULES = (
    ("结对联系制度", "默认", "每季度至少1次", "走访、座谈、电话、活动", "任何人"),
    ("结对联系制度", "默认", "每年至少2次", "走访、座谈", "结对干部"),
    ("重点联系制度", "层级:重点", "每隔90天", "走访、座谈、电话、活动", "结对干部"),
    ("重点联系制度", "层级:重点", "每半年至少1次", "走访", "结对干部"),
    ("乡贤联系制度", "界别:乡贤", "每隔12个月", "全部", "任何人"),
    (NAMED_RULE, "", "每半年至少1次", "全部", "任何人"),
)


class Story(Enum):
    """What a pairing shows on the sample day."""

    KEPT = "kept up as the rule asks"
    LATE_QUARTER = "nothing that counts since the second quarter"
    LATE_MESSAGED = "called and visited in time, but of late only sent messages"
    LATE = "the rolling span has run out"
    SOON = "the rolling span runs out within fourteen days"
    NEVER = "never contacted, and past due"
    NEW = "paired a few weeks ago, not yet contacted, not yet due"
    PAUSED = "the person is left in peace for a while"
    SNOOZED = "one cadre put it off for a few weeks"
    PAUSE_ENDED = "a pause is just over, so there are a few days' grace"
    NO_CONTACT = "asked not to be contacted"


@dataclass(frozen=True)
class Pairing:
    """One row of the sheet 结对."""

    cadre: Cadre
    representative: Representative
    started_on: date
    ended_on: date | None = None
    end_reason: str = ""
    counts_from: date | None = None
    rule: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the pairing holds on ``day``: from its first day up to, but not including, its last."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True)
class Pause:
    """One row of the sheet 暂停; without a cadre it is of the person, else of that one pairing."""

    representative: Representative
    cadre: Cadre | None
    starts: date
    ends: date | None
    reason: str


_UNDER_DEFAULT = (
    *(Story.LATE_QUARTER, Story.LATE_QUARTER, Story.LATE_QUARTER, Story.LATE_MESSAGED, Story.NEVER, Story.NEW),
    *(Story.PAUSED, Story.SNOOZED, Story.PAUSE_ENDED, Story.NO_CONTACT),
)
_KEY = (*(Story.LATE,) * 3, *(Story.SOON,) * 4, Story.NEVER, Story.PAUSED)
_NOTABLES = (*(Story.LATE,) * 2, *(Story.SOON,) * 3, Story.NEVER, Story.NO_CONTACT)
_ABROAD = 10  # so many of the paired notables live abroad; only they tell a story other than KEPT
_NO_CONTACT_SINCE = {NOTABLE: date(2026, 6, 15)}
_STARTED = {Story.NEVER: date(2026, 3, 9), Story.NEW: date(2026, 10, 12), Story.LATE_MESSAGED: date(2024, 3, 1)}
_NEVER_STARTED = {"重点": date(2026, 6, 15), NOTABLE: date(2025, 9, 1)}
_NAMED_RULE_FRIENDS = 2  # representatives of the sector 侨界 whose pairings name the rule


def assign_stories(people: list[Representative], rng: Random) -> dict[str, Story]:
    """The story of each paired representative, by code, spread by chance among those under the same rule."""
    stories = {person.code: Story.KEPT for person in people}
    notables = [p.code for p in people if p.sector == NOTABLE][:_ABROAD]
    key = [p.code for p in people if p.tier == "重点"]
    others = [p.code for p in people if p.tier != "重点" and p.sector in {"知识界", "民营经济", "新的社会阶层"}]
    for codes, told in ((notables, _NOTABLES), (key, _KEY), (others, _UNDER_DEFAULT)):
        stories.update(zip(rng.sample(codes, len(told)), told, strict=True))
    return stories


def with_status(person: Representative, story: Story) -> Representative:
    """``person``, marked as not to be contacted where the story says so."""
    if story is not Story.NO_CONTACT:
        return person
    since = _NO_CONTACT_SINCE.get(person.sector, date(2026, 8, 10))
    return replace(person, status=NO_CONTACT, status_since=since)


class PairingMaker:
    """Spreads the representatives over the cadres and invents how it came so."""

    def __init__(self, cadres: list[Cadre], people: list[Representative], stories: dict[str, Story], rng: Random):
        """Take the cadres, the 85 representatives with their stories, and what decides every choice."""
        self._in_post = [cadre for number, cadre in enumerate(cadres) if number != FORMER_CADRE]
        self._former = cadres[FORMER_CADRE]
        self._people = people
        self._stories = stories
        self._rng = rng

    def pairings(self) -> list[Pairing]:
        """The open pairings, one a representative and for two of them a second, and the ended ones before them."""
        order = self._rng.sample(self._in_post, len(self._in_post))
        opened = [self._open(person, order[number % len(order)]) for number, person in enumerate(self._people)]
        kept = [place for place, pairing in enumerate(opened) if self._plain(pairing.representative)]
        chosen = self._rng.sample(kept, 13)
        ended: list[Pairing] = []
        for place in chosen[:3]:
            ended.append(_ended(replace(opened[place], cadre=self._former), HANDOVER_DAY, "干部离任交接"))
            opened[place] = replace(opened[place], started_on=HANDOVER_DAY, counts_from=None)
        ended.extend(self._before(opened[place]) for place in chosen[3:9])
        ended.append(self._broken_off(opened[chosen[9]]))
        opened[chosen[9]] = replace(opened[chosen[9]], started_on=date(2025, 3, 3), counts_from=None)
        second = [
            Pairing(order[number - 2], opened[place].representative, date(2025, 6, 3))
            for number, place in enumerate(chosen[11:13])
        ]
        return [*ended, *opened, *second]

    def former(self, people: list[Representative]) -> list[Pairing]:
        """Pairings of representatives whose record is closed; they ended on the day it was."""
        made = []
        for number, person in enumerate(people):
            reason = "联系对象去世" if person.status == DECEASED else "联系对象迁居外地"
            pairing = Pairing(self._in_post[number * 5], person, date(2022, 3 + number, 1))
            made.append(replace(pairing, ended_on=person.status_since, end_reason=reason))
        return made

    def _plain(self, person: Representative) -> bool:
        own_rule = person.tier == "重点" or person.sector in {NOTABLE, "港澳台", "侨界"}
        return self._stories[person.code] is Story.KEPT and not own_rule

    def _open(self, person: Representative, cadre: Cadre) -> Pairing:
        story = self._stories[person.code]
        start = _STARTED.get(story, date(self._rng.randrange(2020, 2025), self._rng.randrange(1, 13), 1))
        if story is Story.NEVER:
            start = _NEVER_STARTED.get(person.tier, _NEVER_STARTED.get(person.sector, start))
        # going live set the older pairings to count from the new year
        counts = date(2026, 1, 1) if story is Story.KEPT and start.year < 2022 else None
        named = person.sector == "港澳台" or (person.sector == "侨界" and self._friend(person))
        return Pairing(cadre, person, start, counts_from=counts, rule=NAMED_RULE if named else "")

    def _friend(self, person: Representative) -> bool:
        plain = [p.code for p in self._people if p.sector == "侨界" and p.tier != "重点"]
        return person.code in plain[:_NAMED_RULE_FRIENDS]

    def _before(self, pairing: Pairing) -> Pairing:
        """The pairing with another cadre that ended when ``pairing`` began."""
        other = self._rng.choice([cadre for cadre in self._in_post if cadre != pairing.cadre])
        start = pairing.started_on.replace(year=pairing.started_on.year - 2)
        earlier = replace(pairing, cadre=other, started_on=start)
        return _ended(earlier, pairing.started_on, "工作分工调整")

    def _broken_off(self, pairing: Pairing) -> Pairing:
        """An earlier pairing of the same two, who were paired again later."""
        return _ended(replace(pairing, started_on=date(2020, 5, 6)), date(2023, 1, 3), "干部挂职外出")


def pauses(pairings: list[Pairing], stories: dict[str, Story]) -> list[Pause]:
    """The pauses the stories tell of, and two of earlier in the year that are over."""
    current = [pairing for pairing in pairings if pairing.ended_on is None]
    made = []
    for pairing in current:
        person, story = pairing.representative, stories[pairing.representative.code]
        if story is Story.PAUSED and person.tier == "重点":
            made.append(Pause(person, None, date(2026, 9, 14), None, "本人希望清静"))
        elif story is Story.PAUSED:
            made.append(Pause(person, None, date(2026, 10, 8), date(2026, 12, 31), "近期不便"))
        elif story is Story.SNOOZED:
            made.append(Pause(person, pairing.cadre, date(2026, 11, 9), date(2026, 12, 5), "其他"))
        elif story is Story.PAUSE_ENDED:
            made.append(Pause(person, None, date(2026, 9, 21), date(2026, 11, 13), "近期不便"))
    kept = [pairing for pairing in current if stories[pairing.representative.code] is Story.KEPT]
    made.append(Pause(kept[2].representative, None, date(2026, 1, 26), date(2026, 3, 6), "近期不便"))
    made.append(Pause(kept[17].representative, kept[17].cadre, date(2026, 5, 6), date(2026, 5, 29), "其他"))
    return made


def _ended(pairing: Pairing, day: date, reason: str) -> Pairing:
    return replace(pairing, ended_on=day, end_reason=reason, counts_from=None)
