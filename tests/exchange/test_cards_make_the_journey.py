"""vCards: people who go out and come in again are equal in what a card can hold; cards of phones are understood."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from liaison.errors import InvalidInputError, NotFoundError
from liaison.exchange.cards.card import GIVEN_OUT, CardVersion
from liaison.exchange.cards.intake import MOST_CARDS, receive_cards
from liaison.exchange.cards.lines import cards_of
from liaison.exchange.cards.writing import CardsWritten, card_of, write_cards
from liaison.exchange.records import read_records
from liaison.exchange.sample import SAMPLE_DAY, sample_workbook
from liaison.exchange.sheets import ADDRESS, PEOPLE
from liaison.people.fields import Channel, Consent, Language, PersonStatus
from liaison.people.service import add_representative, set_status
from liaison.stewardship.no_contact import set_consent
from liaison.store.store import Store
from scratch import discard, scratch_store
from workbooks import TODAY, Desk, cells, moved, wrong_cells

NAMES = st.sampled_from(
    ["陈晓明", "欧阳娜娜", "Lim Wei Jie", "艾尔肯·吐尼亚孜", "O'Neill, Mary; Jr", "司", "仇𬍛", "A B 陈"]
)
TEXTS = st.lists(
    st.sampled_from([*"ab,;:\\=\"'县水产公司 经理\n", "\\n", "\\N", "👨‍👩‍👧", "é", "END:VCARD"]), max_size=40
).map("".join)


def line(text: str) -> str:
    return PEOPLE.column("unit").parse(text)  # type: ignore[no-any-return] # a parser of texts


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    month = draw(st.none() | st.integers(1, 12))
    address = {
        "country": draw(st.sampled_from(["CN", "HK", "SG", "US", "IT"])),
        "lines": PEOPLE.column(ADDRESS + "lines").parse(draw(TEXTS)) or "1号",
        **{name: line(draw(TEXTS))[:80].strip() for name in ("region", "city", "district")},
        "postcode": draw(st.sampled_from(["", "316000", "SW1A 1AA"])),
    }
    return {
        "name": draw(NAMES),
        "number": draw(st.none() | st.sampled_from(["R001", "甲;1"])),
        "honorific": draw(st.sampled_from(["", "先生", "Dr."])),
        "unit": line(draw(TEXTS)),
        "post": line(draw(TEXTS)),
        "phone": draw(st.sampled_from(["", "138 0013 8000", "138 0013 8000、0571-88881234转802", "+1 650-253-0000"])),
        "email": draw(st.sampled_from(["", "a.b@example.com"])),
        "wechat": line(draw(TEXTS))[:60].strip(),
        "language": draw(st.sampled_from(Language)),
        "birth_month": month,
        "birth_day": None if month is None else draw(st.integers(1, 29)),
        "address": draw(st.none() | st.just(address)),
    }


def held(session: Session, /) -> list[dict[str, Any]]:
    """What a card can hold of everybody, by name."""
    records = read_records(session)
    found = []
    for row in records.people.values():
        first = records.addresses.get(row["id"], ({},))[0]
        whole = {**row, **{ADDRESS + name: text for name, text in first.items()}}
        found.append({name: whole.get(name) for name in GIVEN_OUT})
    return found


def journey(first: Store, folder: Path, version: CardVersion) -> tuple[CardsWritten, list[dict[str, Any]], Path]:
    """What comes of everybody who is written as cards and taken into an empty store."""
    out = folder / "out.vcf"
    done = first.read(write_cards, out, None, version)
    second = scratch_store()
    try:
        outcome = Desk(second, folder).take_file(out)
        assert wrong_cells(outcome.plan) == []
        back = folder / "back.vcf"
        assert second.read(write_cards, back, None, version).left_out == 0
        again = Desk(second, folder).take_file(out)
        assert moved(again.plan) == []
        return done, second.read(held), back
    finally:
        discard(second)


@settings(max_examples=60)
@given(st.lists(people(), min_size=1, max_size=3), st.sampled_from(CardVersion))
def test_what_a_card_says_is_read_back(made: Sequence[dict[str, Any]], version: CardVersion) -> None:
    given = []
    for row_id, person in enumerate(made, 1):
        address = {ADDRESS + name: text for name, text in (person.pop("address") or {}).items()}
        given.append({"id": row_id, **person, **address})
    data = b"".join(card_of(values, version) for values in given)
    for raw in data.split(b"\r\n"):
        raw.decode("utf-8")  # folded between characters, never inside one
        assert len(raw) <= 75
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.vcf"
        path.write_bytes(data)
        _mapped, rows = receive_cards(path)
    lost = {"language"} if version is CardVersion.OLDER else set()
    for row, values in zip(rows, given, strict=True):
        assert row.mends == ()
        assert row.values == {n: v for n, v in values.items() if v not in {None, ""} and n not in lost | {"id"}}


PLACE = ("country", "region", "city", "district", "lines", "postcode")


def test_people_are_equal_after_the_journey(desk: Desk) -> None:
    desk.take_file(sample_workbook(), SAMPLE_DAY)
    done, after, _back = journey(desk.store, desk.folder, CardVersion.NEWER)
    away = [row["id"] for row in desk.store.read(read_records).people.values() if row["status"] != PersonStatus.ACTIVE]
    assert done.left_out == len(away) > 0
    assert set(away).isdisjoint(done.people)
    # Lunar birthdays are no birthdays of a card; addresses of those who want no post, or from which it came back, are
    # none to write to.
    records = desk.store.read(read_records)
    unwritten = {
        row["representative_id"]
        for row in records.consents.values()
        if (row["channel"], row["consent"]) == (Channel.POST, Consent.WITHDRAWN)
    }
    assert unwritten
    before = dict(zip(records.people, desk.store.read(held), strict=True))
    for person, row in before.items():
        usable = [each for each in records.addresses.get(person, ()) if each["returned_on"] is None]
        usable = [] if person in unwritten else usable
        row |= {ADDRESS + name: usable[0][name] if usable else None for name in PLACE}
        if records.people[person]["birth_lunar"]:
            row |= {"birth_month": None, "birth_day": None}
    assert len(after) == len(done.people)
    for mine, theirs in zip((before[person] for person in done.people), after, strict=True):
        assert {n: theirs[n] for n in GIVEN_OUT if mine[n]} == {n: mine[n] for n in GIVEN_OUT if mine[n]}


def test_wishes_hold_on_cards_too(store: Store, tmp_path: Path) -> None:
    silent = store.write(
        add_representative,
        name="覃淼",
        phone="138 0013 8000",
        email="a@example.com",
        wechat="qm",
        remarks="办公室内部备注",
        address={"lines": "文三路1号"},
    )
    away = store.write(add_representative, name="尉迟海")
    store.write(set_status, away, PersonStatus.NO_CONTACT, TODAY)
    for channel in (Channel.PHONE, Channel.MESSAGE):
        store.write(set_consent, silent, channel, Consent.WITHDRAWN, TODAY)
    done = store.read(write_cards, tmp_path / "out.vcf", [silent, away], CardVersion.NEWER)
    assert (done.people, done.left_out) == ((silent,), 1)
    text = (tmp_path / "out.vcf").read_text(encoding="utf-8")
    assert "a@example.com" in text
    assert "文三路1号" in text
    assert not any(word in text for word in ("138", "qm", "备注", "尉迟"))


IPHONE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.4.1//EN
N:陈;晓明;;;
FN:晓明 陈
ORG:东海水产有限公司;
TITLE:总经理
item1.EMAIL;type=INTERNET;type=pref:chen@example.com
item1.X-ABLabel:_$!<Work>!$_
TEL;type=HOME;type=VOICE:0571-88881234
TEL;type=CELL;type=VOICE;type=pref:+86 138 0013 8000
item2.ADR;type=HOME;type=pref:;;西湖区文三路1号\\n二单元\\, 301;杭州市;浙江省;310012;中国
item2.X-ABADR:cn
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-05
X-ABRELATEDNAMES;type=pref:林静
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD/4QBMRXhpZgAATU0AKgAAAAgAAYdpAAQAAAAB
 AAAAGgAAAAAAA6ABAAMAAAABAAEAAKACAAQAAAABAAAA/6ADAAQAAAABAAAA/wAAAAD/7QA4UGhv=
SOCIALPROFILE;TYPE=weibo:x
END:VCARD
"""
ANDROID = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=AC=A7=E9=98=B3;=E5=A8=9C=E5=A8=9C;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=AC=A7=E9=98=B3=E5=A8=9C=E5=A8=9C
TEL;CELL;PREF:13900139000
TEL;WORK;FAX:057188880000
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=8E=BF=E4=BE=A8=E5=95=86=E4=BC=9A=E6=B5=B7=E5=A4=96=E8=81=94=
=E7=BB=9C=E5=A4=84
ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=E6=B5=99=E6=B1=9F=E7=9C=81=E6=9D=AD=E5=B7=9E=E5=B8=82=
=E8=A5=BF=E6=B9=96=E5=8C=BA=E6=96=87=E4=B8=89=E8=B7=AF=31=E5=8F=B7;;;;
BDAY:1975-12-01
END:VCARD
"""
OUTLOOK = """BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=zh-cn;CHARSET=gb2312:单;雨;;女士
FN;CHARSET=gb2312:单雨 女士
ORG;CHARSET=gb2312:县第一中学
TITLE;CHARSET=gb2312:校长
TEL;WORK;VOICE:(0580) 2600000 ext 12
ADR;WORK;PREF;CHARSET=gb2312:;;解放路8号;舟山市;浙江省;316000;中华人民共和国
EMAIL;PREF;INTERNET:shan@example.com
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
END:VCARD
"""
OTHERS = """BEGIN:VCARD
VERSION:4.0
N:Lim;Wei Jie;;Mr.;
FN:Lim Wei Jie
TEL;VALUE=uri;TYPE="voice,cell":tel:+65-6123-4567;ext=102
IMPP;X-SERVICE-TYPE=WeChat:x-apple:weijie88
LANG;PREF=1:en-SG
ADR;CC=SG;LABEL="10 Anson Road":;#12-01;10 Anson Road;Singapore;;079903;Singapore
END:VCARD
begin:vcard
version:3.0
n:;;;;
fn:某某有限公司
org:某某有限公司
x-abshowas:COMPANY
end:vcard
BEGIN:VCARD
VERSION:3.0
FN:王建国（已故）
NOTE:a\\nb
TEL:12ab
END:VCARD
BEGIN:VCARD
N:解;海
TEL:13700137000
BEGIN:VCARD
FN:李娜女士
"""


def taken(desk: Desk, name: str, data: bytes) -> Iterator[dict[str, Any]]:
    path = desk.folder / name
    path.write_bytes(data)
    desk.take_file(path)
    for row in desk.store.read(held):
        yield {column: value for column, value in row.items() if value not in {None, ""}}


def test_cards_of_an_iphone(desk: Desk) -> None:
    (person,) = taken(desk, "iphone.vcf", IPHONE.replace("\n", "\r\n").encode())
    assert person == {
        "name": "陈晓明",
        "unit": "东海水产有限公司",
        "post": "总经理",
        "phone": "138 0013 8000、0571-88881234",
        "email": "chen@example.com",
        "language": Language.ZH_HANS,
        "birth_month": 3,
        "birth_day": 5,
        "address.region": "浙江省",
        "address.city": "杭州市",
        "address.lines": "西湖区文三路1号\n二单元, 301",
        "address.postcode": "310012",
        "address.country": "CN",
    }


def test_cards_of_an_old_android(desk: Desk) -> None:
    (person,) = taken(desk, "old.vcf", ANDROID.encode("ascii"))
    assert (person["name"], person["unit"], person["phone"]) == ("欧阳娜娜", "县侨商会海外联络处", "139 0013 9000")
    assert (person["address.region"], person["address.city"]) == ("浙江省", "杭州市")
    assert (person["address.district"], person["address.lines"]) == ("西湖区", "文三路1号")
    assert (person["birth_month"], person["birth_day"]) == (12, 1)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_cards_of_outlook(desk: Desk, encoding: str) -> None:
    (person,) = taken(desk, "outlook.vcf", OUTLOOK.encode(encoding))
    assert (person["name"], person["honorific"], person["post"]) == ("单雨", "女士", "校长")
    assert (person["phone"], person["address.lines"]) == ("0580-2600000转12", "解放路8号")
    assert (person["address.country"], person["email"]) == ("CN", "shan@example.com")


def test_broken_cards_are_rejected_one_by_one(desk: Desk) -> None:
    path = desk.folder / "others.vcf"
    path.write_text(OTHERS, encoding="utf-8")
    outcome = desk.take_file(path)
    (lim,) = desk.store.read(held)
    assert (lim["name"], lim["honorific"], lim["language"]) == ("Lim Wei Jie", "Mr.", Language.EN)
    assert (lim["phone"], lim["wechat"]) == ("+65 6123 4567 ext. 102", "weijie88")
    assert (lim["address.city"], lim["address.lines"]) == ("Singapore", "10 Anson Road\n#12-01")
    assert lim["address.country"] == "SG"
    assert wrong_cells(outcome.plan) == [
        ("联系对象", 2, "姓名", ""),
        ("联系对象", 3, "手机", "12ab"),
        ("联系对象", 4, "姓名", "解海"),
        ("联系对象", 5, "姓名", "李娜"),
    ]
    sentences = [mend.sentence for planned in outcome.plan.rejected() for mend in planned.mends]
    assert "单位的名片" in sentences[0]
    assert "END:VCARD" in sentences[2]
    # What was mended in the workbook of rejects finishes the import.
    rejects = desk.folder / "others.rejects.xlsx"
    (rows,) = cells(rejects).values()
    assert [row[1] for row in rows[1:]] == ["", "王建国", "解海", "李娜"]


def test_what_is_not_held_is_counted_and_what_is_not_read_is_said(desk: Desk) -> None:
    path = desk.folder / "iphone.vcf"
    path.write_text(IPHONE.replace("TITLE", "X-RELIGION:佛教\nTITLE"), encoding="utf-8")
    outcome = desk.take_file(path)
    assert [(one.header, one.cells) for one in outcome.plan.not_held] == [("X-ABRELATEDNAMES", 1), ("X-RELIGION", 1)]
    said = "\n".join(outcome.plan.remarks)
    assert "PHOTO (1)" in said
    assert "佛教" not in said


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"no card", b"BEGIN:VCARD" * 1000, b"\x00" * 5000, b'BEGIN:VCARD\nTEL;"' + b";" * 100_000),
        *(
            b"BEGIN:VCARD\n" + b" " * 200_000 + b"\nEND:VCARD",
            b"BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:" + b"=\n" * 50_000,
        ),
        b"BEGIN:VCARD\nFN;CHARSET=hex:x\nN;CHARSET=\xff;ENCODING=QUOTED-PRINTABLE:=ZZ=\nEND:VCARD",
    ],
)
def test_broken_files_end_in_a_sentence(desk: Desk, data: bytes) -> None:
    path = desk.folder / "broken.vcf"
    path.write_bytes(data)
    if b"BEGIN:VCARD\n" in data:
        outcome = desk.take_file(path)
        names = [row["name"] for row in desk.store.read(held)]
        assert (names, len(outcome.plan.rejected())) == ((["x"], 0) if b"FN" in data else ([], 1))
    else:
        with pytest.raises(InvalidInputError, match=r"broken\.vcf"):
            desk.take_file(path)
    with pytest.raises(NotFoundError):
        desk.take_file(desk.folder / "none.vcf")


def test_too_many_cards_are_refused_before_one_is_read(desk: Desk) -> None:
    path = desk.folder / "many.vcf"
    path.write_bytes(b"BEGIN:VCARD\r\nEND:VCARD\r\n" * (MOST_CARDS + 1))
    with pytest.raises(InvalidInputError, match=f"many.vcf.*{MOST_CARDS}"):
        receive_cards(path, lambda *_told: pytest.fail("a card was read"))


@settings(max_examples=40)
@given(st.binary(max_size=300), st.integers(0, 600))
def test_any_bytes_can_be_read(noise: bytes, at: int) -> None:
    whole = IPHONE.encode()
    list(cards_of((whole[:at] + noise + whole[at:]).splitlines()))


def test_a_lunar_birthday_is_none_of_a_card() -> None:
    values = {"id": 1, "name": "陈晓明", "birth_month": 8, "birth_day": 15, "birth_lunar": True}
    assert b"BDAY" not in card_of(values, CardVersion.NEWER)
    assert b"BDAY:--0815" in card_of({**values, "birth_lunar": False}, CardVersion.NEWER)
    assert date(2026, 8, 15).isoformat()[5:] in card_of({**values, "birth_lunar": False}, CardVersion.OLDER).decode()
