"""The one sentence that says why a pairing stands as it does."""

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest

from liaison.pairing.reasons import reason
from liaison.pairing.rules import standing
from liaison.pairing.terms import (
    Basis,
    Clause,
    Contact,
    ContactRule,
    CountedBy,
    Frequency,
    PairingFacts,
    PauseSpan,
    Status,
    Unit,
)
from liaison.people.fields import PersonStatus
from liaison.text.words import use_language
from liaison.visits.fields import ContactKind, ContactState

Make = Callable[..., PairingFacts]
QUARTERLY = Clause(
    Frequency(Basis.CALENDAR, 1, Unit.QUARTER), frozenset({ContactKind.VISIT, ContactKind.MEETING, ContactKind.CALL})
)
TWICE = Clause(Frequency(Basis.CALENDAR, 2, Unit.YEAR), by=CountedBy.ANYONE)
RULE = ContactRule(1, "重点对象联系制度", (QUARTERLY,))
VISITED = Contact(1, date(2026, 6, 3), ContactKind.VISIT, ContactState.DONE, frozenset({7}))
WRITTEN = Contact(2, date(2026, 9, 10), ContactKind.MESSAGE, ContactState.DONE, frozenset({7}))
PAUSE = PauseSpan(date(2026, 9, 1), date(2026, 10, 10), of_pairing=False)


def test_an_overdue_pairing_tells_everything_in_chinese(facts: Make, chinese: None) -> None:
    held = standing(facts(rule=RULE, contacts=(VISITED, WRITTEN)), date(2026, 11, 20))
    assert reason(held, date(2026, 11, 20)) == (
        "按《重点对象联系制度》每季度至少联系1次（走访、座谈、电话，由结对干部）；最近一次计入的联系是2026-06-03的走访；"
        "2026-09-10的消息不计入（方式不计）；应于2026-09-30前联系，已逾期51天。"
    )


def test_an_overdue_pairing_tells_everything_in_english(facts: Make, english: None) -> None:
    held = standing(facts(rule=RULE, contacts=(VISITED, WRITTEN)), date(2026, 10, 1))
    assert reason(held, date(2026, 10, 1), cadre="王芳") == (
        "Under the rule “重点对象联系制度”, at least once each quarter "
        "(visit, meeting, call; by the paired cadre 王芳); "
        "the last contact that counted was on 2026-06-03 (visit); "
        "the contact of 2026-09-10 (text message) does not count: this kind does not count; "
        "contact was due by 2026-09-30 and is 1 day late."
    )


@pytest.mark.parametrize(
    ("given", "today", "said"),
    [
        ({}, "2026-03-31", ["尚无计入的联系；自2026-01-01起算", "应于2026-03-31前联系，当日到期。"]),
        ({}, "2026-03-30", ["应于2026-03-31前联系，还有1天。"]),
        ({}, "2026-01-01", ["下次应于2026-03-31前联系。"]),
        ({}, "2026-04-02", ["尚无计入的联系", "已逾期2天。"]),
        (
            {"pauses": (PAUSE,), "contacts": (VISITED,)},
            "2026-10-20",
            ["因暂停联系至2026-10-10，期限顺延；应于2026-10-24前"],
        ),
        ({"pauses": (PAUSE,)}, "2026-10-10", ["暂停联系至2026-10-10（含当日）；其间《重点对象联系制度》不作要求"]),
        ({"pauses": (PauseSpan(date(2026, 9, 1), None, of_pairing=True),)}, "2026-10-10", ["暂停联系，未定恢复日期"]),
        (
            {"person_status": PersonStatus.NO_CONTACT, "status_since": date(2026, 3, 1)},
            "2026-04-01",
            ["自2026-03-01起列为不联系"],
        ),
        ({"person_status": PersonStatus.NO_CONTACT}, "2026-04-01", ["该联系对象已列为不联系；"]),
        ({"rule": None}, "2026-04-01", ["没有适用的联系制度，不计期限。"]),
        ({"rule": ContactRule(2, "《空》", ())}, "2026-04-01", ["《空》没有条款，不计期限。"]),
        (
            {"rule": ContactRule(3, "年度", (TWICE,)), "contacts": (VISITED,)},
            "2026-10-01",
            ["按《年度》每年至少联系2次（方式不限，由任何人）", "本期应联系2次，已计入1次"],
        ),
    ],
)
def test_each_standing_says_what_it_rests_on(
    facts: Make, chinese: None, given: dict[str, object], today: str, said: list[str]
) -> None:
    day = date.fromisoformat(today)
    sentence = reason(standing(facts(**({"rule": RULE} | given)), day), day)
    for words in said:
        assert words in sentence


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        (Contact(2, date(2026, 7, 1), ContactKind.CALL, ContactState.PLANNED, frozenset({7})), "仅为计划"),
        (Contact(2, date(2026, 7, 1), ContactKind.CALL, ContactState.ATTEMPTED, frozenset({7})), "未联系上"),
        (Contact(2, date(2026, 7, 1), ContactKind.CALL, ContactState.CANCELLED, frozenset({7})), "已取消"),
        (Contact(2, date(2026, 7, 1), ContactKind.CALL, ContactState.DONE, frozenset({8})), "结对干部未参加"),
        (Contact(2, date(2025, 7, 1), ContactKind.CALL, ContactState.DONE, frozenset({7})), "早于结对"),
    ],
)
def test_the_contact_that_did_not_count_says_why(facts: Make, chinese: None, contact: Contact, why: str) -> None:
    held = standing(facts(rule=RULE, contacts=(contact,)), date(2026, 8, 1))
    assert f"{contact.happened_on}的电话不计入（{why}）；" in reason(held, date(2026, 8, 1))


def test_every_reason_is_one_whole_sentence_in_both_languages(facts: Make, chinese: None) -> None:
    planned = Contact(3, date(2026, 9, 20), ContactKind.VISIT, ContactState.PLANNED, frozenset())
    seen = set()
    for language, rule, contacts, pauses, status, today in product(
        ("zh", "en"),
        (None, RULE, ContactRule(2, "{braces} %s", (TWICE,)), ContactRule(3, "empty", ())),
        ((), (VISITED,), (VISITED, WRITTEN), (planned,)),
        ((), (PAUSE,), (PauseSpan(date(2026, 9, 1), None, of_pairing=True),)),
        (PersonStatus.ACTIVE, PersonStatus.NO_CONTACT),
        (date(2026, 3, 20), date(2026, 9, 25), date(2026, 10, 20), date(2026, 12, 31), date(2027, 2, 1)),
    ):
        use_language(language)
        held = standing(facts(rule=rule, contacts=contacts, pauses=pauses, person_status=status), today)
        seen.add(held.status)
        sentence = reason(held, today, cadre="{who}").replace("{braces} %s", "RULE").replace("{who}", "WHO")
        stop = "。" if language == "zh" else "."
        assert sentence.endswith(stop)
        assert sentence.count(stop) == 1
        assert not set("{}\n") & set(sentence)
        assert "None" not in sentence
        assert "  " not in sentence
        if language == "en":
            assert not any("一" <= letter <= "鿿" for letter in sentence.replace(RULE.name, ""))
    assert seen == set(Status)
