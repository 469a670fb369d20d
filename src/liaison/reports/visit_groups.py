"""The lines of a visit summary: its contacts by cadre, representative, sector, town, month or country."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from liaison.people.models import Cadre, Representative
from liaison.people.queries import RepresentativeRow, cadre_rows
from liaison.reports.contacts import Participation, in_name_order
from liaison.reports.fields import By
from liaison.reports.follow_ups import Raised
from liaison.reports.spans import Span, months_of
from liaison.store.settings import SECTORS, read_setting
from liaison.text.countries import HOME, country_word
from liaison.text.names import name_keys
from liaison.text.words import _

K = TypeVar("K", int, str)


NO_CADRE = "cadre.none"
"""The key of the last line by cadre: contacts for which no cadre is named."""


@dataclass(frozen=True)
class Facts:
    """What a summary is made of."""

    span: Span
    taken: Sequence[Participation]
    cadres: Mapping[int, Sequence[int]]
    people: Mapping[int, RepresentativeRow]
    open_now: Sequence[Raised]


@dataclass(frozen=True)
class Group:
    """A line of the table: its key, its words, its participations; the person or the days that it is about, if any."""

    key: str
    words: str
    taken: Sequence[Participation]
    person_id: int | None = None
    part: Span | None = None


def open_of(facts: Facts, group: Group) -> list[Raised]:
    """The suggestions and requests still open that a line shows: of its people, or received in its month."""
    if group.part is not None:
        return [one for one in facts.open_now if group.part.holds(one.received_on)]
    people = {p.person_id for p in group.taken}
    return [one for one in facts.open_now if one.person_id in people]


def _cadre_groups(session: Session, facts: Facts) -> list[Group]:
    taken: dict[int, list[Participation]] = defaultdict(list)
    for p in facts.taken:
        for cadre in facts.cadres.get(p.visit_id, ()):
            taken[cadre].append(p)
    names = {row.id: row.name for row in cadre_rows(session)}
    groups = [
        Group(f"cadre.{cadre}", names[cadre], taken[cadre])
        for cadre in in_name_order(session, [*taken, *_in_office(session, facts.span)], Cadre)
    ]
    alone = [p for p in facts.taken if not facts.cadres.get(p.visit_id)]
    return [*groups, *([Group(NO_CADRE, _("no cadre named"), alone)] if alone else [])]


def _in_office(session: Session, span: Span) -> list[int]:
    """Who is in office on the last day of a span: a line without contacts stands for each of them too."""
    return [
        row.id
        for row in cadre_rows(session)
        if (row.joined_on is None or row.joined_on <= span.until) and (row.left_on is None or row.left_on > span.until)
    ]


def _representative_groups(session: Session, facts: Facts) -> list[Group]:
    taken = _split(facts.taken, lambda p: p.person_id)
    order = in_name_order(session, taken, Representative)
    return [Group(f"person.{one}", facts.people[one].name, taken[one], one) for one in order]


def _sector_groups(session: Session, facts: Facts) -> list[Group]:
    taken = _split(facts.taken, lambda p: facts.people[p.person_id].sector)
    listed = list(read_setting(session, SECTORS))
    order = sorted(taken, key=lambda word: (word not in listed, listed.index(word) if word in listed else 0, word))
    return [Group(f"sector.{word}", word or _("no sector"), taken[word]) for word in order]


def _town_groups(_session: Session, facts: Facts) -> list[Group]:
    taken = _split(facts.taken, lambda p: facts.people[p.person_id].town)
    order = sorted(taken, key=lambda word: (not word, name_keys(word).sort_pinyin if word else ""))
    return [Group(f"town.{word}", word or _("no town"), taken[word]) for word in order]


def _country_groups(_session: Session, facts: Facts) -> list[Group]:
    taken = _split(facts.taken, lambda p: facts.people[p.person_id].country)
    order = sorted(taken, key=lambda code: (not code, code != HOME, code))
    return [Group(f"country.{code}", country_word(code) if code else _("no address"), taken[code]) for code in order]


def _month_groups(_session: Session, facts: Facts) -> list[Group]:
    return [
        Group(f"month.{name}", name, [p for p in facts.taken if part.holds(p.day)], part=part)
        for name, part in months_of(facts.span)
    ]


def _split(taken: Iterable[Participation], of: Callable[[Participation], K]) -> dict[K, list[Participation]]:
    found: dict[K, list[Participation]] = defaultdict(list)
    for p in taken:
        found[of(p)].append(p)
    return found


GROUPERS: Mapping[By, Callable[[Session, Facts], list[Group]]] = {
    By.CADRE: _cadre_groups,
    By.REPRESENTATIVE: _representative_groups,
    By.SECTOR: _sector_groups,
    By.TOWN: _town_groups,
    By.MONTH: _month_groups,
    By.COUNTRY: _country_groups,
}
HEADERS: Mapping[By, Callable[[], str]] = {
    By.CADRE: lambda: _("Cadre"),
    By.REPRESENTATIVE: lambda: _("Representative"),
    By.SECTOR: lambda: _("Sector"),
    By.TOWN: lambda: _("Town"),
    By.MONTH: lambda: _("Month"),
    By.COUNTRY: lambda: _("Country"),
}
