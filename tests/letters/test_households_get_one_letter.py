"""Two people who are put together get one letter, and two again when one of them leaves."""

from letters_office import BODY, FROZEN, HANGZHOU, NINGBO
from liaison.calendar.festivals import Festival
from liaison.letters.freezing import freeze, unfreeze
from liaison.letters.job import campaign_job
from liaison.letters.service import add_sender, new_campaign, set_text
from liaison.people.fields import Language
from liaison.people.households import leave_household, put_together
from liaison.people.queries import representative_card
from liaison.people.service import add_representative
from liaison.store.store import Store


def letters(store: Store, campaign: int) -> dict[tuple[str, ...], tuple[str, str, str]]:
    """The letters of a list that is frozen and opened again: greeting, envelope and postcode by the people on each."""
    store.write(freeze, campaign, today=FROZEN)
    pieces = store.read(campaign_job, campaign, today=FROZEN).pieces
    store.write(unfreeze, campaign)
    return {
        piece.names: (piece.salutation, "".join(piece.address_lines[: piece.name_line]), piece.postcode)
        for piece in pieces
    }


def test_a_household_gets_one_letter_until_somebody_leaves(store: Store) -> None:
    chen = store.write(add_representative, name="陈晓明", honorific="先生", address=HANGZHOU)
    lin = store.write(add_representative, name="林静", honorific="女士", address=NINGBO)
    store.write(add_sender, name="临溪县乡贤联谊会", postcode="313299")
    campaign = store.write(new_campaign, today=FROZEN, festival=Festival.SPRING, segment="status:active")
    store.write(set_text, campaign, Language.ZH_HANS, body=BODY)
    own = {
        ("陈晓明",): ("尊敬的陈晓明先生：", "浙江省杭州市文三路100号", "310012"),
        ("林静",): ("尊敬的林静女士：", "浙江省宁波市中山路1号", "315000"),
    }
    assert letters(store, campaign) == own
    (home,) = store.read(representative_card, lin).addresses
    store.write(put_together, [chen, lin], greeting="亲爱的陈先生、林女士", address_id=home["id"])
    assert letters(store, campaign) == {
        ("林静", "陈晓明"): ("亲爱的陈先生、林女士：", "浙江省宁波市中山路1号", "315000")
    }
    store.write(leave_household, [lin])
    assert letters(store, campaign) == own
