"""The year of the sample office, done with the program itself: what came of suggestions, and its rounds of letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from office_contacts import FollowUp
from office_letters import (
    MID_AUTUMN_2026,
    QINGMING_2026,
    SENDER,
    SIGNATURE,
    SPRING_2026,
    SPRING_2027,
    THANKS,
    Words,
)
from office_people import Representative
from office_places import COUNTY, PREFECTURE, PROVINCE
from sqlmodel import Session, col, select

from liaison.calendar.festivals import Festival, festival_day
from liaison.calendar.working_days import add_working_days
from liaison.exchange.apply import Wishes
from liaison.exchange.export import export_workbook
from liaison.exchange.intake import receive, take_in
from liaison.letters.fields import Choice, Exclusion, LetterChannel
from liaison.letters.freezing import freeze, take_out
from liaison.letters.planning import campaign_schedule
from liaison.letters.posting import acknowledge, mark_delivered, mark_printed, post
from liaison.letters.queries import PieceFilter, PieceRow, piece_rows
from liaison.letters.returns import readdress, take_back
from liaison.letters.service import add_sender, choose, new_campaign, sender_signature, set_text
from liaison.main import create_office
from liaison.people.fields import Channel, Consent, Language, PersonStatus
from liaison.people.models import Address
from liaison.people.models import Representative as PersonRow
from liaison.people.service import add_address, edit_address, edit_representative
from liaison.segments.service import save_segment
from liaison.stewardship.disclosures import Given, Handout, record_disclosure
from liaison.stewardship.duplicates import keep_apart
from liaison.stewardship.no_contact import set_consent, set_no_contact
from liaison.stewardship.status import change_status
from liaison.store.settings import HOME_CITY, HOME_DISTRICT, HOME_REGION, change_setting
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.visits.fields import FollowUpKind, Outcome
from liaison.visits.follow_ups import (
    add_follow_up,
    answer_follow_up,
    assign_follow_ups,
    close_follow_up,
    extend_follow_up,
    remind_of_follow_ups,
    send_back,
    take_in_hand,
)
from liaison.visits.models import Visit, VisitRepresentative

_STATUSES = {"不联系": PersonStatus.NO_CONTACT, "已故": PersonStatus.DECEASED, "已归档": PersonStatus.ARCHIVED}
_KINDS = {"建议": FollowUpKind.SUGGESTION, "诉求": FollowUpKind.REQUEST}
# (how far it comes, in steps): each step is taken so many working days after it was received
_STEPS = {"已登记": 0, "已退回": 1, "已交办": 1, "办理中": 2, "已答复": 3, "已办结": 4}
_DAYS = (1, 3, 9, 12)
_REMINDED = 20  # the one in hand that was not extended, so that it is overdue
_PROPERTIES = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>澜港县联系工作（虚构示例）</dc:title>\
<dc:description>全部内容均为虚构。</dc:description>\
<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-20T08:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-20T08:00:00Z</dcterms:modified></cp:coreProperties>
"""


@dataclass(frozen=True)
class Round:
    """A campaign of the past year: ``thanked`` of its letters, in turn, are answered; ``back`` of them come back."""

    festival: Festival
    segment: str
    texts: Mapping[str, Words]
    thanked: range
    back: range


_ROUNDS = (
    Round(Festival.SPRING, "海外和港澳台乡贤", SPRING_2026, range(4, 130, 7), range(11, 120, 26)),
    Round(Festival.QINGMING, "省内外大城市乡贤", QINGMING_2026, range(2, 60, 9), range(7, 50, 30)),
    Round(Festival.MID_AUTUMN, "近处侨乡乡贤", MID_AUTUMN_2026, range(3, 75, 8), range(6, 75, 14)),
)
_SEGMENTS = {
    "海外和港澳台乡贤": "sector:乡贤 country:HK,MO,TW,US,CA,AU,NZ,GB,FR,DE,IT unpaired",
    "省内外大城市乡贤": "sector:乡贤 city:杭州市,上海市,北京市 unpaired",
    "近处侨乡乡贤": "sector:乡贤 country:HK,MO,TW,SG unpaired",
    "全部乡贤": "sector:乡贤",
}


