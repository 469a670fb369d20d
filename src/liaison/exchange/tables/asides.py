"""What stands in a list beside its people: totals, signatures, notes and headings."""

import re

from liaison.text.folding import is_han, narrow

_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|累计|总人数|合计人数|共有?\d+[人名位])|(?:grand|sub)?total(?![a-z])", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:填表|制表|填报|审核|审批|复核|核对|负责人|经办|联系人|联系电话|单位[(（]?盖章|[(（]盖章|日期|时间|打印|报送|统计|截止|截至"
    r"|preparedby|filledinby|checkedby|approvedby|date)[^:：]{0,12}[:：]|(?:填表人|制表人|审核人|填报人)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:注|备注|说明|附注|附|填表说明|注意|notes?|remarks?)[:：]|[※*].{8,}|注\d", re.IGNORECASE)
_SECTION = re.compile(
    r"[(（]?[一二三四五六七八九十]+[)）]?[、.．,，]|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+"
)
_TOTAL_ALONE = re.compile(r"(?:合计|总计|小计|共计|累计|total|sum)[:：]?", re.IGNORECASE)
_NO_NAME = re.compile(
    r"[\d:：。；;!！?？]|(?:界|类|组|局|镇|乡|街道|公司|学校|名单|名册|人员|人士|单位|阶层|经济|其他)$"
)
_LONGEST_NAME = 40
_LONGEST_BEGINNING = 60
_ASIDE = re.compile("|".join(f"(?:{sort.pattern})" for sort in (_TOTAL, _SIGNED, _NOTE)), re.IGNORECASE)


def is_aside(text: str) -> bool:
    """Whether a row that begins with a text is a total, a signature or a note."""
    bare = "".join(narrow(text[:_LONGEST_BEGINNING]).split())
    return _ASIDE.match(bare) is not None


def looks_like_a_name(text: str) -> bool:
    """Whether a text that stands alone can be somebody's name rather than a heading or a note."""
    if len(text) > _LONGEST_NAME or _SECTION.match(text) or _NO_NAME.search(text):
        return False
    han = sum(map(is_han, text))
    return han <= 8 if han else text.replace(" ", "").replace(".", "").replace("-", "").isalpha()


def is_section(text: str) -> bool:
    """Whether a text is the heading of a section, such as 一、知识界."""
    return _SECTION.match(text) is not None


def is_total(text: str) -> bool:
    """Whether a text says that its row is a total, whatever else stands in it."""
    return _TOTAL_ALONE.fullmatch("".join(narrow(text).split())) is not None
