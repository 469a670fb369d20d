"""A round of ten thousand letters: who gets one, the list frozen, all of it posted. `make bench` runs it.

Times are those of the processor, so that a busy machine does not matter; nothing here fails for being slow but what a
user would wait for.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from liaison.calendar.festivals import Festival
from liaison.letters.freezing import freeze
from liaison.letters.job import campaign_job
from liaison.letters.planning import recipients
from liaison.letters.posting import post
from liaison.letters.service import add_sender, new_campaign, set_text
from liaison.pairing.models import Pairing
from liaison.people.fields import Language
from liaison.people.models import Address, Cadre, Representative
from liaison.store.changes import bulk_insert
from liaison.store.store import Store, deed
from liaison.visits.models import VisitRepresentative

pytestmark = pytest.mark.bench

PEOPLE = 10_000
FROZEN, SENT = date(2026, 11, 20), date(2027, 1, 5)
MOST_SECONDS = {"recipients": 5, "freeze": 15, "job": 3, "post": 20}


@deed("furnish")
def furnish(session: Session) -> None:
    people = range(1, PEOPLE + 1)
    abroad = ["CN", "CN", "CN", "CA", "SG", "HK", "US", "CN"]
    bulk_insert(session, Cadre, [{"id": number, "name": f"干部{number}"} for number in range(1, 51)])
    named = [{"id": n, "name": f"张{chr(0x4E00 + n)}", "sort_pinyin": f"{n:05}", "honorific": "先生"} for n in people]
    bulk_insert(session, Representative, [{**row, "town": "澜港镇"} for row in named])
    places = [{"id": n, "representative_id": n, "country": abroad[n % 8], "lines": f"文三路{n}号"} for n in people]
    bulk_insert(session, Address, [{**row, "city": "杭州市", "postcode": "310012"} for row in places])
    pairs = [{"id": n, "representative_id": n, "cadre_id": n % 50 + 1, "started_on": date(2020, 1, 1)} for n in people]
    bulk_insert(session, Pairing, pairs)


def timed(name: str, question: Callable[[], Any]) -> Any:
    start = time.process_time()
    answer = question()
    took = time.process_time() - start
    print(f"{name}: {took:.2f} s")
    assert took < MOST_SECONDS[name], name
    return answer


def test_a_round_of_ten_thousand_letters(store: Store) -> None:
    store.write(furnish)
    sender = store.write(add_sender, name="联谊会")
    campaign = store.write(
        new_campaign, today=FROZEN, festival=Festival.SPRING, segment="status:active", sender_id=sender
    )
    store.write(set_text, campaign, Language.ZH_HANS, body="{称谓}：\n值此{节日}，谨向{籍贯}的乡亲致以问候。")
    found = timed("recipients", lambda: store.read(recipients, campaign, FROZEN))
    assert found.pieces == PEOPLE
    timed("freeze", lambda: store.write(freeze, campaign, today=FROZEN))
    job = timed("job", lambda: store.read(campaign_job, campaign, FROZEN))
    assert len(job.pieces) == PEOPLE
    sent = timed("post", lambda: store.write(post, campaign, on=SENT, today=SENT))
    assert (sent.pieces, sent.contacts) == (PEOPLE, PEOPLE)
    assert store.read(lambda session: session.scalar(select(func.count(col(VisitRepresentative.id))))) == PEOPLE
