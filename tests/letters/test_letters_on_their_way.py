"""Letters after freezing: printed, posted, returned, sent elsewhere, acknowledged; and all of it taken back."""

from datetime import date
from pathlib import Path

import pytest

from letters_office import BACK, FROZEN, NINGBO, SENT, frozen, furnish, letter_to
from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.letters.codes import code_of
from liaison.letters.fields import CampaignStage, Exclusion, LetterChannel, PieceState, Zone, piece_state_word
from liaison.letters.freezing import freeze, take_out, unfreeze
from liaison.letters.planning import recipients, upcoming_letters
from liaison.letters.posting import acknowledge, mark_delivered, mark_printed, post
from liaison.letters.queries import PieceFilter, campaign_row, letters_of, piece_by_code, piece_rows
from liaison.letters.returns import address_offers, readdress, take_back
from liaison.letters.service import choose, delete_campaign, edit_campaign, new_campaign
from liaison.people.fields import PersonStatus
from liaison.people.queries import representative_card
from liaison.people.service import add_address, add_representative, edit_address, remove_address, set_status
from liaison.printing.options import EnvelopeFormat, Paper, PrintOptions
from liaison.printing.remembered import remember_options, remembered_options
from liaison.stewardship.no_contact import set_no_contact
from liaison.stewardship.timeline import EntryKind, timeline
from liaison.store.settings import PRINT_OPTIONS, change_setting
from liaison.store.store import Store
from liaison.store.undo import undo
from liaison.visits.fields import ContactKind, ContactState, FollowUpKind
from liaison.visits.queries import VisitFilter, VisitRow, follow_up_rows, visit_ids, visit_rows
from liaison.visits.service import delete_contact
from stored import HISTORY, NEVER_GOES_BACK, contents


def contacts(store: Store, person: int) -> list[VisitRow]:
    ids = store.read(visit_ids, VisitFilter(representative_id=person))
    return store.read(visit_rows, ids)


def stage(store: Store, campaign: int) -> CampaignStage:
    return store.read(campaign_row, campaign, SENT).stage


def test_letters_are_printed_and_posted_and_each_person_has_one_contact(store: Store) -> None:
    ids = frozen(store)
    campaign = ids["批次"]
    assert stage(store, campaign) is CampaignStage.FROZEN
    assert store.write(mark_printed, campaign, on=SENT, today=SENT) == 3
    assert store.write(mark_printed, campaign, on=SENT, today=SENT) == 0
    assert stage(store, campaign) is CampaignStage.PRINTED
    sent = store.write(post, campaign, on=SENT, today=SENT, zone=Zone.WORLD)
    assert (sent.pieces, sent.contacts) == (1, 1)
    assert stage(store, campaign) is CampaignStage.POSTING
    rest = store.write(post, campaign, on=BACK, today=BACK)
    assert (rest.pieces, rest.contacts) == (2, 3)
    assert stage(store, campaign) is CampaignStage.POSTED
    assert letter_to(store, "Robert Chen").posted_on == SENT
    for name in ("张伟", "陈静", "赵强"):
        (contact,) = contacts(store, ids[name])
        assert (contact.kind, contact.state, contact.happened_on) == (ContactKind.LETTER, ContactState.DONE, BACK)
        assert contact.cadres == ()
        letters = [e for e in store.read(timeline, ids[name], deeds=False) if e.kind is EntryKind.VISIT]
        assert len(letters) == 1
        assert "2027年春节一封家书" in letters[0].text
    assert [contacts(store, ids[name]) for name in ("李四", "王芳")] == [[], []]
    assert [row.posted for row in store.read(upcoming_letters, BACK, 60)] == [True]


