"""The terms of a query as conditions of SQL on representatives."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlmodel import col

from liaison.pairing.models import Pairing
from liaison.people.fields import PersonStatus
from liaison.people.models import Address, Cadre, Representative
from liaison.segments.rules import TripPlace, bound, cities_of_trip, lowered, spellings
from liaison.segments.terms import AnyOf, Key, Last, Possession, Query, Sign, Term
from liaison.text.folding import fold
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.models import Visit, VisitRepresentative

Condition = ColumnElement[bool]

_WITH_UNIT = re.compile(r"(?P<name>.+?)\s*[(（](?P<unit>.+)[)）]")
_ID = re.compile(r"[#＃](\d{1,18})")
_PERSON = col(Representative.id)


def conditions(query: Query, today: date, trips: Sequence[TripPlace] = ()) -> list[Condition]:
    """What must hold of a representative; ``trips`` are needed where the query names one."""
    held = [_condition(term, today, trips) for term in query.terms]
    if not query.names_status:
        held.append(col(Representative.status) == PersonStatus.ACTIVE)
    return held


def _condition(term: Term, today: date, trips: Sequence[TripPlace]) -> Condition:
    if isinstance(term, Last):
        held = _last(term, today)
    elif term.key is Key.TRIP:
        held = _in_city([city for value in term.values for city in cities_of_trip(value, trips)])
    else:
        held = _any_of(term, today)
    return ~held if term.negated else held


def _any_of(term: AnyOf, today: date) -> Condition:
    columns = {
        Key.SECTOR: Representative.sector,
        Key.TIER: Representative.tier,
        Key.TOWN: Representative.town,
        Key.VILLAGE: Representative.village,
    }
    if term.key in columns:
        return _stands_in(columns[term.key], term.key, term.values)
    if term.key in {Key.COUNTRY, Key.REGION, Key.CITY}:
        return _lives_in(term.key, term.values)
    if term.key in {Key.LANGUAGE, Key.STATUS}:
        return col(Representative.language if term.key is Key.LANGUAGE else Representative.status).in_(term.values)
    one: Callable[[str], Condition] = {
        Key.NAME: _is_named,
        Key.CADRE: lambda value: _is_paired(today, _is_cadre(value)),
        Key.HAS: lambda value: _has(today)[Possession(value)],
    }[term.key]
    return or_(*(one(value) for value in term.values))


def _lives_in(key: Key, values: Sequence[str]) -> Condition:
    if key is Key.CITY:
        return _in_city(values)
    if key is Key.REGION:
        return _has_address(_stands_in(Address.region, key, values))
    return _has_address(col(Address.country).in_(values))


def _stands_in(column: Any, key: Key, values: Sequence[str]) -> Condition:
    written = {spelling for value in values for spelling in spellings(key, value)}
    return func.lower(column).in_(sorted(written | {spelling.lower() for spelling in written}))


def _has_address(condition: Condition) -> Condition:
    return exists().where(col(Address.representative_id) == _PERSON, condition)


def _in_city(cities: Sequence[str]) -> Condition:
    # 北京, 上海, 天津 and 重庆 are cities and provinces at once; many write them only once, as the province.
    only_region = and_(col(Address.city) == "", _stands_in(Address.region, Key.CITY, cities))
    return _has_address(or_(_stands_in(Address.city, Key.CITY, cities), only_region))


def _is_named(value: str) -> Condition:
    name = func.lower(Representative.name)
    ways: list[Condition] = [name.contains(text, autoescape=True) for text in {lowered(value), value.lower()}]
    letters = fold(value).replace(" ", "")
    if letters.isascii() and letters.isalnum():
        readings = (Representative.pinyin, Representative.initials)
        ways.extend((" " + col(column)).contains(f" {letters}", autoescape=True) for column in readings)
    return or_(*ways)


def _is_paired(today: date, *more: Condition) -> Condition:
    holding = or_(col(Pairing.ended_on).is_(None), col(Pairing.ended_on) > today)
    return exists().where(
        col(Pairing.representative_id) == _PERSON,
        col(Pairing.started_on) <= today,
        holding,
        col(Cadre.id) == col(Pairing.cadre_id),
        *more,
    )


def _is_cadre(value: str) -> Condition:
    if found := _ID.fullmatch(value):
        return col(Cadre.id) == int(found[1])
    ways: list[Condition] = [col(Cadre.number) == value, col(Cadre.name) == value]
    if found := _WITH_UNIT.fullmatch(value):
        ways.append(and_(col(Cadre.name) == found["name"], col(Cadre.unit) == found["unit"].strip()))
    return or_(*ways)


def _has(today: date) -> Mapping[Possession, Condition]:
    return {
        Possession.ADDRESS: _has_address(col(Address.lines) != ""),
        Possession.PHONE: col(Representative.phone) != "",
        Possession.EMAIL: col(Representative.email) != "",
        Possession.WECHAT: col(Representative.wechat) != "",
        Possession.PAIRING: _is_paired(today),
        Possession.BIRTHDAY: col(Representative.birth_month).is_not(None),
    }


def _last(term: Last, today: date) -> Condition:
    kind = ContactKind.LETTER if term.key is Key.WRITTEN else None
    if term.when is None:
        return _PERSON.not_in(_contacted(kind, today))
    sign, day = bound(term, today)
    happened_on = col(Visit.happened_on)
    if sign is Sign.MORE:
        return _PERSON.in_(_contacted(kind, today).where(happened_on > day))
    if sign is Sign.AT_LEAST:
        return _PERSON.in_(_contacted(kind, today).where(happened_on >= day))
    latest = func.max(Visit.happened_on)
    earlier = latest < day if sign is Sign.LESS else latest <= day
    return _PERSON.in_(_contacted(kind, today).group_by(col(VisitRepresentative.representative_id)).having(earlier))


def _contacted(kind: ContactKind | None, today: date) -> Select[int]:
    """Those with a contact done by today: one list, since asking anew for each person is thirty times slower."""
    query = (
        select(col(VisitRepresentative.representative_id))
        .join(Visit, col(Visit.id) == col(VisitRepresentative.visit_id))
        .where(col(Visit.state) == ContactState.DONE, col(Visit.happened_on) <= today)
    )
    return query if kind is None else query.where(col(Visit.kind) == kind)
