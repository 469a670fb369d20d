import pytest

from liaison.text.names import name_keys

# Published in the order of strokes 按姓氏笔画为序: the first of the delegates to the congress of 2022 (Xinhua, 25
# September 2022), and three political bureaus (communiqués of 23 October 2022, 15 November 2012 and 22 October 2007).
DELEGATES_2022 = """
丁宁 丁纯 丁炜 丁铭 丁小强 丁中平 丁仁彧 丁月牙 丁向群 丁兴农 丁赤飚 丁学东 丁荣浩 丁海燕 丁绣峰 丁雄军
丁薛祥 于波 于洋 于勇 于川雅 于立军 于吉红 于江涛 于秀明 于绍良 于砚华 于洪涛 才让太 万伟 万敏 万立骏 万芝利
万相兰 万超岐 么永波 习近平 马龙 马伟 马丽
"""
BUREAU_2022 = """
丁薛祥 习近平 马兴瑞 王毅 王沪宁 尹力 石泰峰 刘国中 李希 李强 李干杰 李书磊 李鸿忠 何卫东 何立峰 张又侠
张国清 陈文清 陈吉宁 陈敏尔 赵乐际 袁家军 黄坤明 蔡奇
"""
BUREAU_2012 = """
习近平 马凯 王岐山 王沪宁 刘云山 刘延东 刘奇葆 许其亮 孙春兰 孙政才 李克强 李建国 李源潮 汪洋 张春贤 张高丽
张德江 范长龙 孟建柱 赵乐际 胡春华 俞正声 栗战书 郭金龙 韩正
"""
BUREAU_2007 = """
习近平 王刚 王乐泉 王兆国 王岐山 回良玉 刘淇 刘云山 刘延东 李长春 李克强 李源潮 吴邦国 汪洋 张高丽 张德江
周永康 胡锦涛 俞正声 贺国强 贾庆林 徐才厚 郭伯雄 温家宝 薄熙来
"""


def by_key(key: str, names: list[str]) -> list[str]:
    backwards = names[::-1]  # so that equal keys cannot pass
    return sorted(backwards, key=lambda name: getattr(name_keys(name), key).encode())


@pytest.mark.parametrize("published", [DELEGATES_2022, BUREAU_2022, BUREAU_2012, BUREAU_2007])
def test_strokes_give_the_order_of_published_lists(published: str) -> None:
    names = published.split()
    assert by_key("sort_strokes", names) == names


@pytest.mark.parametrize(
    "ordered",
    [
        "欧伟 欧一鸣 欧阳伟 欧阳一鸣 尚一",  # a surname of two characters follows the single one it begins with
        "八一 人一 入一 土一 士一",  # the same strokes: as the table of standard characters has them
        "王乙 王丁 王一平 王二平",  # given names of one character first
        "艾平 艾一平 艾尔肯·吐尼亚孜",
        "王伟 陳偉 龚䶮 Smith",  # names without Chinese characters last
        "王一 王龘 王𰻝",  # characters whose strokes nobody knows last
    ],
)
def test_strokes_within_and_between_surnames(ordered: str) -> None:
    names = ordered.split()
    assert by_key("sort_strokes", names) == names


@pytest.mark.parametrize(
    "ordered",
    [
        "王伟 王威 王一鸣 汪洋",  # read alike: one surname after the other, by strokes
        "李安 李安民 李昂 Lian 梁伟",  # syllable by syllable, never letter by letter across them
        "阿凡 Baker 陈伟 Łukasz 马伟 Smith",  # Latin names among them
    ],
)
def test_pinyin_goes_syllable_by_syllable(ordered: str) -> None:
    names = ordered.split()
    assert by_key("sort_pinyin", names) == names


def test_the_office_s_own_reading_moves_a_name_in_the_order_of_pinyin() -> None:
    assert name_keys("覃小明").sort_pinyin < name_keys("沈伟").sort_pinyin
    assert name_keys("沈伟").sort_pinyin < name_keys("覃小明", "Tan Xiaoming").sort_pinyin
    assert name_keys("覃小明", "Tan Xiaoming").sort_strokes == name_keys("覃小明").sort_strokes
