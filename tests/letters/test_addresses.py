"""Addresses of every shape: nothing that was filled in is lost, the country stands last, what is missing is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.letters.addresses import AddressFacts, envelope_lines, missing_parts, place_line
from liaison.letters.layouts import abbreviations, last_line
from liaison.people.fields import Language

_COUNTRIES = """
CN HK MO TW SG TH CA US JP GB IT KR AU DE FR BR CH MY VN PH MX ES NL IN AE RU ZA XK NZ SE IE
"""
COUNTRIES = tuple(_COUNTRIES.split())
han = st.sampled_from(("九龍", "臺北市", "浙江省", "多伦多", "西湖区", "千代田区", "长安镇", "珍珠街"))
latin = st.sampled_from(
    ("Kowloon", "Taipei City", "Toronto", "Łódź", "Ontario", "Bangkok", "N.T.", "Chuo-ku", "Singapore")
)
place = st.one_of(st.just(""), han, latin)
street = st.lists(
    st.sampled_from(
        ("88 Queen St", "文三路100号", "丸の内1-1-1", "Flat 3 (三樓)", "Apt 5", "서울로 3", "ถนนสุขุมวิท 8", "P.O. Box 1")
    ),
    max_size=3,
    unique=True,
).map("\n".join)
addresses = st.builds(
    AddressFacts,
    country=st.sampled_from(COUNTRIES),
    region=place,
    city=place,
    district=place,
    lines=street,
    postcode=st.sampled_from(("", "310012", "M5H 2N2", "〒100-8994", "CH-8001", "1205")),
    recipient=st.sampled_from(("", "c/o Linxi House", "李家村村民委员会", "陈静")),
)
names = st.sampled_from((("张伟先生、陈静女士",), ("Ms. Chen Jing", "Mr. Zhang Wei"), ("Łucja Żak",)))


@settings(max_examples=300)
@given(addresses, names, st.sampled_from(Language))
def test_everything_filled_in_stands_on_the_envelope(
    facts: AddressFacts, addressee: tuple[str, ...], language: Language
) -> None:
    envelope = envelope_lines(facts, addressee, language)
    assert all(line.strip() == line and line for line in envelope.lines)
    assert envelope.lines[envelope.name_line :][: len(addressee)] == addressee
    shown = plain("".join(envelope.lines))
    short = abbreviations(facts.country).get(facts.region.casefold(), facts.region)
    for part in (short, facts.city, facts.district, facts.recipient, *facts.lines.splitlines()):
        assert plain(part) in shown
    if facts.country == "CN":
        assert envelope.postcode == facts.postcode.removeprefix("〒")
    else:
        assert plain(facts.postcode) in shown
        assert envelope.lines[-1] == last_line(facts.country)
        assert envelope.lines[-1].isupper()
        assert plain(envelope.lines[-1]).isascii()


def plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum() or character == "#")


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        (("浙江省", "杭州市", "西湖区", "浙江省杭州市西湖区文三路1号"), "浙江省杭州市西湖区文三路1号"),
        (("浙江省", "杭州市", "西湖区", "西湖区文三路1号"), "浙江省杭州市"),
        (("江苏省", "南京", "", "南京东路1号"), "江苏省南京"),
        (("上海市", "上海市", "黄浦区", "南京东路1号"), "上海市黄浦区"),
        (("", "", "", "人民路18号"), "人民路18号"),
    ],
)
def test_places_that_the_street_repeats_are_said_once(fields: tuple[str, str, str, str], first: str) -> None:
    region, city, district, lines = fields
    envelope = envelope_lines(AddressFacts("CN", region, city, district, lines), ["张伟先生"], Language.ZH_HANS)
    assert envelope.lines[0] == first
    assert envelope.lines[-1] == "张伟先生"


def test_a_chinese_address_abroad_keeps_its_order_and_names_the_country_in_english() -> None:
    facts = AddressFacts("CA", "安大略省", "多伦多市", "", "皇后西街88号", "M5H 2N2")
    envelope = envelope_lines(facts, ["陈静女士"], Language.ZH_HANS)
    assert envelope.lines == ("安大略省多伦多市", "皇后西街88号", "陈静女士", "M5H 2N2", "CANADA")


def test_macau_is_named_in_the_script_of_the_letter() -> None:
    facts = AddressFacts("MO", lines="北京街126號8樓C")
    assert envelope_lines(facts, ["何美蓮"], Language.ZH_HANT).lines[0] == "澳門"
    assert envelope_lines(facts, ["何美蓮"], Language.ZH_HANS).lines[0] == "澳门"
    assert envelope_lines(facts, ["何美蓮"], Language.ZH_HANS).lines[-1] == "MACAU"


def test_a_country_typed_below_the_street_is_not_said_twice() -> None:
    facts = AddressFacts("CA", "ON", "Toronto", "", "88 Queen Street West\nCanada.", "M5H 2N2")
    assert envelope_lines(facts, ["Ms. Chen"], Language.EN).lines[-3:] == (
        "88 Queen Street West",
        "TORONTO ON  M5H 2N2",
        "CANADA",
    )


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (AddressFacts(), ["街道门牌", "城市或区县"]),
        (AddressFacts(lines="人民路18号"), ["城市或区县"]),
        (AddressFacts(region="浙江省", city="杭州市"), ["街道门牌"]),
        (AddressFacts(city="杭州市", lines="文三路1号"), []),
        (AddressFacts(lines="浙江省杭州市西湖区文三路1号"), []),
        (AddressFacts("CA", lines="88 Queen Street West"), ["城市或区县", "邮编"]),
        (AddressFacts("CA", city="Toronto", lines="88 Queen Street West"), ["邮编"]),
        (AddressFacts("CA", lines="88 Queen Street West\nToronto ON M5H 2N2"), []),
        (AddressFacts("GB", lines="10 Downing Street, London SW1A 2AA"), []),
        (AddressFacts("SG", lines="16 Sandilands Road", postcode="546080"), []),
        (AddressFacts("MO", lines="荷花圍5號"), []),
        (AddressFacts("HK", lines="彌敦道132號"), ["城市或区县"]),
        (AddressFacts("HK", lines="九龍尖沙咀彌敦道132號"), []),
        (AddressFacts("HK", lines="Flat 3, 132 Nathan Road, Tsim Sha Tsui"), []),
        (AddressFacts("US", lines="美国加州圣何塞市第一街1号", postcode="95112"), []),
    ],
)
def test_what_an_address_lacks_for_the_post_is_named(facts: AddressFacts, missing: list[str]) -> None:
    assert list(missing_parts(facts)) == missing


@pytest.mark.parametrize(
    ("facts", "language", "line"),
    [
        (AddressFacts("CN", "浙江省", "杭州市", "西湖区"), Language.ZH_HANS, "浙江杭州"),
        (AddressFacts("CN", "北京市", "北京市", "海淀区"), Language.ZH_HANS, "北京"),
        (AddressFacts("CN", "浙江省", "", "临溪县"), Language.ZH_HANS, "浙江临溪县"),
        (AddressFacts("CA", "ON", "Toronto"), Language.EN, "Toronto, Canada"),
        (AddressFacts("CA", "ON", "Toronto"), Language.ZH_HANS, "加拿大 Toronto"),
        (AddressFacts("HK", "九龍", "", "尖沙咀"), Language.ZH_HANT, "香港九龍"),
        (AddressFacts("HK"), Language.EN, "Hong Kong"),
        (AddressFacts("TW", "", "臺北市"), Language.ZH_HANT, "臺灣臺北市"),
        (AddressFacts("SG", "", "Singapore"), Language.ZH_HANS, "新加坡"),
    ],
)
def test_the_place_is_said_in_one_line(facts: AddressFacts, language: Language, line: str) -> None:
    assert place_line(facts, language) == line
