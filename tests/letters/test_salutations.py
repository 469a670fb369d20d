"""How letters greet, in three languages: couples, families, titles, overrides, names in English letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.letters.salutations import Addressee, addressee_lines, salutation, without_mark
from liaison.people.fields import Language

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN
ZHANG = Addressee("张伟", "先生")
CHEN = Addressee("陈静", "女士")
LONG = (Addressee("Aleksandra Wiśniewska-Kowalczyk", "Dr."), Addressee("Maximilian Oppenheimer-Chen", "Prof."))


@pytest.mark.parametrize(
    ("people", "hans", "hant", "english"),
    [
        ([ZHANG], "尊敬的张伟先生：", "尊敬的张伟先生：", "Dear Mr. Zhang,"),
        ([ZHANG, CHEN], "尊敬的张伟先生、陈静女士：", "尊敬的张伟先生、陈静女士：", "Dear Mr. Zhang and Ms. Chen,"),
        (
            [ZHANG, CHEN, Addressee("张小宁", "先生")],
            "尊敬的张伟先生阖家：",
            "尊敬的张伟先生闔家：",
            "Dear Mr. Zhang and family,",
        ),
        ([Addressee("欧阳志强", "教授")], "尊敬的欧阳志强教授：", "尊敬的欧阳志强教授：", "Dear Prof. Ouyang,"),
        ([Addressee("陳靜", "老師")], "尊敬的陳靜老师：", "尊敬的陳靜老師：", "Dear Chen Jing,"),
        ([Addressee("李明", "会长")], "尊敬的李明会长：", "尊敬的李明會長：", "Dear Li Ming,"),
        ([Addressee("吕岸", "博士")], "尊敬的吕岸博士：", "尊敬的吕岸博士：", "Dear Dr. Lü,"),
        ([Addressee("Łucja Żak", "Ms.")], "尊敬的Łucja Żak 女士：", "尊敬的Łucja Żak 女士：", "Dear Ms. Żak,"),
        ([Addressee("Chen, Jing", "ms")], "尊敬的Chen, Jing 女士：", "尊敬的Chen, Jing 女士：", "Dear Ms. Chen,"),
        (
            [Addressee("Tan Chee Choong", "Dato'")],
            "尊敬的Dato' Tan Chee Choong：",
            "尊敬的Dato' Tan Chee Choong：",
            "Dear Dato' Tan Chee Choong,",
        ),
    ],
)
def test_people_are_greeted_with_their_titles(people: list[Addressee], hans: str, hant: str, english: str) -> None:
    assert salutation(people, HANS) == hans
    assert salutation(people, HANT) == hant
    assert salutation(people, EN) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("CHEN Xiaoli", "Dear Ms. Chen,"),  # capitals mark the surname
        ("Robert Chen", "Dear Ms. Chen,"),
        ("Chen Jing", "Dear Ms. Chen Jing,"),  # either word may be the surname
        ("Tan Chee Choong", "Dear Ms. Tan Chee Choong,"),
        ("Mary Anne Smith", "Dear Ms. Smith,"),
        ("Madonna", "Dear Ms. Madonna,"),
        ("司马相如", "Dear Ms. Sima,"),
        ("单小明", "Dear Ms. Shan,"),
        ("艾尔肯·吐尼亚孜", "Dear Ms. 艾尔肯·吐尼亚孜,"),  # its own spelling cannot be known
    ],
)
def test_the_surname_in_english_is_never_guessed(name: str, english: str) -> None:
    assert salutation([Addressee(name, "女士")], EN) == english


@pytest.mark.parametrize(
    ("language", "greeting", "line"),
    [(HANS, "尊敬的张伟：", "张伟"), (HANT, "尊敬的张伟：", "张伟"), (EN, "Dear Zhang Wei,", "Zhang Wei")],
)
def test_without_a_title_nobody_is_called_sir_or_madam(language: Language, greeting: str, line: str) -> None:
    assert salutation([Addressee("张伟")], language) == greeting
    assert addressee_lines([Addressee("张伟")], language) == (line,)


def test_what_is_too_long_for_a_line_names_the_first_and_the_family() -> None:
    assert salutation(LONG, EN) == "Dear Dr. Wiśniewska-Kowalczyk and Prof. Oppenheimer-Chen,"
    assert salutation(LONG, HANS) == "尊敬的Aleksandra Wiśniewska-Kowalczyk 博士阖家："


def test_the_offices_own_salutation_stands_as_typed() -> None:
    aunt = Addressee("陈静", "女士", "敬爱的陈阿姨")
    assert salutation([aunt], HANS) == "敬爱的陈阿姨："
    assert salutation([Addressee("陈静", "女士", "陈老师，")], HANS) == "陈老师，"
    assert salutation([aunt, ZHANG], HANS) == "敬爱的陈阿姨、张伟先生："
    assert salutation([ZHANG, aunt], HANS) == "尊敬的张伟先生、陈阿姨："
    assert salutation([aunt], EN) == "Dear Ms. Chen,"
    assert salutation([Addressee("John Smith", "Mr.", "Dear Uncle John", EN)], EN) == "Dear Uncle John,"
    assert addressee_lines([aunt], HANS) == ("陈静女士",)


def test_the_households_own_greeting_goes_before_everything() -> None:
    assert salutation([ZHANG, CHEN], HANS, "张伟先生阖府") == "张伟先生阖府："
    assert salutation([ZHANG, CHEN], EN, "Dear Zhangs,") == "Dear Zhangs,"
    assert salutation([], HANS, "各位乡亲") == "各位乡亲："
    assert addressee_lines([ZHANG, CHEN], HANS, "尊敬的张伟先生阖府：") == ("张伟先生阖府",)
    assert addressee_lines([ZHANG, CHEN], HANS, "亲爱的乡亲：") == ("张伟先生、陈静女士",)


def test_two_people_share_a_line_of_the_envelope_where_it_holds_them() -> None:
    assert addressee_lines([ZHANG, CHEN], HANS) == ("张伟先生、陈静女士",)
    long = [Addressee("欧阳娜娜", "女士"), Addressee("司马相如", "副教授")]
    assert addressee_lines(long, HANS) == ("欧阳娜娜女士、司马相如副教授",)
    assert addressee_lines(LONG, HANS) == ("Aleksandra Wiśniewska-Kowalczyk 博士", "Maximilian Oppenheimer-Chen 教授")
    assert addressee_lines([ZHANG, CHEN], EN) == ("Mr. Zhang Wei", "Ms. Chen Jing")
    assert addressee_lines([ZHANG, CHEN, CHEN], EN) == ("Mr. Zhang Wei and family",)
    assert addressee_lines([], HANS) == ()
    assert salutation([], HANS) == ""


people = st.builds(
    Addressee,
    st.sampled_from(("张伟", "欧阳娜娜", "John Smith", "Łucja Żak", "艾尔肯·吐尼亚孜", "陳靜", "Li Na")),
    st.sampled_from(("", "先生", "女士", "Dr.", "院士", "Ir.")),
    st.sampled_from(("", "陈老师", "Dear Jo")),
    st.sampled_from(Language),
)


@given(st.lists(people, min_size=1, max_size=4), st.sampled_from(Language), st.sampled_from(("", "各位")))
def test_a_greeting_is_one_line_that_ends_as_its_language_does(
    who: list[Addressee], language: Language, greeting: str
) -> None:
    said = salutation(who, language, greeting)
    assert "\n" not in said
    assert said[-1] == ("," if language is EN else "：")
    assert without_mark(said) + said[-1] == said
    lines = addressee_lines(who, language, greeting)
    assert 1 <= len(lines) <= 2
    assert all(line.strip() == line != "" for line in lines)
    if language is not EN:
        assert all(person.name in "".join(lines) for person in who[: 1 if len(who) > 2 else 2])