def test_nothing_goes_out_twice_and_the_second_clerk_hears_of_the_first(store: Store) -> None:
    ids = frozen(store)
    letter = letter_to(store, "张伟")
    store.write(post, ids["批次"], on=SENT, today=SENT, piece_ids=[letter.id])
    with pytest.raises(ConflictError, match=f"{letter.code}.*已寄出.*2027-01-05"):
        store.write(post, ids["批次"], on=BACK, today=BACK, piece_ids=[letter.id])
    store.write(post, ids["批次"], on=BACK, today=BACK)
    with pytest.raises(ConflictError, match="2027-01-20"):
        store.write(post, ids["批次"], on=BACK, today=BACK)
    store.write(take_back, letter.code, on=BACK, today=BACK)
    with pytest.raises(ConflictError, match=f"{letter.code}.*已退回.*2027-01-20"):
        store.write(take_back, letter.code, on=BACK, today=BACK)
    other = letter_to(store, "赵强")
    store.write(acknowledge, [other.id], on=BACK, today=BACK)
    with pytest.raises(ConflictError, match="2027-01-20"):
        store.write(acknowledge, [other.id], on=BACK, today=BACK)
    assert [len(contacts(store, ids[name])) for name in ("张伟", "陈静", "赵强")] == [1, 1, 1]
    assert len(store.read(follow_up_rows)) == 1


def test_what_cannot_be_is_refused(store: Store) -> None:
    ids = furnish(store)
    campaign = ids["批次"]
    with pytest.raises(InvalidInputError, match="定稿"):
        store.write(post, campaign, on=FROZEN, today=FROZEN)
    with pytest.raises(InvalidInputError, match="定稿"):
        store.write(mark_printed, campaign, on=FROZEN, today=FROZEN)
    store.write(freeze, campaign, today=FROZEN)
    letter = letter_to(store, "张伟")
    for on in (date(2026, 12, 20), date(2027, 1, 6)):
        with pytest.raises(InvalidInputError) as refused:
            store.write(post, campaign, on=on, today=SENT)
        assert refused.value.field == "on"
    with pytest.raises(InvalidInputError):
        store.write(post, campaign, on=SENT, today=SENT, zone=Zone.ASIA)
    with pytest.raises(ConflictError, match="还没有发出"):
        store.write(take_back, letter.code, on=SENT, today=SENT)
    wrong = ("3" if letter.code[0] != "3" else "4") + letter.code[1:]
    with pytest.raises(InvalidInputError):
        store.write(take_back, wrong, on=SENT, today=SENT)
    with pytest.raises(NotFoundError):
        store.read(piece_by_code, code_of(999_999))
    store.write(post, campaign, on=SENT, today=SENT)
    for deed in (unfreeze, delete_campaign):
        with pytest.raises(ConflictError):
            store.write(deed, campaign)


def test_who_is_not_to_be_contacted_any_more_is_held_back_and_named(store: Store) -> None:
    ids = frozen(store)
    store.write(set_no_contact, ids["陈静"], since=date(2026, 12, 28), today=SENT)
    store.write(set_status, ids["赵强"], PersonStatus.DECEASED, date(2026, 12, 30))
    sent = store.write(post, ids["批次"], on=SENT, today=SENT)
    assert (sent.pieces, {each.name for each in sent.held_back}) == (1, {"陈静", "赵强"})
    with pytest.raises(InvalidInputError, match="陈静"):
        store.write(post, ids["批次"], on=SENT, today=SENT, piece_ids=[letter_to(store, "张伟").id])
    assert [contacts(store, ids[name]) for name in ("张伟", "陈静", "赵强")] == [[], [], []]


def test_other_channels_have_contacts_and_words_of_their_own(store: Store) -> None:
    ids = furnish(store)
    store.write(edit_campaign, ids["批次"], segment="姓名:赵强,李四,张伟")
    store.write(choose, ids["批次"], [ids["赵强"]], channel=LetterChannel.BY_HAND)
    store.write(freeze, ids["批次"], today=FROZEN)
    assert store.write(post, ids["批次"], on=SENT, today=SENT).pieces == 1
    letter = letter_to(store, "赵强")
    assert letter.state is PieceState.DRAFTED
    store.write(post, ids["批次"], on=SENT, today=SENT, channel=None)
    (contact,) = contacts(store, ids["赵强"])
    assert [cadre.name for cadre in contact.cadres] == ["王建国"]
    assert piece_state_word(PieceState.POSTED, LetterChannel.BY_HAND) == "已转交"
    assert piece_state_word(PieceState.POSTED, LetterChannel.MESSAGE) == "已发送"
    assert [row.code for row in store.read(piece_rows, PieceFilter(text="赵"))] == [letter.code]


