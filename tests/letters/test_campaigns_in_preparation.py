"""A campaign from its first day until its list is frozen: what it is named, who is on it, what stands against it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from letters_office import BODY, FROZEN, HANGZHOU, NINGBO, frozen, furnish, letter_to
from liaison.calendar.festivals import Festival
from liaison.errors import ConflictError, InvalidInputError, LiaisonError, NotFoundError
from liaison.letters.fields import CampaignStage, Choice, Closing, Exclusion, LetterChannel, LetterKind, Zone
from liaison.letters.freezing import freeze, take_out, unfreeze
from liaison.letters.job import campaign_job, preview_job
from liaison.letters.planning import RecipientRow, campaign_schedule, recipients, upcoming_letters
from liaison.letters.problems import ProblemKind, problems
from liaison.letters.queries import (
    PieceFilter,
    campaign_row,
    campaign_rows,
    find_campaign,
    piece_rows,
    sender_row,
    text_rows,
)
from liaison.letters.recipients import Outcome
from liaison.letters.service import (
    add_sender,
    choose,
    delete_campaign,
    delete_sender,
    edit_campaign,
    edit_sender,
    new_campaign,
    set_text,
)
from liaison.letters.whole import WholeCampaign, whole_campaign
from liaison.people.fields import Language
from liaison.people.service import add_representative, edit_representative
from liaison.segments.service import save_segment
from liaison.store.settings import (
    HOME_CITY,
    HOME_DISTRICT,
    HOME_REGION,
    LETTER_FESTIVALS,
    POST_DAYS_WORLD,
    change_setting,
)
from liaison.store.store import Store
from liaison.text.words import use_language

Z = ProblemKind


def by_name(store: Store, campaign: int, today: date = FROZEN) -> dict[str, RecipientRow]:
    return {row.person.name: row for row in store.read(recipients, campaign, today).rows}


def refusal(store: Store, campaign: int, today: date = FROZEN) -> str:
    with pytest.raises(InvalidInputError) as refused:
        store.write(freeze, campaign, today=today)
    return refused.value.sentence


def test_what_is_not_said_follows_from_the_festival(store: Store) -> None:
    sender = store.write(add_sender, name="联谊会")
    first = store.write(new_campaign, today=FROZEN, festival=Festival.SPRING, segment="界别:乡贤")
    row = store.read(campaign_row, first, FROZEN)
    assert (row.name, row.year, row.arrive_by) == ("2027年春节一封家书", 2027, date(2027, 2, 6))
    assert (row.segment, row.closing, row.stage) == ("sector:乡贤", Closing.NEW_YEAR, CampaignStage.OPEN)
    assert row.sender is not None
    assert row.sender.id == sender
    again = store.write(new_campaign, today=FROZEN, festival=Festival.SPRING, segment="status:active")
    assert store.read(campaign_row, again, FROZEN).name == "2027年春节一封家书 2"
    passed = store.write(new_campaign, today=date(2026, 4, 6), festival=Festival.QINGMING, segment="有:地址")
    assert store.read(campaign_row, passed, FROZEN).closing is Closing.QUIET
    assert store.read(campaign_row, passed, FROZEN).year == 2027
    use_language("en")
    news = store.write(
        new_campaign, today=FROZEN, kind=LetterKind.NEWSLETTER, arrive_by=date(2027, 6, 1), segment="lang:en"
    )
    assert store.read(campaign_row, news, FROZEN).name == "2027 newsletter"
    assert store.read(find_campaign, "newsl") == news
    assert store.read(find_campaign, f"#{first}") == first
    with pytest.raises(ConflictError, match="2027年春节一封家书 2"):
        store.read(find_campaign, "家书")
    with pytest.raises(NotFoundError, match="2027 newsletter"):
        store.read(find_campaign, "中秋")


def test_what_makes_no_sense_is_refused(store: Store) -> None:
    def refused(**values: Any) -> str | None:
        whole: dict[str, Any] = {"today": FROZEN, "festival": Festival.SPRING, "segment": "有:地址", **values}
        with pytest.raises(LiaisonError) as error:
            store.write(new_campaign, **whole)
        return error.value.field

    assert refused(segment=" ") == "segment"
    assert refused(segment="颜色:红") == "segment"
    assert refused(festival=None) == "arrive_by"
    assert refused(arrive_by=date(2027, 2, 7)) == "arrive_by"
    assert refused(closing=Closing.MID_AUTUMN) == "closing"
    assert refused(dated_on=date(2027, 2, 7)) == "dated_on"
    assert refused(sender_id=9) == "sender"
    assert store.read(campaign_rows, FROZEN) == []
    furnish(store)
    assert refused(name="2027年春节一封家书") == "name"


def test_a_saved_segment_can_be_named_and_changes_are_kept(store: Store) -> None:
    store.write(save_segment, "乡贤", "界别:乡贤")
    campaign = store.write(new_campaign, today=FROZEN, festival=Festival.SPRING, segment="乡贤")
    store.write(edit_campaign, campaign, name="新春家书", festival=Festival.QINGMING, year=2027)
    row = store.read(campaign_row, campaign, FROZEN)
    assert (row.name, row.segment, row.arrive_by) == ("新春家书", "sector:乡贤", date(2027, 4, 5))
    assert row.closing is Closing.QUIET
    store.write(edit_campaign, campaign, arrive_by=date(2027, 4, 1))
    assert store.read(campaign_row, campaign, FROZEN).arrive_by == date(2027, 4, 1)
    store.write(edit_campaign, campaign, arrive_by=None)
    assert store.read(campaign_row, campaign, FROZEN).arrive_by == date(2027, 4, 5)


def test_everybody_is_listed_with_letter_company_or_reason(store: Store) -> None:
    ids = furnish(store)
    found = store.read(recipients, ids["批次"], FROZEN)
    rows = {row.person.name: row for row in found.rows}
    assert (found.pieces, found.riders) == (3, 1)
    assert found.by_reason == {Exclusion.WITHDRAWN: 1, Exclusion.NO_ADDRESS: 1}
    assert rows["陈静"].outcome is Outcome.RIDER
    assert [each.name for each in rows["陈静"].together] == ["张伟"]
    assert (rows["张伟"].zone, rows["张伟"].place) == (Zone.MAINLAND, "浙江杭州")
    assert rows["张伟"].cadre is not None
    assert rows["Robert Chen"].zone is Zone.WORLD
    assert rows["Robert Chen"].post_by == date(2027, 1, 7)
    late = by_name(store, ids["批次"], date(2027, 1, 8))
    assert late["Robert Chen"].reason is Exclusion.TOO_LATE
    zones = {row.zone: row for row in store.read(campaign_schedule, ids["批次"], date(2027, 1, 8))}
    assert (zones[Zone.WORLD].late, zones[Zone.WORLD].too_late, zones[Zone.WORLD].pieces) == (True, 1, 0)
    assert (zones[Zone.MAINLAND].late, zones[Zone.MAINLAND].pieces) == (False, 2)


def test_zones_and_days_follow_the_settings(store: Store) -> None:
    ids = furnish(store)
    for name, value in {HOME_REGION: "浙江", HOME_CITY: "杭州市", HOME_DISTRICT: "", POST_DAYS_WORLD: 10}.items():
        store.write(change_setting, name, value)
    rows = by_name(store, ids["批次"])
    assert rows["张伟"].zone is Zone.PROVINCE
    assert rows["Robert Chen"].post_by == date(2027, 1, 27)


def test_people_are_included_left_out_and_given_a_channel_by_hand(store: Store) -> None:
    ids = furnish(store)
    campaign = ids["批次"]
    outside = store.write(add_representative, name="外人", tier="一般", address={**HANGZHOU, "lines": "西湖路9号"})
    store.write(edit_campaign, campaign, segment="-tier:一般")
    assert "外人" not in by_name(store, campaign)
    store.write(choose, campaign, [outside, ids["王芳"]], choice=Choice.INCLUDE, note="领导交代")
    store.write(choose, campaign, [ids["张伟"]], choice=Choice.LEAVE_OUT)
    store.write(choose, campaign, [ids["李四"], ids["赵强"]], channel=LetterChannel.BY_HAND)
    rows = by_name(store, campaign)
    assert (rows["外人"].outcome, rows["外人"].in_segment, rows["外人"].note) == (Outcome.PIECE, False, "领导交代")
    assert rows["王芳"].reason is Exclusion.WITHDRAWN
    assert rows["张伟"].reason is Exclusion.LEFT_OUT
    assert rows["陈静"].outcome is Outcome.PIECE
    assert rows["李四"].reason is Exclusion.NO_CADRE
    assert rows["赵强"].channel is LetterChannel.BY_HAND
    store.write(choose, campaign, [outside], choice=None, note="")
    store.write(choose, campaign, [ids["张伟"]], choice=None)
    assert "外人" not in by_name(store, campaign)
    assert by_name(store, campaign)["陈静"].outcome is Outcome.RIDER


def test_each_problem_is_named_before_freezing(store: Store) -> None:
    ids = furnish(store)
    campaign = ids["批次"]
    store.write(set_text, campaign, Language.EN)
    assert "Robert Chen" in refusal(store, campaign)
    store.write(set_text, campaign, Language.EN, body="Dear {nmae}, {hometown}.")
    assert "{姓名}" in refusal(store, campaign) or "{name}" in refusal(store, campaign)
    store.write(set_text, campaign, Language.EN, body="From {hometown}.", heading="{name}")
    kinds = [each.kind for each in store.read(problems, campaign, FROZEN).blocking]
    assert kinds == [Z.MISPLACED_FIELD]
    store.write(set_text, campaign, Language.EN, body="From {hometown}.")
    (gap,) = store.read(problems, campaign, FROZEN).to_confirm
    assert (gap.kind, [each.name for each in gap.people]) == (Z.EMPTY_FIELD, ["Robert Chen"])
    assert gap.sentence in refusal(store, campaign)
    assert store.write(freeze, campaign, today=FROZEN, go_on=True).pieces == 3


def test_nobody_no_sender_unfit_words_and_shared_addresses_are_named(store: Store) -> None:
    ids = furnish(store)
    campaign = store.write(new_campaign, today=FROZEN, festival=Festival.QINGMING, segment="姓名:赵强")
    store.write(edit_campaign, campaign, sender_id=None)
    store.write(set_text, campaign, Language.ZH_HANS, body="祝节日快乐！{")
    found = store.read(problems, campaign, FROZEN)
    assert [each.kind for each in found.blocking] == [Z.NO_SENDER]
    assert [each.kind for each in found.to_confirm] == [Z.UNFIT_WORD, Z.LOOSE_BRACE]
    store.write(add_representative, name="钱进", address={**NINGBO, "lines": "中山路 2号"})
    (shared,) = store.read(problems, ids["批次"], FROZEN).to_confirm
    assert (shared.kind, {each.name for each in shared.people}) == (Z.SHARED_ADDRESS, {"赵强", "钱进"})
    store.write(choose, campaign, [ids["赵强"]], choice=Choice.LEAVE_OUT)
    assert [each.kind for each in store.read(problems, campaign, FROZEN).blocking] == [Z.NOBODY]


def test_a_campaign_is_asked_for_as_a_whole_with_its_audience_reckoned_once(store: Store) -> None:
    ids = furnish(store)
    campaign, asked = ids["批次"], []

    def whole(session: Session) -> WholeCampaign:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        return whole_campaign(session, campaign, FROZEN)

    for is_open in (True, False):
        asked.clear()
        found = store.read(whole)
        assert sum("FROM address" in statement for statement in asked) == is_open
        assert found.row == store.read(campaign_row, campaign, FROZEN)
        assert found.found == store.read(recipients, campaign, FROZEN)
        assert found.zones == tuple(store.read(campaign_schedule, campaign, FROZEN))
        assert found.texts == tuple(store.read(text_rows, campaign))
        assert found.problems == (store.read(problems, campaign, FROZEN) if is_open else None)
        if is_open:
            store.write(freeze, campaign, today=FROZEN)


def test_that_the_day_is_past_is_said_and_letters_handed_over_can_still_be_settled(store: Store) -> None:
    ids = furnish(store)
    campaign, last = ids["批次"], date(2027, 2, 6)
    assert Z.PAST not in {each.kind for each in store.read(problems, campaign, last).to_confirm}
    store.write(choose, campaign, [ids["张伟"], ids["陈静"]], channel=LetterChannel.BY_HAND)
    (past,) = store.read(problems, campaign, last + timedelta(1)).to_confirm
    assert past.kind is Z.PAST
    assert "2027-02-06" in past.sentence
    assert past.sentence in refusal(store, campaign, last + timedelta(1))
    assert store.write(freeze, campaign, today=last + timedelta(1), go_on=True).pieces == 1


def test_freezing_keeps_everything_as_it_was(store: Store) -> None:
    ids = furnish(store)
    before = by_name(store, ids["批次"])
    preview = store.read(preview_job, ids["批次"], ids["陈静"], FROZEN)
    store.write(freeze, ids["批次"], today=FROZEN)
    after = by_name(store, ids["批次"])
    assert {name: (row.outcome, row.reason, row.zone, row.place) for name, row in before.items()} == {
        name: (row.outcome, row.reason, row.zone, row.place) for name, row in after.items()
    }
    store.write(edit_representative, ids["张伟"], name="张大伟", address={"lines": "别处1号"})
    store.write(edit_sender, ids["联谊会"], name="新名称")
    job = store.read(campaign_job, ids["批次"], FROZEN + timedelta(9))
    assert job.sender.name == "临溪县乡贤联谊会"
    assert [piece.position for piece in job.pieces] == [1, 2, 3]
    assert [piece.zone for piece in job.pieces] == [Zone.MAINLAND, Zone.MAINLAND, Zone.WORLD]
    couple = next(piece for piece in job.pieces if "陈静" in piece.names)
    assert couple.names == ("张伟", "陈静")
    assert couple.salutation == "尊敬的张伟先生、陈静女士："
    assert couple.body == "见字如面，张伟、陈静。值此春节，谨致问候。"
    assert couple.address_lines == ("浙江省杭州市", "文三路100号", "张伟先生、陈静女士")
    (shown,) = preview.pieces
    assert (shown.body, shown.address_lines, shown.code) == (couple.body, couple.address_lines, "")
    assert job.texts[Language.ZH_HANS].date_line == "2026年12月21日"
    assert job.texts[Language.EN].heading == "A Letter from Home"
    one = store.read(campaign_job, ids["批次"], FROZEN, piece_ids=[couple.id])
    assert one.pieces == (couple,)
    assert store.read(preview_job, ids["批次"], ids["张伟"], FROZEN).pieces == (couple,)
    with pytest.raises(InvalidInputError, match="李四"):
        store.read(preview_job, ids["批次"], ids["李四"], FROZEN)


def test_without_lines_of_a_signature_letters_are_signed_with_the_name_of_the_sender(store: Store) -> None:
    ids = furnish(store)
    store.write(edit_sender, ids["联谊会"], name_latin="Linxi County Hometown Association")

    def signed() -> list[tuple[str, ...]]:
        jobs = [store.read(preview_job, ids["批次"], ids[name], FROZEN) for name in ("张伟", "Robert Chen")]
        return [text.signature for job in jobs for text in job.texts.values()]

    assert signed() == [("会长　沈海明",), ("Linxi County Hometown Association",)]
    store.write(set_text, ids["批次"], Language.ZH_HANS, body=BODY, signature=" \n")
    store.write(edit_sender, ids["联谊会"], name_latin="")
    before = signed()
    assert before == [("临溪县乡贤联谊会",), ("临溪县乡贤联谊会",)]
    store.write(freeze, ids["批次"], today=FROZEN)
    assert signed() == before
    printed = store.read(campaign_job, ids["批次"], FROZEN).texts
    assert {text.signature for text in printed.values()} == {("临溪县乡贤联谊会",)}


def test_a_frozen_campaign_refuses_changes_and_a_second_freezing(store: Store) -> None:
    ids = frozen(store)
    campaign = ids["批次"]
    for change, arguments in (
        (freeze, {"today": FROZEN}),
        (set_text, {"language": Language.EN, "body": "x"}),
        (choose, {"representative_ids": [ids["李四"]], "choice": Choice.INCLUDE}),
        (edit_campaign, {"segment": "lang:en"}),
    ):
        with pytest.raises(ConflictError, match="2026-12-21"):
            store.write(change, campaign, **arguments)  # type: ignore[arg-type] # deeds of several shapes
    store.write(edit_campaign, campaign, name="新春家书", segment="status:active")
    assert store.read(campaign_row, campaign, FROZEN).name == "新春家书"
    with pytest.raises(ConflictError, match="新春家书"):
        store.write(delete_sender, ids["联谊会"])
    store.write(unfreeze, campaign)
    assert store.read(campaign_row, campaign, FROZEN).stage is CampaignStage.OPEN
    with pytest.raises(ConflictError):
        store.write(unfreeze, campaign)
    with pytest.raises(InvalidInputError, match="定稿"):
        store.read(campaign_job, campaign, FROZEN)
    store.write(delete_campaign, campaign)
    store.write(delete_sender, ids["联谊会"])
    assert store.read(campaign_rows, FROZEN) == []


def test_a_letter_is_taken_out_and_its_people_are_left_out(store: Store) -> None:
    ids = frozen(store)
    store.write(take_out, letter_to(store, "张伟").id, Exclusion.DECEASED, "家属来电")
    found = store.read(recipients, ids["批次"], FROZEN)
    assert (found.pieces, found.riders, found.by_reason[Exclusion.DECEASED]) == (2, 0, 2)
    assert len(found.rows) == 6
    assert len(store.read(piece_rows, PieceFilter(campaign_id=ids["批次"]))) == 2


def test_festivals_to_come_are_shown_with_their_days(store: Store) -> None:
    ids = furnish(store)
    (spring,) = store.read(upcoming_letters, FROZEN, 60)
    assert (spring.festival, spring.days_left) == (Festival.SPRING, 47)
    assert [each.name for each in spring.campaigns] == ["2027年春节一封家书"]
    assert (spring.post_by, spring.posted) == (date(2027, 1, 7), False)
    assert spring.freeze_by < spring.print_by < spring.post_by < spring.last_post_by
    store.write(change_setting, LETTER_FESTIVALS, ["qingming"])
    assert [row.festival for row in store.read(upcoming_letters, FROZEN, 120)] == [Festival.QINGMING]
    assert store.read(text_rows, ids["批次"])[0].body == BODY
    assert store.read(sender_row, ids["联谊会"]).postcode == "313299"
