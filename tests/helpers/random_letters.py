"""A clerk who writes letters at random, among the other work of an office."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import text

from liaison.calendar.festivals import Festival
from liaison.letters.fields import Choice, Closing, Exclusion, LetterChannel, Zone
from liaison.letters.freezing import freeze, take_out, unfreeze
from liaison.letters.posting import acknowledge, mark_delivered, mark_printed, post
from liaison.letters.returns import readdress, take_back
from liaison.letters.service import (
    KEEP,
    add_sender,
    choose,
    delete_campaign,
    delete_sender,
    edit_campaign,
    edit_sender,
    new_campaign,
    set_text,
)
from liaison.people.fields import Language
from liaison.people.service import add_address, add_representative
from liaison.store.store import Store
from random_deeds import HOUSEHOLDS, NAMES, STALE_ID, Clerk

STREETS = ["文三路1号", "文三路 1号", "中山路2号", "人民路3号", ""]
SEGMENTS = ["status:active", "status:active,no_contact,archived,deceased", "has:address", "-tier:重点"]
DEEDS = (
    *(add_sender, edit_sender, delete_sender, new_campaign, edit_campaign, delete_campaign, set_text, choose),
    *(freeze, unfreeze, take_out, mark_printed, post, mark_delivered, acknowledge, take_back, readdress),
)
BODIES = ["谨致问候。", "{称谓}：谨致问候。", "{姓名}，{籍贯}", "{无此项}", ""]


class LettersClerk(Clerk):
    """Does deeds of letters, and some of those that letters depend on."""

    def __init__(self, store: Store, random: Random, today: date) -> None:
        super().__init__(store, random, today)
        self.deeds: list[Callable[[], Any]] = [
            *[self.new_neighbour, self.further_address, self.new_round, self.write_text, self.settle] * 4,
            *[self.decide, self.print_letters, self.send, self.comes_back, self.thanks] * 4,
            *[self.new_sender, self.change_sender, self.change_round, self.open_again, self.arrive] * 2,
            *[self.elsewhere] * 6,
            *[self.take_one_out, self.drop_round, self.drop_sender, self.new_pairing, self.drop_contacts],
            *[self.change_status, self.say_consent, self.change_address, self.rest, self.change_person],
        ]

    def furnish(self) -> None:
        for deed in (self.new_cadre, self.new_neighbour, self.new_sender, self.new_round, self.write_text):
            for _ in range(3):
                deed()

    def one_where(self, table: str, condition: str) -> int:
        """The id of a row that a deed is likely to suit; now and then of any."""
        if self.random.random() < 0.15:
            return self.one(table)
        query = text(f"SELECT id FROM {table} WHERE {condition} ORDER BY id")
        held: list[int] = self.store.read(lambda session: list(session.connection().execute(query).scalars()))
        return self.random.choice(held or [STALE_ID])

    def place(self) -> dict[str, Any]:
        choose_one = self.random.choice
        season = choose_one([("", ""), ("", ""), ("12-01", "02-28")])
        return {
            "city": choose_one(["杭州市", "杭州市", ""]),
            "lines": choose_one(STREETS),
            "country": choose_one(["CN", "CN", "SG"]),
            "postcode": "048616",
            "season_from": season[0],
            "season_until": season[1],
            "for_household": self.random.random() < 0.2,
        }

    def new_neighbour(self) -> None:
        name, household = self.random.choice(NAMES), self.random.choice(HOUSEHOLDS)
        language = self.random.choice([Language.ZH_HANS, Language.ZH_HANS, Language.EN])
        self.do(add_representative, name=name, household=household, address=self.place(), language=language, phone="1")

    def further_address(self) -> None:
        self.do(add_address, self.one("representative"), **self.place())

    # --- senders, campaigns, texts -----------------------------------------------------------------------------------

    def new_sender(self) -> None:
        self.do(add_sender, name=f"联谊会{self.random.randint(1, 40)}", postcode="313299")

    def change_sender(self) -> None:
        self.do(edit_sender, self.one("sender"), letterhead=self.random.choice(["", "家乡来信"]))

    def drop_sender(self) -> None:
        self.do(delete_sender, self.one("sender"))

    def new_round(self) -> None:
        self.do(
            new_campaign,
            today=self.today,
            festival=self.random.choice([Festival.SPRING, Festival.QINGMING]),
            segment=self.random.choice(SEGMENTS),
            channel=self.random.choice([LetterChannel.POST, LetterChannel.POST, *LetterChannel]),
            sender_id=self.maybe(lambda: self.one("sender"), 0.9),
        )

    def change_round(self) -> None:
        values: dict[str, Any] = {
            "segment": self.random.choice(SEGMENTS),
            "name": f"批次{self.random.randint(1, 60)}",
            "closing": self.member(Closing),
            "festival": self.random.choice([Festival.SPRING, Festival.MID_AUTUMN]),
        }
        kept = dict(self.random.sample(sorted(values.items()), 1))
        self.do(edit_campaign, self.one_where("campaign", "frozen_on IS NULL"), **kept)

    def drop_round(self) -> None:
        self.do(delete_campaign, self.one("campaign"))

    def write_text(self) -> None:
        body = self.random.choice(["谨致问候。", *BODIES])
        campaign = self.one_where("campaign", "frozen_on IS NULL")
        for language in (Language.ZH_HANS, Language.EN):
            self.do(set_text, campaign, language, body=body)

    def decide(self) -> None:
        self.do(
            choose,
            self.one_where("campaign", "frozen_on IS NULL"),
            self.some("representative"),
            choice=self.random.choice([KEEP, None, *Choice]),
            channel=self.random.choice([KEEP, None, *LetterChannel]),
            note=self.random.choice([KEEP, "", "领导交代"]),
        )

    # --- from freezing on --------------------------------------------------------------------------------------------

    def settle(self) -> None:
        go_on = self.random.random() < 0.9
        self.do(freeze, self.one_where("campaign", "frozen_on IS NULL"), today=self.today, go_on=go_on)

    def open_again(self) -> None:
        touched = (
            "SELECT 1 FROM piece WHERE campaign_id = campaign.id AND (state <> 'drafted' OR posted_on IS NOT NULL)"
        )
        self.do(unfreeze, self.one_where("campaign", f"frozen_on IS NOT NULL AND NOT EXISTS ({touched})"))

    def take_one_out(self) -> None:
        self.do(take_out, self.one("piece"), self.member(Exclusion))

    def print_letters(self) -> None:
        campaign = self.one_where("campaign", "frozen_on IS NOT NULL")
        pieces = self.maybe(lambda: self.some("piece"), 0.3)
        self.do(mark_printed, campaign, on=self.today, today=self.today, piece_ids=pieces)

    def send(self) -> None:
        campaign = self.one_where("campaign", "frozen_on IS NOT NULL")
        zone = self.maybe(lambda: self.member(Zone), 0.1)
        channel = self.random.choice([None, None, LetterChannel.POST])
        self.do(post, campaign, on=self.day(0, 0), today=self.today, zone=zone, channel=channel)

    def arrive(self) -> None:
        self.do(mark_delivered, [self.one_where("piece", "state = 'posted'")], on=self.today, today=self.today)

    def thanks(self) -> None:
        piece = self.one_where("piece", "state IN ('posted', 'delivered')")
        self.do(acknowledge, [piece], on=self.today, today=self.today, note="来电致谢")

    def comes_back(self) -> None:
        piece = self.one_where("piece", "state IN ('posted', 'delivered')")
        query = text("SELECT coalesce(max(code), '222222') FROM piece WHERE id = :id")
        code = self.store.read(lambda session: session.connection().execute(query, {"id": piece}).scalar())
        self.do(take_back, code, on=self.today, today=self.today)

    def elsewhere(self) -> None:
        piece = self.one_where("piece", "state = 'returned'")
        query = text(
            "SELECT coalesce(max(address.id), 0) FROM address JOIN piece_member USING (representative_id)"
            " WHERE piece_id = :id AND returned_on IS NULL"
        )
        address = self.store.read(lambda session: session.connection().execute(query, {"id": piece}).scalar())
        self.do(readdress, piece, address, today=self.today)
