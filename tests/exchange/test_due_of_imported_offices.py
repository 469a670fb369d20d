"""From a workbook to the due list: ``liaison import`` and ``due`` against a slow reading of the rules, on any day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desk import Desk
from liaison.pairing.fields import frequency_cell, kinds_cell
from liaison.pairing.reasons import show_clause
from liaison.pairing.scope import ScopeKind, scope_cell
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
from liaison.visits.fields import ContactKind, ContactState
from walking_days import slow_standing
from workbooks import write

TODAY = date(2026, 11, 20)
KINDS = {"走访": "visit", "座谈": "meeting", "电话": "call", "消息": "message", "活动": "event", "书信": "letter"}
STATES = {"已完成": "done", "": "done", "计划": "planned", "未联系上": "attempted", "取消": "cancelled"}
STATUSES = {"": "active", "联系中": "active", "不联系": "no_contact", "已故": "deceased", "已归档": "archived"}
SCOPES = [
    (ScopeKind.DEFAULT, ""),
    (ScopeKind.SECTOR, "乡贤"),
    (ScopeKind.TIER, "重点"),
    (ScopeKind.NAMED, ""),
    (ScopeKind.TIER, "特级"),
]
CALENDAR = [Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR]


@dataclass
class Person:
    """A row of a sheet of people."""

    place: int
    number: str
    name: str
    unit: str = ""
    sector: str = ""
    tier: str = ""
    status: str = ""
    since: date | None = None
    rule: str = ""


@dataclass
class Pair:
    """A row of the pairings."""

    cadre: Person
    person: Person
    start: date
    end: date | None
    counts_from: date | None
    rule: str


@dataclass
class Office:
    """An office at random, as plain rows."""

    random: Random
    cadres: list[Person] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    rules: dict[str, tuple[ScopeKind, str, tuple[Clause, ...]]] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    contacts: list[tuple[date, str, str, list[Person], list[Person]]] = field(default_factory=list)
    pauses: list[tuple[Person, Person | None, date, date | None]] = field(default_factory=list)

    def day(self, before: int = 700, after: int = 0) -> date:
        return TODAY + timedelta(self.random.randint(-before, after))

    def some(self, of: list[Person], least: int = 1) -> list[Person]:
        return self.random.sample(of, self.random.randint(least, min(3, len(of))))

    def refer(self, people: list[Person], among: list[Person]) -> str:
        """People as staff would name them: by name where it is the only one, else by number or with the unit."""
        return self.random.choice("、，,；").join(self.reference(person, among) for person in people)

    def reference(self, person: Person, among: list[Person]) -> str:
        whole = [f"{person.name}（{person.unit}）", f"{person.name}({person.unit})", person.number]
        alone = sum(other.name == person.name for other in among) == 1
        return self.random.choice([person.name, *whole] if alone else whole)


def clause(random: Random) -> Clause:
    if random.random() < 0.5:
        frequency = Frequency(Basis.CALENDAR, random.randint(1, 3), random.choice(CALENDAR))
    else:
        unit = random.choice([Unit.DAY, Unit.WEEK, Unit.MONTH])
        frequency = Frequency(Basis.ROLLING, random.randint(1, {"day": 200, "week": 30, "month": 14}[unit]), unit)
    kinds = frozenset(random.sample(list(ContactKind), random.choice([0, 1, 2, 4])))
    return Clause(frequency, kinds, random.choice(list(CountedBy)))


def make_office(seed: int) -> Office:
    """People, rules, pairings, contacts and pauses that contradict nothing."""
    office = Office(Random(seed))
    make_people(office)
    for cadre in office.cadres:
        for person in office.some(office.people):
            make_pairings(office, cadre, person)
    make_contacts(office)
    make_pauses(office)
    return office


def make_people(office: Office) -> None:
    random = office.random
    names = ["张伟", "李娜", "欧阳娜", "Anna Lim", "=SUM(A1)", "[red]王"]
    office.cadres = [Person(n, f"G{n}", random.choice(names), f"局{n}") for n in range(random.randint(1, 4))]
    for number, scope in enumerate(random.sample(SCOPES, random.randint(0, len(SCOPES)))):
        office.rules[f"制度{number}"] = (*scope, tuple(clause(random) for _ in range(random.randint(1, 3))))
    for n in range(random.randint(1, 8)):
        status = random.choice([*[""] * 5, *STATUSES])
        since = random.choice([None, office.day()]) if status else None
        sector, tier = random.choice(["", "乡贤", "其他"]), random.choice(["", "重点", "特级", "一般"])
        person = Person(n, f"{n:03d}", random.choice(names), f"厂{n}", sector, tier, status, since)
        person.rule = random.choice([*[""] * 4, *office.rules])
        office.people.append(person)


def make_pairings(office: Office, cadre: Person, person: Person) -> None:
    random = office.random
    start = office.day(900, 40)
    for _ in range(random.choice([1, 1, 2])):
        end = random.choice([None, start + timedelta(random.randint(0, 400))])
        counts_from = random.choice([None, None, start + timedelta(random.randint(-60, 90))])
        rule = random.choice([*[""] * 4, *office.rules])
        office.pairs.append(Pair(cadre, person, start, end, counts_from, rule))
        if end is None:
            break
        start = end + timedelta(random.choice([0, 30]))


def make_contacts(office: Office) -> None:
    random = office.random
    for _ in range(random.randint(0, 60)):
        state = random.choice([*["已完成"] * 4, *STATES])
        day = office.day(800, 60 if state in {"计划", "取消"} else 0)
        row = (day, random.choice(list(KINDS)), state, office.some(office.cadres, 0), office.some(office.people))
        office.contacts += [row] * random.choice([1, 1, 1, 2])


def make_pauses(office: Office) -> None:
    random = office.random
    for _ in range(random.randint(0, 3)):
        start = office.day(400)
        end = random.choice([None, start + timedelta(random.randint(0, 200))])
        office.pauses.append((random.choice(office.people), None, start, end))
    for pair in random.sample(office.pairs, min(3, len(office.pairs))):
        alone = sum(other.cadre is pair.cadre and other.person is pair.person for other in office.pairs) == 1
        start = min(pair.start + timedelta(random.randint(-50, 300)), TODAY)
        if alone or (pair.start <= start and (pair.end is None or start < pair.end)):
            office.pauses.append((pair.person, pair.cadre, start, start + timedelta(random.randint(0, 59))))


def workbook(office: Office, path: Path) -> Path:
    """The office as its staff would hand it in; columns in any order, days as days or texts."""
    random, people, cadres = office.random, office.people, office.cadres

    def shown(day: date | None) -> Any:
        return day if day is None else random.choice([day, day.isoformat(), f"{day.year}年{day.month}月{day.day}日"])

    rules = []
    for name, (scope, value, clauses) in office.rules.items():
        for each in clauses:
            by = "任何人" if each.by is CountedBy.ANYONE else "结对干部"
            cells = [name, scope_cell(scope, value), frequency_cell(each.frequency), kinds_cell(each.kinds), by]
            rules.append(cells)
    sheets: dict[str, list[list[Any]]] = {
        "联系记录": [["联系对象", "日期", "状态", "方式", "干部", "内容"]],
        "结对": [["干部", "联系对象", "开始日期", "结束日期", "计算起日", "联系制度"]],
        "暂停": [["联系对象", "干部", "开始", "结束"]],
        "干部": [["编号", "姓名", "单位"], *([c.number, c.name, c.unit] for c in cadres)],
        "联系制度": [["名称", "适用", "频率", "方式", "由谁"], *rules],
        "联系对象": [["编号", "姓名", "单位", "界别", "层级", "状态", "状态起日", "联系制度"]],
    }
    for person in people:
        values = [person.number, person.name, person.unit, person.sector, person.tier, person.status]
        sheets["联系对象"].append([*values, shown(person.since), person.rule])
    for pair in office.pairs:
        two = [office.reference(pair.cadre, cadres), office.reference(pair.person, people)]
        sheets["结对"].append([*two, shown(pair.start), shown(pair.end), shown(pair.counts_from), pair.rule])
    for day, kind, state, staff, met in office.contacts:
        who = office.refer(met, people)
        sheets["联系记录"].append([who, shown(day), state, kind, office.refer(staff, cadres), ""])
    for person, cadre, start, end in office.pauses:
        named = "" if cadre is None else office.reference(cadre, cadres)
        sheets["暂停"].append([office.reference(person, people), named, shown(start), shown(end)])
    return write(path, sheets)


def rule_in_force(office: Office, pair: Pair) -> ContactRule | None:
    """The most specific rule: the pairing's, the person's, the tier's, the sector's, the default."""
    scopes = [(ScopeKind.TIER, pair.person.tier), (ScopeKind.SECTOR, pair.person.sector), (ScopeKind.DEFAULT, "")]
    by_scope = [next((n for n, (k, v, _c) in office.rules.items() if (k, v) == scope), "") for scope in scopes]
    for name in (pair.rule, pair.person.rule, *by_scope):
        if name:
            return ContactRule(None, name, office.rules[name][2])
    return None


def facts(office: Office, pair: Pair) -> PairingFacts:
    """What the slow reading needs to know of a pairing, from the plain rows."""
    snoozed = [
        span
        for person, cadre, start, end in office.pauses
        for span in [PauseSpan(start, end, cadre is not None)]
        if person is pair.person and (cadre is None or pair is pairing_of(office, person, cadre, start))
    ]
    return PairingFacts(
        pairing_id=0,
        cadre_id=pair.cadre.place,
        started_on=pair.start,
        counts_from=pair.counts_from,
        ended_on=pair.end,
        person_status=PersonStatus(STATUSES[pair.person.status]),
        status_since=pair.person.since,
        rule=rule_in_force(office, pair),
        contacts=tuple(
            Contact(0, day, ContactKind(KINDS[kind]), ContactState(STATES[state]), frozenset(c.place for c in staff))
            for day, kind, state, staff, met in office.contacts
            if pair.person in met
        ),
        pauses=tuple(snoozed),
    )


def pairing_of(office: Office, person: Person, cadre: Person, start: date) -> Pair:
    """The pairing that a snooze is of: the one that holds when it begins; the snoozes made here fall into one."""
    both = [p for p in office.pairs if p.person is person and p.cadre is cadre]
    return next((p for p in both if p.start <= start and (p.end is None or start < p.end)), both[0])


def expected(office: Office, day: date) -> list[tuple[Any, ...]]:
    """The due list that the slow reading gives."""
    rows = []
    for pair in office.pairs:
        put_away = STATUSES[pair.person.status] in {"deceased", "archived"}
        if put_away or pair.start > day or (pair.end is not None and pair.end <= day):
            continue
        found, rule = slow_standing(facts(office, pair), day, 14), rule_in_force(office, pair)
        index = found["due_clause"]
        says = show_clause(rule.clauses[int(str(index))]) if rule is not None and index is not None else None
        days = (found["due_on"], found["days_late"], found["last_contact_on"])
        rows.append((pair.cadre.name, pair.person.name, found["status"], *map(str, days), rule and rule.name, says))
    return sorted(rows, key=repr)


@pytest.mark.parametrize("seed", range(16))
def test_the_due_list_of_a_random_office_is_that_of_the_slow_reading(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = make_office(seed)
    desk = Desk(tmp_path / "office.db", capsys)
    desk.do("init")
    desk.do("import", str(workbook(office, tmp_path / "office.xlsx")))
    days = [TODAY, *(TODAY + timedelta(office.random.randint(*span)) for span in ((-500, -1), (-60, -1), (1, 400)))]
    for day in days:
        answer = desk.do("due", "--all", "--as-of", day.isoformat(), "--format", "json").json()
        found = [
            (
                *(row["cadre"]["name"], row["representative"]["name"], row["status"]),
                *(str(row["due_on"]), str(row["days_late"]), str(row["last_contact_on"]), row["rule"], row["clause"]),
            )
            for row in answer
        ]
        assert sorted(found, key=repr) == expected(office, day), (seed, day)
