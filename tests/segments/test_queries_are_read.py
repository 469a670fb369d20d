"""A query is read the same in both languages, shown as it is read, and refused with what could be written instead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import InvalidInputError
from liaison.people.fields import Language, PersonStatus
from liaison.segments.fields import KEY_NAMES
from liaison.segments.language import parse_query, show_query
from liaison.segments.terms import DAY_KEYS, Ago, AgoUnit, AnyOf, Key, Last, Possession, Query, Sign
from liaison.text.countries import parse_country
from liaison.text.words import use_language


def only(typed: str) -> AnyOf | Last:
    (term,) = parse_query(typed).terms
    return term


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("sector:乡贤", AnyOf(Key.SECTOR, ("乡贤",))),
        ("界别：乡贤，侨界", AnyOf(Key.SECTOR, ("乡贤", "侨界"))),
        ("界别:乡贤、侨界、乡贤", AnyOf(Key.SECTOR, ("乡贤", "侨界"))),
        ("SECTOR=乡贤", AnyOf(Key.SECTOR, ("乡贤",))),
        ("-tier:一般", AnyOf(Key.TIER, ("一般",), negated=True)),
        ("!层级:一般", AnyOf(Key.TIER, ("一般",), negated=True)),
        ("！层级：一般", AnyOf(Key.TIER, ("一般",), negated=True)),
        ("籍贯:澜港镇", AnyOf(Key.TOWN, ("澜港镇",))),
        ("镇:澜港镇", AnyOf(Key.TOWN, ("澜港镇",))),
        ("country:ca,新加坡,USA", AnyOf(Key.COUNTRY, ("CA", "SG", "US"))),
        ("省:广东", AnyOf(Key.REGION, ("广东",))),
        ('city:"Los Angeles",纽约', AnyOf(Key.CITY, ("Los Angeles", "纽约"))),
        ("city:“Los Angeles”", AnyOf(Key.CITY, ("Los Angeles",))),
        ('town:"5"" pipe"', AnyOf(Key.TOWN, ('5" pipe',))),
        ("语言:英文", AnyOf(Key.LANGUAGE, ("en",))),
        ("lang:zh-hant,简体", AnyOf(Key.LANGUAGE, ("zh-Hant", "zh-Hans"))),
        ("干部:单小明（县委统战部）", AnyOf(Key.CADRE, ("单小明（县委统战部）",))),
        ("出访城市:上海", AnyOf(Key.TRIP, ("上海",))),
        ("has:address,电话", AnyOf(Key.HAS, ("address", "phone"))),
        ("有:地址", AnyOf(Key.HAS, ("address",))),
        ("paired", AnyOf(Key.HAS, ("pairing",))),
        ("未结对", AnyOf(Key.HAS, ("pairing",), negated=True)),
        ("-unpaired", AnyOf(Key.HAS, ("pairing",))),
        ("-已结对", AnyOf(Key.HAS, ("pairing",), negated=True)),
        ('"paired"', AnyOf(Key.NAME, ("paired",))),
        ("状态:已归档", AnyOf(Key.STATUS, ("archived",))),
        ("张伟", AnyOf(Key.NAME, ("张伟",))),
        ('姓名:"张　伟",李娜', AnyOf(Key.NAME, ("张伟", "李娜"))),
        ('"Lim Wei"', AnyOf(Key.NAME, ("Lim Wei",))),
        ('"a:b"', AnyOf(Key.NAME, ("a:b",))),
        ("town:a:b", AnyOf(Key.TOWN, ("a:b",))),
        ("written<2026-01-01", Last(Key.WRITTEN, Sign.LESS, date(2026, 1, 1))),
        ("写信＜2026年1月1日", Last(Key.WRITTEN, Sign.LESS, date(2026, 1, 1))),
        ("contacted>=20260101", Last(Key.CONTACTED, Sign.AT_LEAST, date(2026, 1, 1))),
        ("联系≤2026-01-01", Last(Key.CONTACTED, Sign.AT_MOST, date(2026, 1, 1))),
        ("contacted>90d", Last(Key.CONTACTED, Sign.MORE, Ago(90))),
        ("联系>９０天", Last(Key.CONTACTED, Sign.MORE, Ago(90))),
        ("联系>6个月", Last(Key.CONTACTED, Sign.MORE, Ago(6, AgoUnit.MONTH))),
        ("-contacted<1y", Last(Key.CONTACTED, Sign.LESS, Ago(1, AgoUnit.YEAR), negated=True)),
        ("written:never", Last(Key.WRITTEN)),
        ("联系:从未", Last(Key.CONTACTED)),
    ],
)
def test_a_term_is_read(typed: str, term: AnyOf | Last) -> None:
    assert only(typed) == term


def test_terms_stand_apart_by_any_space() -> None:
    query = parse_query("  sector:乡贤　country:CA,SG\t-tier:一般\n李 ")
    assert [term.key for term in query.terms] == [Key.SECTOR, Key.COUNTRY, Key.TIER, Key.NAME]
    assert parse_query(" 　 ") == Query()


def test_the_same_query_in_both_languages() -> None:
    english = "sector:乡贤 -country:CN,HK lang:en has:address -written<=90d contacted:never status:no_contact 张伟"
    chinese = "界别:乡贤 -国家:中国,中国香港 语言:英文 有:地址 -写信<=90天 联系:从未 状态:不联系 张伟"
    assert parse_query(english) == parse_query(chinese)
    assert show_query(parse_query(chinese), "en") == english
    assert show_query(parse_query(english)) == chinese
    use_language("en")
    assert show_query(parse_query(chinese)) == english


COUNTRIES = ["CN", "HK", "MO", "TW", "CA", "US", "GB", "KR", "AE", "CI", "BA", "TT", "AX", "CD", "CG"]
text = st.text(min_size=1, max_size=12)
signs = st.text(st.sampled_from(list('张李 "“”,，、:：<>=-!－！≤#（）a1年')), min_size=1, max_size=8)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
lengths = st.builds(Ago, st.integers(0, 100), st.sampled_from(AgoUnit))


def values(key: Key) -> st.SearchStrategy[str]:
    codes: dict[Key, list[str]] = {
        Key.LANGUAGE: [code.value for code in Language],
        Key.STATUS: [code.value for code in PersonStatus],
        Key.HAS: [code.value for code in Possession],
    }
    if key in codes:
        return st.sampled_from(codes[key])
    if key is Key.COUNTRY:
        return st.sampled_from(COUNTRIES)
    return st.one_of(text, signs, st.sampled_from(["paired", "未结对", "乡贤", '5" pipe', "O'Brien"]))


def written(key: Key, word: str) -> str:
    """A value of a query that was read: what no query can say is left out by the caller."""
    (term,) = parse_query(f"{KEY_NAMES[key][0]}:" + '"' + word.replace('"', '""') + '"').terms
    assert isinstance(term, AnyOf)
    return term.values[0]


@st.composite
def queries(draw: st.DrawFn) -> Query:
    terms: list[AnyOf | Last] = []
    for key in draw(st.lists(st.sampled_from(Key), max_size=5)):
        negated = draw(st.booleans())
        if key in DAY_KEYS:
            when = draw(st.one_of(st.none(), days, lengths))
            terms.append(Last(key, Sign.LESS if when is None else draw(st.sampled_from(Sign)), when, negated))
            continue
        words = []
        for word in draw(st.lists(values(key), min_size=1, max_size=3)):
            try:
                words.append(written(key, word))
            except InvalidInputError:
                continue
        if words:
            terms.append(AnyOf(key, tuple(dict.fromkeys(words)), negated))
    return Query(tuple(terms))


@given(queries(), st.sampled_from(["zh", "en"]))
def test_what_is_shown_reads_as_the_same_query(query: Query, language: str) -> None:
    shown = show_query(query, language)
    assert parse_query(shown) == query
    assert show_query(parse_query(shown), language) == shown


@given(st.one_of(st.text(max_size=60), st.text(st.sampled_from(list('sector:,"“”<>=-! 乡贤90d')), max_size=40)))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(typed: str) -> None:
    try:
        query = parse_query(typed)
    except InvalidInputError:
        return
    assert parse_query(show_query(query)) == query


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_is_one_by_code_and_by_name(code: str) -> None:
    for language in ("zh", "en"):
        (term,) = parse_query(show_query(Query((AnyOf(Key.COUNTRY, (code,)),)), language)).terms
        assert isinstance(term, AnyOf)
        assert term.values == (parse_country(code),)


REFUSALS_EN = [
    ("secter:乡贤", "“secter:乡贤”: There is no key “secter”. Did you mean sector"),
    ("zzz:1", "There are: sector, tier"),
    ("a sector:", "“sector:”: A value is missing"),
    ("sector:乡贤,", "A value is missing"),
    (":乡贤", "missing before the colon"),
    ("country:加拿打", "“加拿打” is not a known country"),
    ("lang:fr", "“fr” is not one of: simplified Chinese, traditional Chinese, English"),
    ("has:dog", "“dog” is not one of: address, phone, email, wechat, pairing, birthday"),
    ("status:gone", "“gone” is not one of"),
    ("written:2026-01-01", "Write for example written<2026-01-01, written>90d or written:never"),
    ("written>never", "Write for example written<2026-01-01"),
    ("contacted<2026", "“2026” names only a year"),
    ("contacted<2026年", "names only a year"),
    ("contacted<2026-02-30", "February 2026 has 28 days"),
    ("contacted>soon", "90d (days)"),
    ("contacted>99999d", "more than a hundred years"),
    ("contacted>2026-01-01,2026-02-01", "write two terms"),
    ("sector<乡贤", "write sector:… with a colon"),
    ("--tier:一般", "There is no key “-tier”"),
    ("--张", "One “-” is enough"),
    ('town:"Los Angeles', "quotation mark before “Los Angeles” is not closed"),
    ("x" * 1001, "1001 characters are too many"),
]


@pytest.mark.parametrize(("typed", "said"), REFUSALS_EN)
def test_a_wrong_query_is_refused_by_name(typed: str, said: str) -> None:
    use_language("en")
    with pytest.raises(InvalidInputError) as refusal:
        parse_query(typed)
    assert said in refusal.value.sentence
    assert refusal.value.field == "query"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("届别:乡贤", "“届别:乡贤”：没有“届别”这个条件。"),
        ("联系干:单", "干部"),
        ("语言:法文", "简体中文"),
        ("有:狗", "地址、电话、邮箱、微信、结对、生日"),
        ("写信:2026-01-01", "写信:从未"),
    ],
)
def test_a_wrong_query_is_refused_in_chinese(typed: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match="“") as refusal:
        parse_query(typed)
    assert said in refusal.value.sentence
