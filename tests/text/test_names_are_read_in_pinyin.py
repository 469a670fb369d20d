import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from liaison.errors import InvalidInputError
from liaison.text.names import NameKeys, initials, name_keys, pinyin_readings

PAIRS = sorted(phrase for phrase in PHRASES_DICT if len(phrase) == 2)
SURNAMES = (
    "单 shan|仇 qiu|解 xie|区 ou|曾 zeng|朴 piao|盖 ge|查 zha|种 chong|缪 miao|任 ren|宁 ning|华 hua|燕 yan|"
    "洗 xian|冼 xian|员 yun|黑 he|那 na|句 gou|祭 zhai|牟 mou|葛 ge|繁 po|折 she|逄 pang|尉 wei|卜 bu|薄 bo|"
    "乜 nie|召 shao|都 du|石 shi|沈 shen|尉迟 yu-chi|万俟 mo-qi|令狐 ling-hu|长孙 zhang-sun|澹台 tan-tai|"
    "单于 chan-yu|皇甫 huang-fu|乐正 yue-zheng|欧阳 ou-yang|單 shan|尉遲 yu-chi|區 ou"
)


@pytest.mark.parametrize("surname_and_reading", SURNAMES.split("|"))
def test_surnames_are_read_as_surnames(surname_and_reading: str) -> None:
    surname, reading = surname_and_reading.split()
    assert pinyin_readings(surname + "小明") == (f"{reading.replace('-', ' ')} xiao ming",)


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("覃小明", ("qin xiao ming", "tan xiao ming")),
        ("乐嘉", ("yue jia", "le jia")),
        ("谌龙", ("chen long", "shen long")),
        ("翟天", ("zhai tian", "di tian")),
        ("王曾", ("wang ceng",)),
        ("李长春", ("li chang chun",)),
        ("吕布", ("lv bu",)),
        ("艾尔肯·吐尼亚孜", ("ai er ken tu ni ya zi",)),
        ("José  Müller", ("jose muller",)),
        ("Łukasz O'Neill", ("lukasz o neill",)),
        ("李John", ("li john",)),
    ],
)
def test_readings_of_whole_names(name: str, readings: tuple[str, ...]) -> None:
    assert pinyin_readings(name) == readings


@pytest.mark.parametrize(
    ("character", "reading"),
    [
        ("㛃", "jie"),
        ("喆", "zhe"),
        ("堃", "kun"),
        ("淼", "miao"),
        ("镕", "rong"),
        ("𬍛", "li"),
        ("䶮", "yan"),
        ("㐂", "xi"),
    ],
)
def test_rare_characters_have_readings(character: str, reading: str) -> None:
    assert pinyin_readings("王" + character) == (f"wang {reading}",)


@given(
    st.one_of(
        st.sampled_from(PAIRS),
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=2),
    )
)
def test_given_names_are_read_as_the_dictionary_reads_them(given_name: str) -> None:
    """Phrases change the readings of their characters: 重阳 is chong yang."""
    assert pinyin_readings("王" + given_name) == (" ".join(("wang", *lazy_pinyin(given_name))),)


def test_characters_that_nobody_reads_are_kept() -> None:
    unread = "\U0003134a"
    assert pinyin_readings("王" + unread + "明") == (f"wang {unread} ming",)
    assert name_keys("王" + unread).sort_pinyin.isascii()


def test_keys_hold_every_reading_for_the_search() -> None:
    keys = name_keys("覃小明")
    assert keys.pinyin == "qinxiaoming tanxiaoming"
    assert keys.initials == "qxm txm"
    assert initials(["tan", "xiao", "ming"]) == "txm"


@pytest.mark.parametrize(
    ("name", "override", "pinyin", "letters"),
    [
        ("覃小明", "Tan Xiaoming", "tanxiaoming", "txm"),
        ("覃小明", "tán xiǎo míng", "tanxiaoming", "txm"),
        ("覃小明", "Tan2 xiao3ming2", "tanxiaoming", "txm"),
        ("覃小明", "TANXIAOMING", "tanxiaoming", "txm"),
        ("吕布", "Lǚ Bù", "lvbu", "lb"),
        ("吕布", "Lyu Bu", "lvbu", "lb"),
        ("方安", "Fangan", "fangan", "fa"),
        ("翻干", "Fangan", "fangan", "fg"),
        ("席安", "Xi'an", "xian", "xa"),
        ("欧阳娜娜", "Ouyang Nana", "ouyangnana", "oynn"),
        ("陈大文", "Chan Tai Man", "chantaiman", "ctm"),
        ("艾尔肯·吐尼亚孜", "Erkin Tuniyaz", "erkintuniyaz", "et"),
    ],
)
def test_the_office_s_own_reading_takes_the_place_of_the_dictionary_s(
    name: str, override: str, pinyin: str, letters: str
) -> None:
    keys = name_keys(name, override)
    assert (keys.pinyin, keys.initials) == (pinyin, letters)


def test_an_empty_override_is_none() -> None:
    assert name_keys("覃小明", " ") == name_keys("覃小明")


@pytest.mark.parametrize("override", ["Tan", "Tan Xiaomign", "Tan Xiao Ming Hao", "覃小明", "Tan 7", "…", "q" * 500])
def test_what_cannot_read_the_name_is_refused(override: str) -> None:
    with pytest.raises(InvalidInputError):
        name_keys("覃小明", override)


def test_the_refusal_says_how_many_syllables_it_takes() -> None:
    with pytest.raises(InvalidInputError, match="“Tan Xiaoming” does not read 覃明: it takes 2 syllables of pinyin"):
        name_keys("覃明", "Tan Xiaoming")


@given(st.text(max_size=12))
def test_every_text_has_keys_that_any_database_sorts_alike(name: str) -> None:
    keys = name_keys(name)
    assert isinstance(keys, NameKeys)
    assert keys.sort_pinyin.isascii()
    assert keys.sort_strokes.isascii()