def test_a_returned_letter_marks_its_address_and_asks_for_another(store: Store) -> None:
    ids = frozen(store)
    store.write(post, ids["批次"], on=SENT, today=SENT)
    letter = letter_to(store, "张伟")
    other = store.write(add_address, ids["陈静"], **NINGBO)
    back = store.write(take_back, letter.code.lower(), on=BACK, today=BACK, note="查无此人")
    assert ([each.name for each in back.people], back.place) == (["张伟", "陈静"], "浙江杭州")
    assert [(offer.address_id, offer.owner.name) for offer in back.offers] == [(other, "陈静")]
    (address,) = store.read(representative_card, ids["张伟"]).addresses
    assert address["returned_on"] == BACK
    (task,) = store.read(follow_up_rows)
    assert (task.kind, task.cadre_id, task.representative.name) == (FollowUpKind.TASK, ids["王建国"], "张伟")
    assert letter.code in task.text
    assert [contacts(store, ids[name])[0].state for name in ("张伟", "陈静")] == [ContactState.ATTEMPTED] * 2
    row = store.read(campaign_row, ids["批次"], BACK)
    assert (row.posted, row.returned) == (3, 1)

    store.write(readdress, letter.id, other, today=BACK)
    again = letter_to(store, "张伟")
    assert (again.state, again.place, again.code) == (PieceState.DRAFTED, "浙江宁波", letter.code)
    assert again.address_lines[:2] == ("浙江省宁波市", "中山路1号")
    assert "2027-01-20" in again.note
    store.write(post, ids["批次"], on=BACK, today=BACK)
    store.write(mark_delivered, [letter.id], on=BACK, today=BACK)
    store.write(acknowledge, [letter.id], on=BACK, today=BACK, note="来电致谢")
    (done,) = store.read(letters_of, ids["陈静"])
    assert (done.state, done.acknowledged_on) == (PieceState.ACKNOWLEDGED, BACK)
    assert [contact.state for contact in contacts(store, ids["张伟"])] == [ContactState.DONE, ContactState.ATTEMPTED]


def test_a_letter_sent_elsewhere_is_still_known_to_have_gone_out(store: Store) -> None:
    ids = frozen(store)
    letter = letter_to(store, "张伟")
    store.write(post, ids["批次"], on=SENT, today=SENT, piece_ids=[letter.id])
    other = store.write(add_address, ids["张伟"], **NINGBO)
    store.write(take_back, letter.code, on=BACK, today=BACK)
    store.write(readdress, letter.id, other, today=BACK)
    again = letter_to(store, "张伟")
    assert (again.state, again.day) == (PieceState.DRAFTED, None)
    assert (again.posted_on, again.returned_on) == (SENT, BACK)
    with pytest.raises(ConflictError, match=f"{letter.code}.*2027-01-05"):
        store.write(take_out, letter.id)
    with pytest.raises(ConflictError, match="2027年春节一封家书"):
        store.write(unfreeze, ids["批次"])
    with pytest.raises(ConflictError, match="2027-01-05"):
        store.write(delete_campaign, ids["批次"])
    assert letter_to(store, "张伟") == again


def test_an_address_that_came_back_is_marked_for_all_of_the_letter(store: Store) -> None:
    ids = furnish(store)
    lake = {**NINGBO, "lines": "月湖1号"}
    together = [store.write(add_representative, name=name, household="郑家", address=lake) for name in ("郑夫", "冯妻")]
    # Nobody put these two together; they share an address all the same.
    apart = [store.write(add_representative, name=name, address={**lake, "lines": "日湖 8号"}) for name in ("甲", "乙")]
    store.write(freeze, ids["批次"], today=FROZEN, go_on=True)
    store.write(post, ids["批次"], on=SENT, today=SENT)
    for name in ("冯妻", "甲"):
        back = store.write(take_back, letter_to(store, name).code, on=BACK, today=BACK)
        assert len(back.people) == 2
    everybody = "姓名:郑夫,冯妻,甲,乙"
    next_one = store.write(new_campaign, today=BACK, arrive_by=date(2027, 6, 1), segment=everybody)
    found = store.read(recipients, next_one, BACK)
    assert {row.person.id for row in found.rows} == {*together, *apart}
    assert (found.pieces, found.by_reason) == (0, {Exclusion.RETURNED: 4})