class OfficeYear:
    """The deeds of the office, done in a store into which its people and contacts were taken."""

    def __init__(self, store: Store, people: Sequence[Representative], sample_day: date) -> None:
        """``people`` are in the order of their ids; ``sample_day`` is the last day on which anything is done."""
        self.store = store
        self.people = people
        self.today = sample_day
        self.ids = {person.code: number for number, person in enumerate(people, 1)}

    def live(self, raised: Sequence[FollowUp]) -> None:
        """Do all that was done."""
        for name, value in ((HOME_REGION, PROVINCE), (HOME_CITY, PREFECTURE), (HOME_DISTRICT, COUNTY)):
            self.store.write(change_setting, name, value)
        for name, query in _SEGMENTS.items():
            self.store.write(save_segment, name, query)
        for number, follow_up in enumerate(raised):
            self._follow(number, follow_up)
        self._sign()
        self._apart()
        for each in _ROUNDS:
            self._write_round(each)
        self._statuses(self.today)
        self._prepare()

    def _follow(self, number: int, raised: FollowUp) -> None:
        """Take a suggestion or request as far as it came."""
        person = self.ids[raised.person.code]
        day = raised.received_on
        values = {"kind": _KINDS[raised.kind], "text": raised.text, "received_on": day}
        visit = self.store.read(_contact_of, person, raised.contact_day)
        row = self.store.write(add_follow_up, representative_id=person, visit_id=visit, **values)
        steps = _STEPS[raised.state]
        on = [min(add_working_days(day, days), self.today) for days in _DAYS]
        if steps > 0:
            self.store.write(assign_follow_ups, [row], on=on[0], today=on[0], in_charge=raised.in_charge)
        if steps > 1:
            self.store.write(take_in_hand, row, on=on[1], today=on[1])
        if steps > 2:
            self.store.write(answer_follow_up, row, on=on[2], today=on[2], answer=raised.answer)
        if steps > 3:
            outcome = Outcome(raised.outcome)
            self.store.write(close_follow_up, row, on=on[3], today=on[3], outcome=outcome)
        if raised.state == "已退回":
            self.store.write(send_back, row, on=on[1], today=on[1], note=raised.answer)
        if number == _REMINDED:
            self.store.write(remind_of_follow_ups, [row], on=date(2026, 11, 9), today=self.today)
        elif raised.state in {"办理中", "已交办"}:
            until, why = date(2026, 12, 11) + timedelta(days=7 * (number % 2)), "牵涉几个部门，需要会商。"
            self.store.write(extend_follow_up, row, due_on=until, on=on[2], today=on[2], note=why)

    def _sign(self) -> None:
        with TemporaryDirectory() as folder:
            picture = Path(folder) / "signature.svg"
            picture.write_text(SIGNATURE, encoding="utf-8")
            self.store.write(add_sender, **SENDER, signature=sender_signature(picture))

    def _apart(self) -> None:
        """Two people of one name are noted as two, so that nobody is asked about them again."""
        by_name: dict[str, list[int]] = {}
        for person in self.people:
            by_name.setdefault(person.name, []).append(self.ids[person.code])
        for same in by_name.values():
            if len(same) == 2:
                self.store.write(keep_apart, *same, today=date(2026, 3, 2))

    def _statuses(self, day: date) -> None:
        """Note the deaths, wishes and records put away that came until a day."""
        for person in self.people:
            since = person.status_since
            if later(person) and since is not None and since <= day:
                row, status = self.ids[person.code], _STATUSES[person.status]
                if self.store.read(_status_of, row) is not PersonStatus.ACTIVE:
                    continue
                if status is PersonStatus.NO_CONTACT:
                    self.store.write(set_no_contact, row, since=since, today=day)
                else:
                    self.store.write(change_status, row, status, since=since, today=day)

    def _write_round(self, each: Round) -> None:
        """A campaign from its first day to what came back."""
        begun = festival_day(each.festival, 2026) - timedelta(days=70)
        values: dict[str, Any] = {"festival": each.festival, "year": 2026, "segment": each.segment}
        campaign = self.store.write(new_campaign, today=begun, **values)
        self._texts(campaign, each.texts)
        used = [row for row in self.store.read(campaign_schedule, campaign, begun) if row.pieces]
        frozen, printed = min(row.freeze_by for row in used), min(row.print_by for row in used)
        self._statuses(frozen)
        self.store.write(freeze, campaign, today=frozen, go_on=True)
        self.store.write(mark_printed, campaign, on=printed, today=printed)
        for zone in sorted(used, key=lambda row: row.post_by):
            self._statuses(zone.post_by)
            posted = self.store.write(post, campaign, on=zone.post_by, today=zone.post_by, zone=zone.zone)
            self._hold_back(campaign, {who.id for who in posted.held_back})
        sent = [row for row in self._letters(campaign) if row.posted_on is not None]
        self._handed_out(each, sent)
        self._come_back(each, [sent[place] for place in each.back if place < len(sent)])
        self._answered([sent[place] for place in each.thanked if place < len(sent) and place not in each.back])

    def _hold_back(self, campaign: int, people: set[int]) -> None:
        """Letters to people who have asked for no contact, or died, since the list was frozen are taken out."""
        for row in self._letters(campaign) if people else ():
            if people & {who.id for who in row.people}:
                status = self.store.read(_status_of, row.people[0].id)
                reason = Exclusion.NO_CONTACT if status is PersonStatus.NO_CONTACT else Exclusion.DECEASED
                self.store.write(take_out, row.id, reason)

    def _handed_out(self, each: Round, sent: Sequence[PieceRow]) -> None:
        """The post office got the mailing list."""
        printed = min(row.printed_on for row in sent if row.printed_on is not None)
        handout = Handout(
            Given.MAILING_LIST,
            "xlsx",
            printed,
            people=[who.id for row in sent for who in row.people],
            fields=("name", "country", "city", "lines", "postcode"),
            scope=sent[0].campaign.name,
            recipient="县邮政局",
            purpose="交寄家书，核对件数",
        )
        if each.festival is not Festival.QINGMING:
            self.store.write(record_disclosure, handout)

    def _come_back(self, each: Round, back: Sequence[PieceRow]) -> None:
        """Some letters come back; of the first round most addresses were found since."""
        for number, row in enumerate(back):
            day = add_working_days(_sent_on(row), 24 + number)
            reason = ("查无此人", "迁移新址不明", "逾期未领")[number % 3]
            returned = self.store.write(take_back, row.code, on=day, today=day, note=reason)
            if each.festival is not Festival.SPRING or number > 2:
                continue
            found = add_working_days(day, 15)
            place = self.store.read(_place_of, row.address_id)
            lines = (
                f"新和街{20 + number}號2樓" if place["country"] in {"HK", "MO", "TW"} else f"{20 + number} Maple Court"
            )
            if number == 0:
                again = self.store.write(add_address, row.people[0].id, **place, lines=lines)
                self.store.write(readdress, row.id, again, today=found)
                self.store.write(mark_printed, row.campaign.id, on=found, today=found, piece_ids=[row.id])
                self.store.write(post, row.campaign.id, on=found, today=found, piece_ids=[row.id])
            elif row.address_id is not None:
                self.store.write(edit_address, row.address_id, lines=lines)
            self.store.write(close_follow_up, returned.follow_up_id, on=found, today=found, note="问到新地址")

    def _answered(self, thanked: Sequence[PieceRow]) -> None:
        for number, row in enumerate(thanked):
            day = min(add_working_days(_sent_on(row), 12 + 2 * number), self.today)
            if number % 4 == 3:
                self.store.write(mark_delivered, [row.id], on=day, today=day)
            else:
                self.store.write(acknowledge, [row.id], on=day, today=day, note=THANKS[number % len(THANKS)])

    def _prepare(self) -> None:
        """The coming Spring Festival: texts and choices stand, the list is open."""
        begun = date(2026, 11, 16)
        campaign = self.store.write(new_campaign, today=begun, festival=Festival.SPRING, year=2027, segment="全部乡贤")
        self._texts(campaign, SPRING_2027)
        notables = [self.ids[p.code] for p in self.people if p.sector == "乡贤" and p.status == "联系中"]
        paired, others = notables[:16], notables[20:]
        for person, why in ((others[8], "十二月回乡，画册当面送上"), (others[51], "正在搬家，来电说定址后再寄")):
            self.store.write(choose, campaign, [person], choice=Choice.LEAVE_OUT, note=why)
        why = "一月出访时由联系干部带去"
        self.store.write(choose, campaign, paired[-6:-2], channel=LetterChannel.BY_HAND, note=why)
        friends = [self.ids[p.code] for p in self.people if p.sector == "港澳台" and p.status == "联系中"]
        self.store.write(choose, campaign, friends[:2], choice=Choice.INCLUDE, note="同乡会理事，一并寄送")
        self.store.write(set_consent, others[33], Channel.POST, Consent.WITHDRAWN, date(2026, 10, 12), "来信说不必再寄")
        self.store.write(set_consent, others[140], Channel.POST, Consent.WITHDRAWN, date(2026, 5, 8), "来电")
        self.store.write(edit_representative, others[77], no_festive_until=date(2027, 8, 31))
        self.store.write(edit_representative, others[2], salutation="尊敬的老校长")

    def _texts(self, campaign: int, texts: Mapping[str, Words]) -> None:
        for language, words in texts.items():
            parts = {"heading": words.heading, "body": words.body, "signature": words.signature}
            self.store.write(set_text, campaign, Language(language), **parts)

    def _letters(self, campaign: int) -> list[PieceRow]:
        return list(self.store.read(piece_rows, PieceFilter(campaign_id=campaign)))


