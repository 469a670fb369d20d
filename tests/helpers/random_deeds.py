"""A clerk who does one thing after another at random, from a seed, in a small office."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from sqlalchemy import text

from liaison.errors import LiaisonError
from liaison.pairing.handover import hand_over
from liaison.pairing.rulebook import add_rule, delete_rule, edit_rule
from liaison.pairing.scope import ScopeKind
from liaison.pairing.service import (
    add_pairing,
    add_pairings,
    edit_pairing,
    edit_pause,
    end_pairing,
    pause,
    remove_pause,
    resume,
)
from liaison.pairing.terms import Basis, Clause, CountedBy, Frequency, Unit
from liaison.people.fields import Channel, Consent, PersonStatus
from liaison.people.service import (
    add_address,
    add_cadre,
    add_representative,
    edit_address,
    edit_cadre,
    edit_many,
    edit_representative,
    remove_address,
    set_status,
)
from liaison.stewardship.no_contact import set_consent, set_no_contact
from liaison.store.settings import DUE_SOON_DAYS, EXTRA_DAYS_OFF, NAME_ORDER, TIERS, change_setting
from liaison.store.store import Store
from liaison.visits.fields import ContactKind, ContactState, Direction, FollowUpAction, FollowUpKind, Outcome
from liaison.visits.follow_up_rules import MOVES
from liaison.visits.follow_ups import (
    add_follow_up,
    answer_follow_up,
    assign_follow_ups,
    close_follow_up,
    delete_follow_ups,
    edit_follow_up,
    extend_follow_up,
    remind_of_follow_ups,
    reopen_follow_up,
    send_back,
    take_in_hand,
)
from liaison.visits.service import (
    add_trip,
    delete_contact,
    delete_contacts,
    delete_trip,
    edit_contact,
    edit_trip,
    log_contact,
    mark_done,
    mark_many_done,
)

NAMES = ["覃淼", "单小明", "尉迟喆", "Anna Lim", "陈", "解海"]
NUMBERS = [None, None, None, None, "1", "2", "3"]
TIERS_USED = ["", "重点", "一般"]
SECTORS_USED = ["", "乡贤", "知识界"]
HOUSEHOLDS = ["", "", "陈家", "林家"]
WORDS = ["", "澜港镇", "水产公司"]
SCOPES = [
    (ScopeKind.DEFAULT, ""),
    (ScopeKind.TIER, "重点"),
    (ScopeKind.SECTOR, "乡贤"),
    (ScopeKind.NAMED, ""),
    (ScopeKind.NAMED, ""),
]
FREQUENCIES = [
    Frequency(Basis.CALENDAR, 1, Unit.QUARTER),
    Frequency(Basis.CALENDAR, 2, Unit.YEAR),
    Frequency(Basis.CALENDAR, 1, Unit.HALF_YEAR),
    Frequency(Basis.ROLLING, 30, Unit.DAY),
    Frequency(Basis.ROLLING, 6, Unit.WEEK),
    Frequency(Basis.ROLLING, 1, Unit.MONTH),
]
STALE_ID = 999


class Clerk:
    """Does deeds at random; ``tally`` counts those done and those refused with a sentence, by name."""

    def __init__(self, store: Store, random: Random, today: date) -> None:
        self.store = store
        self.random = random
        self.today = today
        self.tally: Counter[tuple[str, bool]] = Counter()
        self._turns: dict[str, list[int]] = {}
        self.deeds: list[Callable[[], Any]] = [
            *[self.new_cadre, self.new_person, self.new_pairing, self.new_contact] * 3,
            *[self.change_person, self.change_pairing, self.change_contact, self.change_cadre] * 2,
            *[self.change_several, self.change_status, self.say_consent, self.new_address, self.change_address],
            *[self.new_pairings, self.finish_pairing, self.give_away, self.rest, self.snooze, self.change_pause],
            *[self.end_pauses, self.new_rule, self.change_rule, self.drop_rule, self.change_a_setting],
            *[self.new_trip, self.change_trip, *[self.contacts_took_place] * 2, self.drop_contacts, self.new_follow_up],
            *[self.deal_with_follow_up] * 5,
        ]

    def furnish(self) -> None:
        """Give an empty office a few records of each sort."""
        people = (self.new_rule, self.new_cadre, self.new_person, self.new_pairing)
        for deed in (*people, self.new_trip, self.new_contact, self.new_follow_up):
            for _ in range(2):
                deed()

    def step(self) -> None:
        """Do one deed, or try to."""
        self.deeds[self.turn("deeds", len(self.deeds))]()

    def turn(self, among: str, count: int) -> int:
        """Which of several comes next: in any order, but none a second time before each had its turn."""
        left = self._turns.setdefault(among, [])
        if not left:
            left += self.random.sample(range(count), count)
        return left.pop()

    def do(self, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Do one deed; a refusal is counted."""
        done = True
        try:
            self.store.write(deed, *args, **kwargs)
        except LiaisonError:
            done = False
        self.tally[deed.__name__, done] += 1

    # --- what to choose from -----------------------------------------------------------------------------------------

    def some(self, table: str, most: int = 3) -> list[int]:
        """A few ids of a table, now and then one that does not exist."""
        query = text(f"SELECT id FROM {table} ORDER BY id")
        held = self.store.read(lambda session: list(session.connection().execute(query).scalars()))
        if not held or self.random.random() < 0.03:
            return [STALE_ID]
        return self.random.sample(held, min(len(held), self.random.randint(1, most)))

    def one(self, table: str) -> int:
        return self.some(table, 1)[0]

    def maybe(self, choose: Callable[[], Any], chance: float = 0.5) -> Any:
        return choose() if self.random.random() < chance else None

    def day(self, earliest: int = -400, latest: int = 0) -> date:
        return self.today + timedelta(self.random.randint(earliest, latest))

    def member(self, enum: type[StrEnum]) -> Any:
        return self.random.choice(list(enum))

    def clauses(self) -> list[Clause]:
        def clause() -> Clause:
            kinds = frozenset(self.random.sample(list(ContactKind), self.random.choice([0, 0, 1, 3])))
            return Clause(self.random.choice(FREQUENCIES), kinds, self.member(CountedBy))

        return [clause() for _ in range(self.random.choice([0, 1, 1, 2, 3]))]

    def person_values(self) -> dict[str, Any]:
        choose = self.random.choice
        return {
            "name": choose(NAMES),
            "number": choose(NUMBERS),
            "tier": choose(TIERS_USED),
            "sector": choose(SECTORS_USED),
            "town": choose(WORDS),
            "phone": choose(["", "13800138000"]),
            "household": choose(HOUSEHOLDS),
            "rule_id": self.maybe(lambda: self.one("contact_rule"), 0.2),
        }

    # --- people ------------------------------------------------------------------------------------------------------

    def new_cadre(self) -> None:
        self.do(add_cadre, name=self.random.choice(NAMES), number=self.random.choice(NUMBERS))

    def new_person(self) -> None:
        self.do(add_representative, address={"city": self.random.choice(WORDS)}, **self.person_values())

    def change_cadre(self) -> None:
        values = {"name": self.random.choice(NAMES), "number": self.random.choice(NUMBERS)}
        self.do(edit_cadre, self.one("cadre"), left_on=self.maybe(self.day, 0.2), **values)

    def change_person(self) -> None:
        values = self.person_values()
        kept = dict(self.random.sample(sorted(values.items()), self.random.randint(1, len(values))))
        address = self.maybe(lambda: {"lines": self.random.choice(WORDS)}, 0.3)
        self.do(edit_representative, self.one("representative"), address=address, **kept)

    def change_several(self) -> None:
        values = {"tier": self.random.choice(TIERS_USED), "sector": self.random.choice(SECTORS_USED)}
        self.do(edit_many, self.some("representative"), **values)

    def change_status(self) -> None:
        person, status = self.one("representative"), self.member(PersonStatus)
        if status is PersonStatus.NO_CONTACT:
            channel = self.maybe(lambda: self.member(Channel), 0.3)
            self.do(set_no_contact, person, since=self.day(-30), today=self.today, channel=channel)
        else:
            self.do(set_status, person, status, self.day(-30))

    def say_consent(self) -> None:
        self.do(set_consent, self.one("representative"), self.member(Channel), self.member(Consent), None)

    def new_address(self) -> None:
        self.do(add_address, self.one("representative"), lines=self.random.choice(WORDS))

    def change_address(self) -> None:
        if self.random.random() < 0.5:
            self.do(remove_address, self.one("address"))
        else:
            self.do(edit_address, self.one("address"), lines=self.random.choice(WORDS))

    # --- pairings, pauses, rules -------------------------------------------------------------------------------------

    def new_pairing(self) -> None:
        start = self.day(-400, 20)
        self.do(
            add_pairing,
            cadre_id=self.one("cadre"),
            representative_id=self.one("representative"),
            started_on=start,
            counts_from=self.maybe(self.day, 0.2),
            ended_on=self.maybe(lambda: start + timedelta(self.random.randint(-5, 300)), 0.2),
            rule_id=self.maybe(lambda: self.one("contact_rule"), 0.2),
        )

    def new_pairings(self) -> None:
        cadre = self.one("cadre")
        self.do(add_pairings, [(cadre, person) for person in self.some("representative")], self.day())

    def finish_pairing(self) -> None:
        self.do(end_pairing, self.one("pairing"), self.day(-200, 20), "工作调动")

    def change_pairing(self) -> None:
        values = {
            "started_on": self.day(),
            "ended_on": self.maybe(lambda: self.day(-100, 40), 0.3),
            "counts_from": self.maybe(self.day, 0.3),
            "rule_id": self.maybe(lambda: self.one("contact_rule"), 0.3),
        }
        kept = dict(self.random.sample(sorted(values.items()), self.random.randint(1, len(values))))
        self.do(edit_pairing, self.one("pairing"), **kept)

    def give_away(self) -> None:
        pairings = self.some("pairing")
        query = text("SELECT coalesce(max(cadre_id), 0) FROM pairing WHERE id = :id")
        giver = self.store.read(lambda session: session.connection().execute(query, {"id": pairings[0]}).scalar())
        on = self.day(-60, 20)
        to = {pairing: self.one("cadre") for pairing in pairings[: self.random.choice([1, 1, 3])]}
        self.do(hand_over, cadre_id=giver, on=on, reason="退休", to=to, leaves_on=self.maybe(lambda: on, 0.3))

    def rest(self) -> None:
        start = self.day(-200)
        until = self.maybe(lambda: start + timedelta(self.random.randint(0, 300)), 0.7)
        self.do(pause, representative_id=self.one("representative"), from_on=start, until=until, today=self.today)

    def snooze(self) -> None:
        pairing, start = self.one("pairing"), self.day(-90)
        query = text("SELECT coalesce(max(representative_id), 0) FROM pairing WHERE id = :id")
        person = self.store.read(lambda session: session.connection().execute(query, {"id": pairing}).scalar())
        until = start + timedelta(self.random.randint(0, 65))
        self.do(pause, representative_id=person, pairing_id=pairing, from_on=start, until=until, today=self.today)

    def change_pause(self) -> None:
        if self.random.random() < 0.4:
            self.do(remove_pause, self.one("pause"))
        else:
            until = self.maybe(lambda: self.day(-50, 60))
            self.do(edit_pause, self.one("pause"), today=self.today, from_on=self.day(-100), until=until)

    def end_pauses(self) -> None:
        self.do(resume, self.one("representative"), on=self.day(-3), today=self.today)

    def new_rule(self) -> None:
        kind, value = self.random.choice(SCOPES)
        self.do(add_rule, name=self.random.choice(NAMES), scope=kind, scope_value=value, clauses=self.clauses())

    def change_rule(self) -> None:
        values: dict[str, Any] = {"clauses": self.maybe(self.clauses, 0.7), "name": self.maybe(lambda: "新名", 0.3)}
        if self.random.random() < 0.4:
            values["scope"], values["scope_value"] = self.random.choice(SCOPES)
        self.do(edit_rule, self.one("contact_rule"), **values)

    def drop_rule(self) -> None:
        self.do(delete_rule, self.one("contact_rule"))

    def change_a_setting(self) -> None:
        some = [(DUE_SOON_DAYS, 7), (NAME_ORDER, "strokes"), (TIERS, ["重点"]), (EXTRA_DAYS_OFF, ["2026-11-23"])]
        self.do(change_setting, *self.random.choice(some))

    # --- contacts, trips, follow-ups ---------------------------------------------------------------------------------

    def new_trip(self) -> None:
        self.do(add_trip, name=self.random.choice(NAMES), cadres=self.some("cadre"))

    def change_trip(self) -> None:
        if self.random.random() < 0.3:
            self.do(delete_trip, self.one("trip"))
        else:
            self.do(edit_trip, self.one("trip"), name=self.random.choice(NAMES), cadres=self.some("cadre"))

    def follow_up(self, person: int) -> dict[str, Any]:
        return {
            "representative_id": person,
            "cadre_id": self.maybe(lambda: self.one("cadre"), 0.3),
            "kind": self.member(FollowUpKind),
            "text": "修路",
            "received_on": self.day(-100),
        }

    def new_contact(self, state: ContactState | None = None) -> None:
        often = [ContactState.PLANNED, ContactState.DONE, ContactState.DONE]
        state = state or self.random.choice([*ContactState, *often])
        people = self.some("representative")
        self.do(
            log_contact,
            kind=self.member(ContactKind),
            state=state,
            direction=self.member(Direction),
            happened_on=self.day(-400, 40 if state is ContactState.PLANNED else 0),
            representatives=people,
            cadres=self.maybe(lambda: self.some("cadre"), 0.9) or [],
            trip_id=self.maybe(lambda: self.one("trip"), 0.2),
            follow_ups=[self.follow_up(people[0])] if self.random.random() < 0.2 else [],
            today=self.today,
        )

    def change_contact(self) -> None:
        values: dict[str, Any] = {
            "kind": self.member(ContactKind),
            "state": self.member(ContactState),
            "happened_on": self.day(-400, 3),
            "direction": self.member(Direction),
            "representatives": self.some("representative"),
            "cadres": self.some("cadre"),
            "trip_id": self.maybe(lambda: self.one("trip")),
            "follow_ups": [self.follow_up(self.one("representative"))],
        }
        kept = dict(self.random.sample(sorted(values.items()), self.random.randint(1, 4)))
        self.do(edit_contact, self.one("visit"), today=self.today, **kept)

    def contacts_took_place(self) -> None:
        query = text("SELECT id FROM visit WHERE state = 'planned' ORDER BY id")
        planned = self.store.read(lambda session: list(session.connection().execute(query).scalars()))
        if not planned:
            self.new_contact(ContactState.PLANNED)  # one deed a step
        elif self.random.random() < 0.5:
            self.do(mark_done, max(planned, default=STALE_ID), today=self.today)
        else:
            self.do(mark_many_done, planned[:2] or [STALE_ID], today=self.today)

    def drop_contacts(self) -> None:
        if self.random.random() < 0.5:
            self.do(delete_contact, self.one("visit"))
        else:
            self.do(delete_contacts, self.some("visit"))

    def new_follow_up(self) -> None:
        visit = self.maybe(lambda: self.one("visit"), 0.3)
        self.do(add_follow_up, visit_id=visit, **self.follow_up(self.one("representative")))

    def deal_with_follow_up(self) -> None:
        done = {"on": self.today - timedelta(self.random.randint(0, 2)), "today": self.today}
        said = {"note": self.random.choice(WORDS), **done}
        outcome = self.maybe(lambda: self.member(Outcome), 0.8)
        cadre = self.maybe(lambda: self.one("cadre"))
        answer, later = self.random.choice(WORDS), self.day(50, 200)
        received = {"kind": self.member(FollowUpKind), "received_on": self.day(-100)}
        ways: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
            FollowUpAction.TAKE_IN_HAND: (take_in_hand, said),
            FollowUpAction.ANSWER: (answer_follow_up, {"answer": "已列入计划。\n明年办。", **done}),
            FollowUpAction.CLOSE: (close_follow_up, {"outcome": outcome, "answer": answer, **said}),
            FollowUpAction.SEND_BACK: (send_back, said),
            FollowUpAction.EXTEND: (extend_follow_up, {"due_on": later, **said}),
            FollowUpAction.REOPEN: (reopen_follow_up, said),
            "edit": (edit_follow_up, received),
            FollowUpAction.ASSIGN: (assign_follow_ups, {"in_charge": answer, "cadre_id": cadre, **said}),
            FollowUpAction.REMIND: (remind_of_follow_ups, said),
            "delete": (delete_follow_ups, {}),
        }
        way = list(ways)[self.turn("ways", len(ways))]
        states = ", ".join(f"'{state}'" for state in MOVES[FollowUpAction(way)]) if way in MOVES else ""
        fitting = f"follow_up WHERE state IN ({states})" if states and self.random.random() < 0.8 else "follow_up"
        ids = self.some(fitting)
        deed, values = ways[way]
        several = deed in {assign_follow_ups, remind_of_follow_ups, delete_follow_ups}
        self.do(deed, ids if several else ids[0], **values)
