"""Fields in the texts of letters: replaced and nothing else, unknown and empty ones named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.letters.texts import (
    TEXT_FIELDS,
    TextFacts,
    TextField,
    empty_fields,
    field_named,
    field_values,
    fields_in,
    fill,
    greeting_apart,
    loose_braces,
    unknown_fields,
)
from liaison.people.fields import Language

VALUES = field_values(
    TextFacts(salutation="尊敬的张伟先生：", name="张伟", town="溪口镇", village="李家村", cadre="李明", year="2027")
)
tricky = st.text(st.sampled_from("{}｛｝姓名 xname[#$*_\n乡%s"), max_size=40)


@pytest.mark.parametrize("field", TEXT_FIELDS, ids=[field.key for field in TEXT_FIELDS])
def test_a_field_is_known_by_its_chinese_and_its_english_name(field: TextField) -> None:
    key, zh, en = field.key, field.zh, field.en
    text = f"{{{zh}}}{{{en}}}{{ {en.upper()} }}｛{zh}｝{{{{{zh}}}}}{{{key}}}"
    assert fields_in(text) == (key,)
    assert fill(text, {key: "值"}) == "值" * 6
    assert unknown_fields(text) == ()
    assert field_named(key) is field


def test_a_text_is_filled_in() -> None:
    text = "{称谓}：\n您的家乡{籍贯}的{联系干部}问候您。{姓名}，{年份}年"
    assert fill(text, VALUES) == "尊敬的张伟先生：\n您的家乡溪口镇李家村的李明问候您。张伟，2027年"


def test_what_a_field_brings_in_is_not_looked_at_again() -> None:
    assert fill("{姓名}", {"name": "{籍贯} {{7*7}} [red]x[/] #sys"}) == "{籍贯} {{7*7}} [red]x[/] #sys"


@given(tricky)
def test_nothing_but_fields_changes(text: str) -> None:
    same = {field.key: f"{{{field.zh}}}" for field in TEXT_FIELDS}
    filled = fill(text, same)
    if not fields_in(text) and "{{" not in text and "｛" not in text:
        assert filled == text
    assert len(filled) <= len(text) * 2
    assert set(fields_in(text)) <= {field.key for field in TEXT_FIELDS}


@given(st.text(st.characters(exclude_characters="{}｛｝"), max_size=200))
def test_a_text_without_braces_stays_as_it_is(text: str) -> None:
    assert fill(text, VALUES) == text
    assert fields_in(text) == ()
    assert unknown_fields(text) == ()
    assert loose_braces(text) == ()


def test_very_long_paragraphs_and_markup_stay_literal() -> None:
    paragraph = "家乡[bold]{{x}}[/bold]$a*b_c#set " * 20_000
    assert fill(paragraph + "{姓名}", VALUES) == paragraph.replace("{{x}}", "{x}") + "张伟"


def test_unknown_fields_are_named_with_the_one_that_may_be_meant() -> None:
    found = unknown_fields("{称乎}好，{姓明}！{姓明} {身份证} {{x}} {")
    assert [(field.name, field.meant) for field in found] == [("称乎", "称谓"), ("姓明", "姓名"), ("身份证", "")]
    assert found[0].sentence() == "没有字段{称乎}。是不是{称谓}？"
    assert "{姓名}" in found[2].sentence()
    assert "{身份证}" in found[2].sentence()


def test_a_forgotten_brace_is_shown_with_its_words() -> None:
    assert loose_braces("尊敬的{姓名 您好") == ("尊敬的{姓名 您好",)
    assert loose_braces("{姓名}您好}") == ("{姓名}您好}",)
    assert loose_braces("{姓名}您好") == ()
    assert fill("尊敬的{姓名 您好", VALUES) == "尊敬的{姓名 您好"


def test_fields_that_leave_a_gap_are_named() -> None:
    text = "{姓名} {单位} {籍贯} {联系干部电话}"
    assert empty_fields(text, VALUES) == ("unit", "cadre_phone")
    assert empty_fields("没有字段", VALUES) == ()
    assert [field_named(key).name for key in empty_fields(text, VALUES)] == ["单位", "联系干部电话"]


def test_a_hometown_in_latin_letters_has_a_space() -> None:
    assert field_values(TextFacts(town="Xikou", village="Lijia"))["hometown"] == "Xikou Lijia"
    assert field_values(TextFacts(town="溪口镇"))["hometown"] == "溪口镇"


@pytest.mark.parametrize(
    ("body", "language", "greeting", "rest"),
    [
        ("{称谓}：\n见字如面。", Language.ZH_HANS, "尊敬的张伟先生：", "见字如面。"),
        ("{称谓}\n\n见字如面。", Language.ZH_HANS, "尊敬的张伟先生：", "见字如面。"),
        ("{称谓}，您好！\n见字如面。", Language.ZH_HANS, "", "尊敬的张伟先生，您好！\n见字如面。"),
        ("见字如面。", Language.ZH_HANS, "", "见字如面。"),
        ("{salutation}\nGreetings.", Language.EN, "Dear Mr. Zhang,", "Greetings."),
    ],
)
def test_a_greeting_on_its_own_line_comes_apart(body: str, language: Language, greeting: str, rest: str) -> None:
    said = "Dear Mr. Zhang," if language is Language.EN else "尊敬的张伟先生："
    filled = fill(body, field_values(TextFacts(salutation=said)))
    assert greeting_apart(filled, said, language) == (greeting, rest)
