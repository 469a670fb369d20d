import pytest

from liaison.text.names import normalize_name, split_name


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("张　伟", "张伟"),
        (" 欧阳 娜娜 ", "欧阳娜娜"),
        ("尼玛  次仁旺堆", "尼玛 次仁旺堆"),
        ("ＪＯＨＮ　Smith", "JOHN Smith"),
        ("John  F. Kennedy", "John F. Kennedy"),
        ("艾尔肯・吐尼亚孜", "艾尔肯·吐尼亚孜"),
        ("艾尔肯．吐尼亚孜", "艾尔肯·吐尼亚孜"),
        ("艾尔肯 • 吐尼亚孜", "艾尔肯·吐尼亚孜"),
        ("Jose\u0301", "José"),
        ("张\u202e伟\x00", "张伟"),
        ("王𬍛", "王𬍛"),
    ],
)
def test_names_are_stored_in_one_shape(typed: str, stored: str) -> None:
    assert normalize_name(typed) == stored
    assert normalize_name(stored) == stored


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [
        ("张伟", "张", "伟"),
        ("欧阳娜娜", "欧阳", "娜娜"),
        ("尉迟恭", "尉迟", "恭"),
        ("諸葛亮", "諸葛", "亮"),
        ("尉健", "尉", "健"),
        ("欧阳", "欧", "阳"),
        ("梁丘林", "梁", "丘林"),
        ("梁丘子健", "梁丘", "子健"),
        ("陈方安生", "陈", "方安生"),
        ("龚䶮", "龚", "䶮"),
        ("张", "张", ""),
        ("爱新觉罗溥仪", "爱新觉罗溥仪", ""),
        ("John Smith", "John Smith", ""),
        ("艾尔肯·吐尼亚孜", "艾尔肯·吐尼亚孜", ""),
        ("", "", ""),
    ],
)
def test_surname_and_given_name(name: str, surname: str, given: str) -> None:
    assert split_name(name) == (surname, given)
