"""An office that writes: a couple at one address, a notable abroad, one without an address, one to be left in peace."""

from datetime import date
from typing import Any

from liaison.calendar.festivals import Festival
from liaison.letters.freezing import freeze
from liaison.letters.queries import PieceFilter, PieceRow, piece_rows
from liaison.letters.service import add_sender, new_campaign, set_text
from liaison.pairing.service import add_pairing
from liaison.people.fields import Channel, Consent, Language
from liaison.people.service import add_cadre, add_representative
from liaison.stewardship.no_contact import set_consent
from liaison.store.store import Store

FROZEN = date(2026, 12, 21)
SENT = date(2027, 1, 5)
BACK = date(2027, 1, 20)
HANGZHOU = {"region": "浙江省", "city": "杭州市", "lines": "文三路100号", "postcode": "310012"}
NINGBO = {"region": "浙江省", "city": "宁波市", "lines": "中山路1号", "postcode": "315000"}
TORONTO = {"country": "CA", "region": "ON", "city": "Toronto", "lines": "88 Queen St W", "postcode": "M5H 2N2"}
BODY = "见字如面，{姓名}。值此{节日}，谨致问候。"
ENGLISH = "Greetings from home, {name}."


def furnish(store: Store) -> dict[str, int]:
    """Fill an empty store; return the ids by name, of the campaign in preparation as 批次."""
    people: dict[str, dict[str, Any]] = {
        "张伟": {"honorific": "先生", "household": "张家", "town": "澜港镇", "address": HANGZHOU},
        "陈静": {"honorific": "女士", "household": "张家"},
        "Robert Chen": {"honorific": "Mr.", "language": Language.EN, "address": TORONTO},
        "李四": {"town": "石桥镇"},
        "王芳": {"address": NINGBO},
        "赵强": {"honorific": "教授", "address": {**NINGBO, "lines": "中山路2号"}},
    }
    ids = {"王建国": store.write(add_cadre, name="王建国", phone="0572-5550123")}
    ids |= {name: store.write(add_representative, name=name, **values) for name, values in people.items()}
    for name in ("张伟", "赵强"):
        store.write(add_pairing, cadre_id=ids["王建国"], representative_id=ids[name], started_on=date(2026, 1, 5))
    store.write(set_consent, ids["王芳"], Channel.POST, Consent.WITHDRAWN, date(2026, 5, 1))
    ids["联谊会"] = store.write(add_sender, name="临溪县乡贤联谊会", postcode="313299", letterhead="临溪县乡贤联谊会")
    ids["批次"] = store.write(new_campaign, today=FROZEN, festival=Festival.SPRING, segment="status:active")
    store.write(set_text, ids["批次"], Language.ZH_HANS, body=BODY, signature="会长　沈海明")
    store.write(set_text, ids["批次"], Language.EN, body=ENGLISH)
    return ids


def frozen(store: Store) -> dict[str, int]:
    """The same with the list frozen."""
    ids = furnish(store)
    store.write(freeze, ids["批次"], today=FROZEN)
    return ids


def letter_to(store: Store, name: str) -> PieceRow:
    """The letter of the only campaign that somebody is on."""
    return next(row for row in store.read(piece_rows, PieceFilter()) if name in {each.name for each in row.people})
