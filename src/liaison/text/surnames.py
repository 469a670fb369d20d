"""Chinese surnames: those of two characters, and those that are read otherwise than the same character elsewhere."""

# Taken for the surname when at least one more character follows.
_COMPOUND = """
欧阳 尉迟 司马 司徒 司空 司寇 诸葛 上官 端木 皇甫 慕容 令狐 长孙 宇文 澹台 万俟 单于 公孙 公冶 公羊 公良 轩辕 鲜于 夏侯
钟离 南宫 东方 东郭 西门 赫连 呼延 独孤 濮阳 淳于 申屠 闻人 太叔 闾丘 亓官 乐正 拓跋 完颜 纳兰 耶律 贺兰 颛孙 漆雕 羊舌
壤驷 哥舒 达奚 范姜 百里 巫马 左丘
歐陽 尉遲 司馬 諸葛 長孫 澹臺 萬俟 單于 公孫 軒轅 鮮于 鍾離 南宮 東方 東郭 西門 赫連 獨孤 濮陽 聞人 閭丘 樂正 完顏 納蘭
賀蘭 顓孫 壤駟 達奚 範姜 巫馬 左丘
"""
# Begins like a common surname with a given name (宗 政军, 梁 丘林): only taken when two more characters follow.
_COMPOUND_IF_LONG = (
    "宗政 梁丘 段干 谷梁 穀梁 仲孙 仲孫 子车 子車 夹谷 宰父 公西 微生 第五 南门 东门 叱干 叶赫 那拉 仉督 归海"
)

COMPOUND = frozenset(_COMPOUND.split())
COMPOUND_IF_LONG = frozenset(_COMPOUND_IF_LONG.split())

# Readings of surnames that differ from what pypinyin says of the character alone, most usual first, as 现代汉语词典
# gives them for 姓; compared with the surname list of overtrue/pinyin (data/surnames.php, MIT). Several readings where
# families differ: 覃 is Qín in Guangxi and Tán elsewhere. Tones are left out, so 任 燕 宁 华 need no entry.
_READINGS = """
单 shan|單 shan|仇 qiu|解 xie|区 ou|區 ou|曾 zeng|覃 qin tan|朴 piao|盖 ge|蓋 ge|乐 yue le|樂 yue le|查 zha|种 chong
重 chong|缪 miao|繆 miao|员 yun|員 yun|贠 yun|貟 yun|黑 he|那 na|句 gou|祭 zhai|牟 mou|翟 zhai di|谌 chen shen
諶 chen shen|葛 ge|繁 po|折 she|逄 pang|尉 wei|冼 xian|洗 xian|薄 bo|卜 bu|柏 bai|贲 ben|賁 ben|秘 bi|祕 bi|晁 chao
召 shao|厍 she|佴 nai|能 nai|乜 nie|都 du|藏 zang|臧 zang|么 yao|幺 yao|不 fou|炅 gui|晟 cheng|粘 nian|宿 su|过 guo
過 guo|阿 a|石 shi|车 che|車 che|贾 jia|賈 jia|沈 shen|莘 shen xin|隗 wei kui|郇 xun huan|郗 xi chi|宓 mi fu|瞿 qu
阚 kan|闞 kan|訾 zi|缑 gou|钭 tou|呙 guo|逯 lu|佘 she|芮 rui|亓 qi|郄 qie xi|郤 xi|殳 shu|仉 zhang|蒯 kuai|昝 zan
尉迟 yu-chi|尉遲 yu-chi|万俟 mo-qi|萬俟 mo-qi|单于 chan-yu|單于 chan-yu|长孙 zhang-sun|長孫 zhang-sun
澹台 tan-tai|澹臺 tan-tai|令狐 ling-hu|乐正 yue-zheng|樂正 yue-zheng|子车 zi-ju|子車 zi-ju|亓官 qi-guan
"""


def _read_readings() -> dict[str, tuple[tuple[str, ...], ...]]:
    table = {}
    for entry in _READINGS.replace("\n", "|").strip("|").split("|"):
        surname, *readings = entry.split()
        table[surname] = tuple(tuple(reading.split("-")) for reading in readings)
    return table


READINGS = _read_readings()
