"""What of the letters waits for somebody, as Today tells it: festivals ahead, who is too late, what came back."""

from datetime import date

from letters_office import BACK, FROZEN, SENT, frozen, furnish, letter_to
from liaison.calendar.festivals import Festival
from liaison.letters.fields import CampaignStage
from liaison.letters.posting import post
from liaison.letters.returns import take_back
from liaison.letters.waiting import festivals_ahead, returned_waiting
from liaison.people.queries import representative_card
from liaison.people.service import edit_address
from liaison.store.store import Store


def test_a_festival_says_how_far_its_campaign_is_and_who_is_too_late(store: Store) -> None:
    ids = furnish(store)
    (ahead,) = store.read(festivals_ahead, FROZEN, 90)
    assert (ahead.row.festival, ahead.row.days_left) == (Festival.SPRING, 47)
    assert (ahead.stages, ahead.too_late) == ({ids["批次"]: CampaignStage.OPEN}, ())
    (later,) = store.read(festivals_ahead, date(2027, 1, 20), 60)
    assert [person.name for person in later.too_late] == ["Robert Chen"]
    assert store.read(festivals_ahead, FROZEN, 30) == []


def test_a_returned_letter_waits_until_its_address_is_mended(store: Store) -> None:
    ids = frozen(store)
    store.write(post, ids["批次"], on=SENT, today=SENT)
    assert store.read(returned_waiting) == []
    letter = letter_to(store, "赵强")
    store.write(take_back, letter.code, on=BACK, today=BACK)
    assert [row.code for row in store.read(returned_waiting)] == [letter.code]
    address = store.read(representative_card, ids["赵强"]).addresses[0]
    store.write(edit_address, address["id"], lines="中山路3号")
    assert store.read(returned_waiting) == []