def test_returned_addresses_are_left_out_until_they_are_mended(store: Store) -> None:
    ids = frozen(store)
    store.write(post, ids["批次"], on=SENT, today=SENT)
    letter = letter_to(store, "赵强")
    store.write(take_back, letter.code, on=BACK, today=BACK)
    assert store.read(address_offers, letter.id, BACK) == ()
    next_one = store.write(new_campaign, today=BACK, arrive_by=date(2027, 6, 1), segment="姓名:赵强")

    def reasons() -> dict[Exclusion, int]:
        return dict(store.read(recipients, next_one, BACK).by_reason)

    assert reasons() == {Exclusion.RETURNED: 1}
    assert letter.address_id is not None
    with pytest.raises(InvalidInputError, match="2027-01-20"):
        store.write(readdress, letter.id, letter.address_id, today=BACK)
    whole = store.read(representative_card, ids["赵强"]).addresses[0]
    values = {name: value for name, value in whole.items() if name not in {"id", "for_household"}}
    store.write(edit_address, letter.address_id, **values)
    assert reasons() == {Exclusion.RETURNED: 1}
    store.write(edit_address, letter.address_id, **{**values, "lines": "中山路8号"})
    assert reasons() == {}
    store.write(readdress, letter.id, letter.address_id, today=BACK)
    assert letter_to(store, "赵强").address_lines[1] == "中山路8号"


def test_an_address_mended_meanwhile_is_not_marked(store: Store) -> None:
    ids = frozen(store)
    store.write(post, ids["批次"], on=SENT, today=SENT)
    letter = letter_to(store, "赵强")
    assert letter.address_id is not None
    store.write(edit_address, letter.address_id, lines="中山路9号")
    back = store.write(take_back, letter.code, on=BACK, today=BACK)
    assert [offer.address_id for offer in back.offers] == [letter.address_id]
    assert store.read(representative_card, ids["赵强"]).addresses[0]["returned_on"] is None


def test_addresses_and_contacts_can_go_though_letters_remember_them(store: Store) -> None:
    ids = frozen(store)
    store.write(post, ids["批次"], on=SENT, today=SENT)
    letter = letter_to(store, "赵强")
    assert letter.address_id is not None
    store.write(remove_address, letter.address_id)
    store.write(delete_contact, contacts(store, ids["赵强"])[0].id)
    assert store.write(take_back, letter.code, on=BACK, today=BACK).offers == ()
    assert letter_to(store, "赵强").address_lines == letter.address_lines


def test_taking_everything_back_gives_the_store_back(store: Store) -> None:
    left_out = HISTORY | NEVER_GOES_BACK
    assert store.path is not None
    ids = furnish(store)
    moments = []

    def then(deed: object, *args: object, **kwargs: object) -> None:
        assert store.path is not None
        moments.append(contents(store.path, left_out))
        store.write(deed, *args, **kwargs)  # type: ignore[arg-type] # deeds of several shapes

    campaign = ids["批次"]
    then(freeze, campaign, today=FROZEN)
    letter = letter_to(store, "张伟")
    then(mark_printed, campaign, on=SENT, today=SENT)
    then(post, campaign, on=SENT, today=SENT)
    then(add_address, ids["张伟"], **NINGBO)
    then(take_back, letter.code, on=BACK, today=BACK)
    then(readdress, letter.id, store.read(address_offers, letter.id, BACK)[0].address_id, today=BACK)
    then(post, campaign, on=BACK, today=BACK)
    then(acknowledge, [letter.id, letter_to(store, "赵强").id], on=BACK, today=BACK)
    for moment in reversed(moments):
        store.write(undo)
        assert contents(store.path, left_out) == moment
    assert contacts(store, ids["张伟"]) == []


def test_the_usual_way_of_printing_is_remembered(store: Store, tmp_path: Path) -> None:
    assert store.read(remembered_options) == PrintOptions()
    usual = PrintOptions(paper=Paper.A5, home=EnvelopeFormat.ZL, preprinted=False, dx=1.5, dy=-2.0, start=3)
    store.write(remember_options, usual)
    kept = store.read(remembered_options)
    assert kept == PrintOptions(paper=Paper.A5, home=EnvelopeFormat.ZL, preprinted=False, dx=1.5, dy=-2.0)
    store.write(change_setting, PRINT_OPTIONS, "dx=99 colour=red")
    assert store.read(remembered_options) == PrintOptions()
