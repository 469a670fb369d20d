"""Contacts of many at once in the sample office: trips, gatherings, calls on two neighbours, rounds of letters."""

from collections.abc import Sequence
from datetime import date, timedelta

from office_contacts import Diary, Trip
from office_people import ACTIVE, NOTABLE, Cadre, Representative

_TRIPS = (
    ("2026年春北京拜访乡贤", "北京", date(2026, 4, 13), date(2026, 4, 16), (10, 4, 27)),
    ("2026年夏上海拜访乡贤", "上海", date(2026, 6, 23), date(2026, 6, 25), (1, 11, 20)),
    ("2026年秋杭州拜访乡贤", "杭州", date(2026, 9, 16), date(2026, 9, 17), (2, 16, 21)),
)
# (days after the first, kind, how many people, place, words); people are taken in turn from those in the city
_STOPS = (
    (0, "走访", 2, "乡贤单位", "登门拜访，介绍港区建设和家乡学校近况，邀请回乡看看。"),
    (0, "走访", 3, "乡贤企业", "走访企业，参观展厅，商谈在县里设立研发分部的可能。"),
    (1, "座谈", 8, "同乡会会客厅", "与在外乡贤座谈，听取对家乡产业和教育的建议。"),
    (1, "走访", 2, "大学", "拜访教授，商量暑期学生到县里实践。"),
    (2, "走访", 2, "乡贤单位", "登门拜访，送去县情画册，商量开渔节返乡行程。"),
)
_GATHERINGS = (
    (date(2026, 1, 16), "座谈", "县文化中心", "新春座谈会，通报上年工作，听取意见建议。", (4, 18, 19), 12),
    (date(2026, 5, 22), "活动", "澜港港区", "重点项目观摩，参观冷链园区和海洋研究所。", (9, 12), 10),
    (date(2026, 9, 23), "活动", "望潮街道", "中秋茶叙，与各界朋友聊工作、话家常。", (1, 4, 16), 14),
    (date(2026, 10, 20), "座谈", "县工商联会议室", "企业服务座谈会，逐条记录企业提出的问题。", (10, 21), 8),
)
_LETTERS = ((date(2025, 9, 22), "中秋家书", "寄送中秋家书和故乡照片明信片。", 90),)


def trips(diary: Diary, cadres: Sequence[Cadre], notables: Sequence[Representative]) -> list[Trip]:
    """Three trips to call on notables, each call by all cadres of the trip, the paired notables called on first."""
    made = []
    for name, city, starts, ends, positions in _TRIPS:
        going = tuple(cadres[position - 1] for position in positions)
        made.append(Trip(name, city, starts, ends, going))
        living = [p for p in notables if p.address.city == f"{city}市" and p.status == ACTIVE]
        for days, kind, count, place, text in _STOPS:
            day = starts + timedelta(days=days)
            if day <= ends:
                met, living = living[:count], living[count:]
                diary.add(day, kind, met, going, text=text, place=place, trip=name)
    return made


def gatherings(diary: Diary, cadres: Sequence[Cadre], people: Sequence[Representative]) -> None:
    """Gatherings of several cadres with many of ``people``."""
    for day, kind, place, text, positions, count in _GATHERINGS:
        free = [person for person in people if diary.working_day(person, day) == day]
        hosts = [cadres[position - 1] for position in positions]
        guests = sorted(diary.rng.sample(free, count), key=lambda person: person.code)
        diary.add(day, kind, guests, hosts, text=text, place=place)


def calls_on_two(diary: Diary, people: Sequence[Representative], count: int) -> None:
    """So many visits of one cadre to two of his representatives at once."""
    by_cadre: dict[tuple[str, ...], list[Representative]] = {}
    for person in people:
        codes = tuple(cadre.code for cadre in diary.cadres_of(person, date(2026, 3, 2)))
        by_cadre.setdefault(codes, []).append(person)
    pairs = [group[:2] for group in by_cadre.values() if len(group) > 1]
    for number, pair in enumerate(pairs[:count]):
        day = diary.working_day(pair[0], date(2026, 3, 3) + timedelta(days=29 * number))
        text = "一并走访两家，了解生产经营和用工情况，商量资源共享。"
        diary.add(diary.working_day(pair[1], day), "走访", pair, text=text)


def letters(diary: Diary, people: Sequence[Representative]) -> None:
    """The round of the year before, of which only the records were kept, to notables who have no cadre."""
    reachable = [person for person in people if person.sector == NOTABLE and person.status == ACTIVE]
    for day, place, text, count in _LETTERS:
        for person in sorted(diary.rng.sample(reachable, count), key=lambda p: p.code):
            diary.add(diary.working_day(person, day), "书信", [person], (), text=text, place=place)