def later(person: Representative) -> bool:
    """Whether what became of an unpaired notable is noted in the course of the year, and not from its first day."""
    since = person.status_since
    return person.sector == "乡贤" and since is not None and since.year == 2026 and person.status in _STATUSES


def with_the_year(
    base: Path, target: Path, people: Sequence[Representative], raised: Sequence[FollowUp], day: date
) -> None:
    """Take a workbook in, do the deeds of the year, and write the whole office to ``target``, the same each time.

    Raises:
        LiaisonError: when the program refuses something.
    """
    use_language("zh")
    with TemporaryDirectory() as folder:
        store = create_office(str(Path(folder) / "office.db"))
        take_in(store, receive(base, Wishes(day, strict=True)))
        OfficeYear(store, people, day).live(raised)
        made = Path(folder) / "office.xlsx"
        export_workbook(store, made)
        store.close()
        _copy(made, target)


def _copy(made: Path, target: Path) -> None:
    """Copy a workbook with properties that name no day but the sample day."""
    with ZipFile(made) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = _PROPERTIES.encode() if name == "docProps/core.xml" else source.read(name)
            copy.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)


def _sent_on(row: PieceRow) -> date:
    if row.posted_on is None:
        raise ValueError(f"letter {row.code} has not gone out")
    return row.posted_on


def _contact_of(session: Session, person: int, day: date) -> int | None:
    query = select(Visit.id).join(VisitRepresentative, col(VisitRepresentative.visit_id) == col(Visit.id))
    met = query.where(col(VisitRepresentative.representative_id) == person, col(Visit.happened_on) == day)
    return session.exec(met).one()


def _status_of(session: Session, person: int) -> PersonStatus:
    return PersonStatus(session.exec(select(PersonRow.status).where(col(PersonRow.id) == person)).one())


def _place_of(session: Session, address_id: int | None) -> dict[str, Any]:
    address = session.get(Address, address_id)
    return {name: getattr(address, name) for name in ("country", "region", "city", "district", "postcode")}
