"""A small office with something of everything that reports tell of; some of its words look like formulas."""

from datetime import date
from typing import Any

from liaison.pairing.service import pause
from liaison.people.fields import Channel, PauseReason
from liaison.people.service import add_address
from liaison.stewardship.no_contact import set_no_contact
from liaison.visits.fields import ContactKind, ContactState, FollowUpKind, Outcome
from liaison.visits.follow_ups import add_follow_up
from liaison.visits.service import add_trip
from officework import TODAY, Furnish

FORMULA = '=HYPERLINK("http://x.example","查")'
MARKUP = "[red]甲<b>&乙</b>|*丙*"
PHONES = {
    "覃淼": "138 0000 0001",
    "曾喆": "138 0000 0002",
    "仇英": "138 0000 0003",
    "欧阳娜": "138 0000 0004",
    FORMULA: "138 0000 0005",
}


def furnish_reported(office: Furnish) -> dict[str, int]:
    """Fill an empty office; the ids of its people by name."""
    store = office.store
    office.rule()
    ids = {name: office.cadre(name, unit="县委统战部") for name in ("单小明", "解海")}
    sectors = {"覃淼": "乡贤", "曾喆": "侨界", "仇英": "乡贤", "欧阳娜": "乡贤", FORMULA: "侨界"}
    for name, phone in PHONES.items():
        ids[name] = office.person(name, sector=sectors[name], town="石桥镇", phone=phone, unit="县一中")
        store.write(add_address, ids[name], city="上海市", lines="浦东路 1 号")
    ids["Lim Wei Jie"] = office.person("Lim Wei Jie", sector="侨界")
    store.write(add_address, ids["Lim Wei Jie"], country="SG", lines="1 Raffles Place")
    office.pair(ids["单小明"], ids["覃淼"])
    office.pair(ids["单小明"], ids["仇英"])
    office.pair(ids["解海"], ids[FORMULA], start=date(2026, 8, 20))
    _contacts(office, ids)
    _follow_ups(office, ids)
    store.write(set_no_contact, ids["欧阳娜"], since=TODAY, today=TODAY)
    store.write(set_no_contact, ids["曾喆"], since=TODAY, today=TODAY, channel=Channel.PHONE)
    store.write(pause, representative_id=ids["仇英"], from_on=TODAY, today=TODAY, reason=PauseReason.ASKED_FOR_QUIET)
    return ids


def _contacts(office: Furnish, ids: dict[str, int]) -> None:
    one, other = ids["单小明"], ids["解海"]
    trip = office.store.write(
        add_trip, name="上海走访", city="上海", from_on=date(2026, 9, 1), until=date(2026, 9, 3), cadres=[one]
    )

    def met(day: date, people: tuple[str, ...], *cadres: int, kind: ContactKind, **values: Any) -> None:
        office.contact(*(ids[name] for name in people), cadres=cadres, on=day, kind=kind, **values)

    visit, call, event = ContactKind.VISIT, ContactKind.CALL, ContactKind.EVENT
    met(date(2025, 11, 25), ("覃淼",), one, kind=visit, summary="去年的走访")
    met(date(2026, 1, 5), ("覃淼",), one, kind=visit, summary=MARKUP)
    met(date(2026, 1, 5), ("覃淼", "仇英"), one, other, kind=visit, summary=FORMULA)
    met(date(2026, 9, 2), ("曾喆", FORMULA), one, kind=visit, trip_id=trip, place="酒店")
    met(date(2026, 9, 20), (FORMULA,), other, kind=call)
    met(date(2026, 9, 30), ("欧阳娜", "曾喆", "Lim Wei Jie"), kind=event)
    met(date(2026, 10, 1), ("覃淼",), one, kind=call, state=ContactState.ATTEMPTED)
    met(date(2026, 12, 1), ("覃淼",), one, kind=visit, state=ContactState.PLANNED)


def _follow_ups(office: Furnish, ids: dict[str, int]) -> None:
    def raised(name: str, kind: FollowUpKind, text: str, day: date, **values: Any) -> None:
        office.store.write(add_follow_up, representative_id=ids[name], kind=kind, text=text, received_on=day, **values)

    raised("覃淼", FollowUpKind.SUGGESTION, "希望修好村口的路", date(2026, 1, 5))
    raised("曾喆", FollowUpKind.REQUEST, "希望代办证明", date(2026, 9, 2), outcome=Outcome.A)
    raised("覃淼", FollowUpKind.TASK, "退信待核", date(2026, 9, 5))
