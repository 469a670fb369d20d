"""Whoever belongs to a segment by SQL belongs to it by reading plain records one by one, in random offices."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from liaison.pairing.models import Pairing
from liaison.people.fields import Language, PersonStatus
from liaison.people.models import Address, Cadre, Representative
from liaison.segments.queries import segment_count, segment_ids
from liaison.segments.terms import DAY_KEYS, Ago, AgoUnit, AnyOf, Key, Last, Possession, Query, Sign, Term
from liaison.store.models import Setting
from liaison.store.store import Store
from liaison.text.names import name_keys
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.models import Trip, Visit, VisitRepresentative
from scratch import discard, scratch_store

TODAY = date(2026, 11, 20)
CADRES = [("单小明", "G1", "县委统战部"), ("解海", None, "县工商联"), ("解海", "G3", "县侨联")]
PEOPLE = ["张伟", "张娜", "覃淼", "单雨", "Lim Wei Jie", "O'Brien, Pat", "100%_x", "艾尔肯·吐尼亚孜"]
TRIPS = [("赴沪走访", "上海"), ("广州行", "广州市"), ("海外", "vancouver"), ("上海", ""), ("北行", "北京")]
DAYS = [TODAY + timedelta(days=days) for days in (-400, -365, -92, -91, -90, -89, -1, 0, 1, 30)]


@dataclass
class Contact:
    day: date
    kind: ContactKind
    state: ContactState


@dataclass
class Place:
    country: str
    region: str
    city: str
    lines: str


@dataclass
class Person:
    name: str
    sector: str
    tier: str
    town: str
    village: str
    language: Language
    status: PersonStatus
    phone: str
    email: str
    wechat: str
    birth_month: int | None
    places: list[Place] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    pairings: list[tuple[int, date, date | None]] = field(default_factory=list)


def random_office(chance: Random) -> list[Person]:
    def some(most: int) -> range:
        return range(chance.randint(0, most))

    return [
        Person(
            name=chance.choice(PEOPLE),
            sector=chance.choice(["", "乡贤", "侨界", "VIP"]),
            tier=chance.choice(["", "重点", "一般"]),
            town=chance.choice(["", "澜港镇", "澜港", "澜港乡", "金沙街道"]),
            village=chance.choice(["", "东村", "东"]),
            language=chance.choice([*Language]),
            status=chance.choice([*PersonStatus, *[PersonStatus.ACTIVE] * 4]),
            phone=chance.choice(["", "13800138000"]),
            email=chance.choice(["", "a@example.cn"]),
            wechat=chance.choice(["", "wx"]),
            birth_month=chance.choice([None, 1, 12]),
            places=[random_place(chance) for _ in some(2)],
            contacts=[random_contact(chance) for _ in some(4)],
            pairings=[random_pairing(chance) for _ in some(2)],
        )
        for _ in range(40)
    ]


def random_place(chance: Random) -> Place:
    return Place(
        country=chance.choice(["CN", "CA", "SG", "HK"]),
        region=chance.choice(["", "上海市", "广东省", "广西壮族自治区", "BC"]),
        city=chance.choice(["", "上海", "上海市", "广州", "Vancouver", "Los Angeles"]),
        lines=chance.choice(["", "中山路1号"]),
    )


def random_contact(chance: Random) -> Contact:
    kind = chance.choice([*ContactKind, ContactKind.LETTER])
    return Contact(chance.choice(DAYS), kind, chance.choice([*ContactState, *[ContactState.DONE] * 3]))


def random_pairing(chance: Random) -> tuple[int, date, date | None]:
    start, end = sorted(chance.choices(DAYS, k=2))
    return chance.randrange(len(CADRES)), start, chance.choice([None, end])


ASKED = {
    Key.SECTOR: ["乡贤", "侨界", "vip", "无"],
    Key.TIER: ["重点", "一般"],
    Key.TOWN: ["澜港镇", "澜港", "金沙", "镇"],
    Key.VILLAGE: ["东", "东村", "西村"],
    Key.COUNTRY: ["CN", "CA", "SG", "US"],
    Key.REGION: ["上海", "广东", "广西壮族", "bc"],
    Key.CITY: ["上海", "上海市", "vancouver", "Los Angeles", "市"],
    Key.LANGUAGE: [language.value for language in Language],
    Key.CADRE: ["单小明", "解海", "G3", "#1", "解海（县侨联）", "解海（县一中）", "#99"],
    Key.TRIP: ["赴沪走访", "上海", "广州", "海外", "北行", "火星"],
    Key.HAS: [possession.value for possession in Possession],
    Key.STATUS: [status.value for status in PersonStatus],
    Key.NAME: ["张", "伟", "lim", "Wei J", "tan", "qm", "lwj", "%", "_", "zhang", "shan", "'", "·", "obrien"],
}
LENGTHS = [Ago(0), Ago(1), Ago(90), Ago(13, AgoUnit.WEEK), Ago(3, AgoUnit.MONTH), Ago(1, AgoUnit.YEAR)]
WHEN: list[date | Ago] = [*DAYS, *LENGTHS]
TERMS: list[Term] = [
    *(AnyOf(key, (value,)) for key, values in ASKED.items() for value in values),
    *(Last(key, sign, when) for key in sorted(DAY_KEYS) for sign in Sign for when in WHEN),
    *(Last(key) for key in sorted(DAY_KEYS)),
]


def random_queries(chance: Random) -> list[Query]:
    """Each term alone, and some together, with several values, negated."""
    return [Query((term,)) for term in TERMS] + [
        Query(tuple(random_term(chance) for _ in range(chance.randint(0, 4)))) for _ in range(60)
    ]


def random_term(chance: Random) -> Term:
    term = chance.choice(TERMS)
    negated = chance.random() < 0.5
    if isinstance(term, Last):
        return replace(term, negated=negated)
    return AnyOf(term.key, tuple(dict.fromkeys(chance.choices(ASKED[term.key], k=2))), negated)


def belongs(person: Person, query: Query) -> bool:
    asks_status = any(term.key is Key.STATUS for term in query.terms)
    held = [_fits(person, term) is not term.negated for term in query.terms]
    return all(held) and (asks_status or person.status is PersonStatus.ACTIVE)


def _fits(person: Person, term: Term) -> bool:
    if isinstance(term, Last):
        return _last_fits(person, term)
    return any(_has_value(person, term.key, value) for value in term.values)


def _last_fits(person: Person, term: Last) -> bool:
    done = [
        contact.day
        for contact in person.contacts
        if contact.state is ContactState.DONE
        and contact.day <= TODAY
        and (term.key is Key.CONTACTED or contact.kind is ContactKind.LETTER)
    ]
    if term.when is None or not done:
        return term.when is None and not done
    last = max(done)
    if isinstance(term.when, date):
        compared, with_what = last, term.when
    else:
        # So long ago: a day further back is longer ago, so the two change places.
        units = {AgoUnit.DAY: "days", AgoUnit.WEEK: "weeks", AgoUnit.MONTH: "months", AgoUnit.YEAR: "years"}
        back: dict[str, Any] = {units[term.when.unit]: term.when.amount}
        compared, with_what = TODAY - relativedelta(**back), last
    return {
        Sign.LESS: compared < with_what,
        Sign.AT_MOST: compared <= with_what,
        Sign.MORE: compared > with_what,
        Sign.AT_LEAST: compared >= with_what,
    }[term.sign]


def _same_place(held: str, asked: str, *endings: str) -> bool:
    held, asked = held.lower(), asked.lower()
    had = [ending for ending in endings if asked.endswith(ending) and asked != ending]
    if had:
        return held in {asked, asked[: -len(had[0])]}
    return held == asked or any(held == asked + ending for ending in endings)


def _in_city(person: Person, asked: str) -> bool:
    return any(_same_place(place.city or place.region, asked, "市") for place in person.places)


def _has_value(person: Person, key: Key, value: str) -> bool:
    simple = {Key.SECTOR: person.sector, Key.TIER: person.tier}
    if key in simple:
        return simple[key].lower() == value.lower()
    cities = [city for name, city in TRIPS if city and (name == value or _same_place(city, value, "市"))]
    keys = name_keys(person.name)
    letters = "".join(value.lower().split())
    readings = [*keys.pinyin.split(), *keys.initials.split()] if letters.isascii() and letters.isalnum() else []
    holding = [who for who, start, end in person.pairings if start <= TODAY and (end is None or end > TODAY)]
    return {
        Key.TOWN: _same_place(person.town, value, "镇", "乡", "街道"),
        Key.VILLAGE: _same_place(person.village, value, "村", "社区"),
        Key.COUNTRY: value in [place.country for place in person.places],
        Key.REGION: any(
            _same_place(place.region, value, "自治区", "特别行政区", "省", "市") for place in person.places
        ),
        Key.CITY: _in_city(person, value),
        Key.LANGUAGE: person.language.value == value,
        Key.CADRE: any(value in _names_of_cadre(who) for who in holding),
        Key.TRIP: any(_in_city(person, city) for city in cities),
        Key.HAS: {
            "address": any(place.lines for place in person.places),
            "phone": bool(person.phone),
            "email": bool(person.email),
            "wechat": bool(person.wechat),
            "pairing": bool(holding),
            "birthday": person.birth_month is not None,
        }.get(value, False),
        Key.STATUS: person.status.value == value,
        Key.NAME: value.lower() in person.name.lower() or any(word.startswith(letters) for word in readings),
    }[key]


def _names_of_cadre(who: int) -> set[str | None]:
    name, number, unit = CADRES[who]
    return {name, number, f"#{who + 1}", f"{name}（{unit}）"}


def enter(session: Session, office: list[Person]) -> None:
    """Put the records into the store; the ids of people are their places in the list, from 1."""
    for number, (name, code, unit) in enumerate(CADRES, start=1):
        session.add(Cadre(id=number, name=name, number=code, unit=unit))
    for name, city in TRIPS:
        session.add(Trip(name=name, city=city))
    for number, person in enumerate(office, start=1):
        own = {name: value for name, value in vars(person).items() if name not in {"places", "contacts", "pairings"}}
        session.add(Representative(id=number, **own, **vars_of_keys(person.name)))
    session.flush()
    for number, person in enumerate(office, start=1):
        for place in person.places:
            session.add(Address(representative_id=number, **vars(place)))
        for cadre, start, end in person.pairings:
            session.add(Pairing(cadre_id=cadre + 1, representative_id=number, started_on=start, ended_on=end))
        for contact in person.contacts:
            visit = Visit(happened_on=contact.day, kind=contact.kind, state=contact.state)
            session.add(visit)
            session.flush()
            session.add(VisitRepresentative(visit_id=visit.key, representative_id=number))
    session.flush()


def vars_of_keys(name: str) -> dict[str, Any]:
    keys = name_keys(name)
    return {field: getattr(keys, field) for field in ("pinyin", "initials", "sort_pinyin", "sort_strokes")}


@pytest.fixture(scope="module")
def office_store() -> Iterator[Store]:
    made = scratch_store()
    yield made
    discard(made)


@settings(max_examples=5, deadline=None, phases=(Phase.reuse, Phase.generate))  # a seed does not shrink
@given(seed=st.integers(0, 2**32), strokes=st.booleans())
def test_sql_and_plain_reading_agree(office_store: Store, seed: int, strokes: bool) -> None:
    chance = Random(seed)
    office = random_office(chance)
    keys = [name_keys(person.name) for person in office]
    order = [key.sort_strokes if strokes else key.sort_pinyin for key in keys]
    with Session(office_store.engine) as session:
        enter(session, office)
        if strokes:
            session.add(Setting(name="name_order", value='"strokes"'))
            session.flush()
        for query in random_queries(chance):
            fitting = [place for place, person in enumerate(office) if belongs(person, query)]
            expected = [place + 1 for place in sorted(fitting, key=lambda place: (order[place], place))]
            assert segment_ids(session, query, TODAY) == expected, query
            assert segment_count(session, query, TODAY) == len(expected)
        session.rollback()
