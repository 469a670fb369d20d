"""What is exported and taken into an empty store makes an equal store, and taking it in again changes nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from liaison.calendar.festivals import Festival
from liaison.exchange.all_sheets import SHEETS
from liaison.exchange.export import export_sheets, export_workbook
from liaison.exchange.records import read_records
from liaison.exchange.sample import SAMPLE_DAY, sample_workbook
from liaison.letters.fields import Choice, Exclusion, LetterChannel, PieceState, Zone
from liaison.letters.models import Campaign, CampaignChoice, CampaignExclusion, CampaignText, Piece, PieceMember, Sender
from liaison.people.fields import ADDRESS_FIELDS, CADRE_FIELDS, REPRESENTATIVE_FIELDS, Channel, Consent, Language
from liaison.people.models import Address, ChannelConsent, Household
from liaison.people.service import add_address, add_cadre, add_representative
from liaison.segments.service import save_segment
from liaison.stewardship.disclosures import Given, Handout, record_disclosure
from liaison.stewardship.models import KeptApart
from liaison.store.store import Store, deed
from liaison.store.tables import METADATA
from liaison.text.fields import Field
from liaison.text.words import use_language
from liaison.visits.fields import ContactKind
from liaison.visits.service import log_contact
from meanings import meaning
from random_deeds import Clerk
from scratch import discard, scratch_store
from workbooks import TODAY, Desk, cells, moved

STRANGE = [
    *(
        "[red]红[/red]",
        "=cmd|' /C calc'!A0",
        "'引号",
        "@某人",
        "+86",
        "-1",
        "𬍛䶮㛃",
        "张👨‍👩‍👧",
        "A.·B",
        "O'Neill, Mary",
    ),
    *("李（四）", "Ｗａｎｇ　Ｗｅｉ", "1234", "007", "_x0041_", "#N/A", "TRUE", "2026-01-01", "a;b", "示例人", "Żółć"),
]


class TidyClerk(Clerk):
    """A clerk who writes telephone numbers as the forms do."""

    def person_values(self) -> dict[str, Any]:
        values = super().person_values()
        return {**values, "phone": "138 0013 8000" if values["phone"] else ""}


@contextmanager
def two_stores() -> Iterator[tuple[Store, Store, Path]]:
    first, second = scratch_store(), scratch_store()
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield first, second, Path(folder)
    finally:
        discard(first)
        discard(second)


def check_journey(first: Store, second: Store, folder: Path, today: date = TODAY) -> None:
    out, back = folder / "out.xlsx", folder / "back.xlsx"
    export_workbook(first, out)
    taken = Desk(second, folder).take_file(out, today)
    assert taken.plan.rejected() == []
    assert second.read(meaning) == first.read(meaning)
    export_workbook(second, back)
    assert cells(back) == cells(out)
    for store in (first, second):
        again = Desk(store, folder).take_file(out, today)
        assert moved(again.plan) == []
        assert again.plan.rejected() == []
        assert not again.plan.does_something()


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**9))
def test_any_office_that_a_clerk_can_make(seed: int) -> None:
    with two_stores() as (first, second, folder):
        clerk = TidyClerk(first, Random(seed), TODAY)
        clerk.furnish()
        for _ in range(60):
            clerk.step()
        check_journey(first, second, folder)


def test_the_sample_office() -> None:
    with two_stores() as (first, second, folder):
        taken = Desk(first, folder).take_file(sample_workbook(), SAMPLE_DAY)
        assert taken.plan.rejected() == []
        assert taken.plan.remarks == []
        check_journey(first, second, folder, SAMPLE_DAY)
        assert moved(Desk(second, folder).take_file(sample_workbook(), SAMPLE_DAY).plan) == []


def test_the_workbook_is_the_same_whatever_language_the_program_speaks(desk: Desk) -> None:
    desk.take_file(sample_workbook(), SAMPLE_DAY)
    written = []
    for language in ("zh", "en"):
        use_language(language)
        export_workbook(desk.store, desk.folder / f"{language}.xlsx")
        written.append(cells(desk.folder / f"{language}.xlsx"))
        assert moved(desk.take_file(sample_workbook(), SAMPLE_DAY).plan) == []
    assert written[0] == written[1]


def some_value(declared: Field, text: str) -> Any:
    """A value of a field: one of its choices, a day, a number, or the text as the field keeps it."""
    if declared.choices is not None:
        return declared.parse(declared.choices()[-1][0])
    if declared.is_day:
        return date(2020, 2, 29)
    numbers = {"birth_month": 2, "birth_day": 29, "birth_lunar": True, "birth_leap": True}
    places = {"country": "SG", "season_from": "11-01", "season_until": "03-31", "number": "N-001"}
    contacts = {"email": "a@example.com", "phone": "+1 650-253-0000", "reading": ""}
    fixed = numbers | places | contacts
    return fixed[declared.name] if declared.name in fixed else declared.parse(text)


@pytest.mark.parametrize("text", STRANGE)
def test_every_field_with_a_strange_text_in_it(text: str) -> None:
    with two_stores() as (first, second, folder):
        cadre = first.write(add_cadre, **{each.name: some_value(each, text) for each in CADRE_FIELDS})
        address = {each.name: some_value(each, text) for each in ADDRESS_FIELDS}
        person = first.write(
            add_representative,
            address=address,
            household=f"{text[:20]}家",
            **{each.name: some_value(each, text) for each in REPRESENTATIVE_FIELDS},
        )
        first.write(add_address, person, **address)
        first.write(
            log_contact,
            kind=ContactKind.CALL,
            happened_on=TODAY,
            representatives=[person],
            cadres=[cadre],
            place=text,
            summary=f"{text}\n{text}\n\n{text}",
            today=TODAY,
        )
        check_journey(first, second, folder)
        for ending in ("xlsx", "csv"):
            path = folder / f"people.{ending}"
            export_sheets(first, path)
            assert moved(Desk(second, folder).take_file(path).plan) == []


@deed("furnish")
def furnish_rest(session: Session) -> None:
    session.add(Household(label="空户", greeting="阖家"))
    home = Household(label="陈家", greeting="陈先生、林女士")
    session.add(home)
    session.flush()
    for address in (Address(representative_id=1, for_household=True), Address(representative_id=1, lines="二")):
        session.add(address)
        session.flush()
    session.add(ChannelConsent(representative_id=1, channel=Channel.POST, consent=Consent.WITHDRAWN, source="来信"))


def test_what_no_form_makes_yet() -> None:
    with two_stores() as (first, second, folder):
        first.write(add_representative, name="陈晓明")
        first.write(furnish_rest)
        first.write(save_segment, "久未联系的乡贤", "界别:乡贤 -层级:一般 联系>90天")
        check_journey(first, second, folder)


LONG = "data:image/png;base64," + "iVBORw0KGgo=" * 8000


@deed("furnish")
def furnish_letters(session: Session) -> None:
    """Letters as the program writes them, and what points to records that are gone since."""
    session.add(Sender(name="中共澜江县委统战部", address="解放路1号\n2楼", signature=LONG, letterhead="〔长文1〕"))
    session.flush()
    for name, frozen in (("2026中秋", TODAY), ("2027春节", None)):
        copy = f'{{"signature": "{LONG}"}}' if frozen else ""
        campaign = Campaign(name=name, year=2026, arrive_by=TODAY, festival=Festival.MID_AUTUMN, segment="sector:乡贤")
        campaign.sender_id, campaign.frozen_on, campaign.sender_copy = 1, frozen, copy
        session.add(campaign)
        session.flush()
        body = "　　{称呼}：\n\n　　月是故乡明。" + "字" * 40_000
        session.add(CampaignText(campaign_id=campaign.key, language=Language.ZH_HANS, heading="一封家书", body=body))
        session.add(CampaignChoice(campaign_id=campaign.key, representative_id=2, choice=Choice.LEAVE_OUT, note="本人"))
    exclusion = CampaignExclusion(campaign_id=1, representative_id=3, reason=Exclusion.NO_ADDRESS)
    session.add(exclusion)
    for position, (visit, address) in enumerate(((1, 2), (99, 99)), 1):
        session.add(
            Piece(
                campaign_id=1,
                position=position,
                code=f"K7M{position}",
                channel=LetterChannel.POST,
                zone=Zone.ASIA,
                language=Language.EN,
                cadre_id=1,
                address_id=address,
                country="SG",
                addressee="陈晓明\n林静",
                address_lines="Chen\n1 Road\nSINGAPORE",
                body=LONG if position == 2 else "  正文",
                state=PieceState.POSTED,
                posted_on=TODAY,
            )
        )
        session.flush()
        for place, person in enumerate((position, 3), 1):
            session.add(
                PieceMember(
                    campaign_id=1,
                    piece_id=position,
                    representative_id=person,
                    place=place,
                    name="陈",
                    visit_id=visit if place == 1 else None,
                )
            )
    session.add(KeptApart(first_id=1, second_id=2, kept_on=TODAY))
    session.flush()


def test_letters_and_what_was_given_out() -> None:
    with two_stores() as (first, second, folder):
        cadre = first.write(add_cadre, name="王芳")
        people = [first.write(add_representative, name="陈晓明", unit=unit) for unit in ("甲", "乙", "乙")]
        first.write(add_address, people[0], lines="一")
        first.write(add_address, people[0], lines="二")
        for _twice in range(2):
            first.write(
                log_contact,
                kind=ContactKind.LETTER,
                happened_on=TODAY,
                representatives=[people[0]],
                cadres=[cadre],
                today=TODAY,
            )
        first.write(furnish_letters)
        handout = Handout(Given.MAILING_LIST, "pdf", TODAY, people=people[:2], fields=("name", "lines"), scope="甲、乙")
        for given in (handout, handout, replace(handout, people=None, recipient="县侨联", purpose="一\n二")):
            first.write(record_disclosure, given)
        check_journey(first, second, folder)


def test_a_contact_with_more_people_than_a_cell_can_name() -> None:
    with two_stores() as (first, second, folder):
        rows = [["姓名", "单位"], *([f"{'a' * 70}{number}", "县水产公司"] for number in range(500))]
        Desk(first, folder).take(联系对象=rows)
        people = sorted(first.read(lambda session: read_records(session).people))
        first.write(
            log_contact, kind=ContactKind.EVENT, happened_on=TODAY, representatives=people, cadres=[], today=TODAY
        )
        check_journey(first, second, folder)


def test_every_column_of_the_store_is_in_the_workbook() -> None:
    headers = {column.name.removeprefix("address.") for sheet in SHEETS for column in sheet.columns}
    # What follows from other columns, and clauses, which the workbook says in words.
    follows = {"pinyin", "initials", "sort_pinyin", "sort_strokes", "search_text", "due_clause", "last_contact_on"}
    said_otherwise = {"basis", "amount", "unit", "position", "counted_by", "scope_value", "due_on"}
    said_otherwise |= {"address_id", "visit_id"}  # whose address, the contact of which day
    for table in METADATA.sorted_tables:
        if table.name in {"deed", "change", "alembic_version"}:
            continue
        columns = {column.name for column in table.columns if column.name != "id" and not column.foreign_keys}
        assert columns - headers - follows - said_otherwise == set(), table.name


def test_people_whom_nothing_tells_apart_stay_several() -> None:
    with two_stores() as (first, second, folder):
        staff = [first.write(add_cadre, name="王芳") for _ in range(2)]
        people = [first.write(add_representative, name="张伟", unit="县医院", town=town) for town in ("甲", "乙", "乙")]
        for place, person in enumerate(people):
            first.write(
                log_contact,
                kind=ContactKind.VISIT,
                happened_on=TODAY,
                representatives=[person],
                cadres=staff[: place + 1],
                today=TODAY,
            )
        check_journey(first, second, folder)
        assert [row["number"] for row in second.read(meaning)["people"]] == [None] * 3
