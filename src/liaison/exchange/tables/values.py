"""Understanding the cells of a roster: what stands for nothing, telephone numbers, names with titles, unit and post."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from liaison.errors import InvalidInputError
from liaison.exchange.cells import Cell, cell_text
from liaison.exchange.tables.lexicon import POSTS, TITLES, UNIT_ENDS
from liaison.text.fields import clean
from liaison.text.folding import WIDTHS, is_han, narrow
from liaison.text.names import MIDDLE_DOT, is_plain, normalize_name
from liaison.text.phones import JOINER, MOBILE, parse_phone, phone_abroad, plain_number
from liaison.text.surnames import COMPOUND
from liaison.text.words import _

DITTO = frozenset({"同上", "〃", "″", "〞", '"', "''", "”", "同前", "ditto"})
"""What stands for the same as in the row above."""

_NOTHING_WORDS = (
    "无 暂无 没有 / \\ - -- --- — —— – ― 、 . ? 空 n/a na null none nil 不详 未知 不明 待补 待补充 待定 待填 待核 "
    "#n/a #ref! #value! #name? #div/0! #null! #num!"
)
_NOTHING = frozenset(_NOTHING_WORDS.split())
_BEGIN_NOTHING = frozenset(word[0] for word in _NOTHING) | {"("}
_MAY_BEGIN_NOTHING = _BEGIN_NOTHING | {
    each for each in map(chr, (*range(128), *WIDTHS)) if narrow(each).casefold() in _BEGIN_NOTHING
}
"""The same in capitals and full width; a text that begins with anything else says something."""
_LONGEST_NOTHING = 8
_LONGEST_READ = 500
"""Characters of a text that is looked into; a longer one is nobody's name or post, and would take for ever."""
_WRAPPED = re.compile(r"(?<=[\u3400-\u9fff])[ \t]*[\r\n]+[ \t]*(?=[\u3400-\u9fff])")

# Telephone numbers.
_SHORTENED = re.compile(r"(\d)(?:\.(\d+))?e\+?(\d{1,2})", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:手机号?码?|移动电话|联系电话|电话号?码?|办公室?电?话?|办|住宅电?话?|宅电?|家庭?电?话?|单位电?话?|座机|固定?电?话|本人|国内|"
    r"国外|小灵通|短号|虚拟网?)\s*[:.]?\s*(?=[\d+(])|(?<![a-z])(?:telephone|tel|phone|mobile|mob|cell|office|home|work|[tmohwp])\s*[:.]?\s*(?=[\d+(])",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([^()\d]*)\)")
_ITS_OWN = re.compile(r"(?:电话)?(?:微信同号|同微信|微信号?同?手机|即微信|微信)")
_SOMEBODY_ELSE = re.compile(
    "秘书|助理|助手|夫人|太太|爱人|妻|丈夫|先生|儿|女|子|父|母|家属|代|转|assistant|wife|husband|son", re.IGNORECASE
)
_SHORT_NUMBER = re.compile(r"(?<!\d)(1[3-9]\d(?:[ -]?\d{4}){2})\s*(?:\((?=\d+\))|/\s*(?=\d{5,6}(?!\d)))(\d{3,8})\)?")
"""A mobile and the number by which colleagues call it, in brackets or behind a stroke."""
_NEXT_NUMBER = re.compile(r"[、,;|\n]+|\s/\s")
_MISTYPED_MOBILE = re.compile(r"1[3-9]\d{7,8}|1[3-9]\d{10}")

# Names.
_TITLE = re.compile("(?:" + "|".join(sorted(TITLES, key=len, reverse=True)) + ")$")
_LAST_OF_TITLES = frozenset(title[-1] for title in TITLES) | frozenset("妇婦俪儷家人子")
_ENGLISH_TITLE = re.compile(r"(mr|mrs|ms|miss|dr|prof|professor|sir|madam|mme)\b\.?\s*(?=\S)", re.IGNORECASE)
_ENGLISH_TITLES = {
    "mr": "Mr.",
    "mrs": "Mrs.",
    "ms": "Ms.",
    "dr": "Dr.",
    "prof": "Prof.",
    "professor": "Prof.",
    "mme": "Mme",
}
_NAME_BRACKETS = re.compile(r"\s*[(\[【]([^()\[\]【】]*)[)\]】]\s*$")
_GENDERS = frozenset({"男", "女", "m", "f", "male", "female"})
_DEAD = frozenset({"已故", "故", "已去世", "去世", "逝世", "已逝世", "已逝", "deceased", "late"})
_MARKS = "*※★☆△▲●○＊①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERED = re.compile(r"[(（]?\d{1,4}(?:[)）、.．]\s*|\s+)(?=\D)")
_WITH_FAMILY = re.compile(
    r"(?:及|和|与|與|偕|携)(?:其)?(?:夫人|太太|妻子?|爱人|愛人|先生|家人|全家|家属|父母|子女|丈夫)|夫妇$|夫婦$|伉俪$|伉儷$|一家$|"
    r"(?:^|\s)(?:and|&)\s+(?:family|wife|husband|mr|mrs|ms)\b|\band family$",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile("(" + "|".join(sorted(TITLES, key=len, reverse=True)) + r")\s+(?=\S{2})")
_DEAD_BEFORE = re.compile(r"(?:已故|故\s+|\(故\)|the late\s+)\s*(?=\S{2})", re.IGNORECASE)
_IN_TWO_WRITINGS = re.compile(r"([\u3400-\u9fff·• ]{2,9}?)\s*[/|\n]\s*([A-Za-z][A-Za-z .,'-]+)")
_SEVERAL = re.compile(r"[、;\n/]|,\s*(?=[\u4e00-\u9fff])")
_AND_OTHERS = re.compile(r"等\s*(?:[\d一二两三四五六七八九十百]+\s*)?[人名位]$")
_LONGEST_HAN = 4

# Unit and post.
_RANK = (
    "副|名誉|执行|常务|高级|首席|助理|代|原|前|荣誉|驻会|特聘|兼职|总|主|首任|创始|联合|联席|资深|一级|二级|三级|专职"
)
_POST = "(?:" + "|".join(sorted(POSTS, key=len, reverse=True)) + ")"
_POST_AT_START = re.compile(
    rf"(?:{_RANK})*{_POST}(?=$|[、,，;；兼及和/\s(（])|(?:{_RANK})+{_POST}(?=$|[、,，;；兼及和/\s(（])"
)
_POST_BEGINS = frozenset(word[0] for word in (*POSTS, *_RANK.split("|")))
_ONLY_POSTS = re.compile(rf"(?:{_RANK})*{_POST}(?:[、,，;；兼及和/\s]+(?:{_RANK})*{_POST})*")
_POST_IN_BRACKETS = re.compile(r"(?P<unit>.+?)\s*[(（](?P<post>[^()（）]+)[)）]")
_PARTED = re.compile(r"\s*[\n,，;；|]\s*|\s{1,}(?=\S+$)|\s*[/／]\s*")
_WHOLE = re.compile(r"[^\s,，;；|/／]+")
"""A text in which nothing parts unit and post."""
_ENGLISH_POST = re.compile(
    r"\b(?:president|director|manager|chair\w*|founder|ceo|cto|cfo|coo|professor|lecturer|dean|doctor|engineer|head|chief|"
    r"secretary|partner|member|officer|owner|teacher|editor|consultant|advis[eo]r|fellow|scientist|researcher|principal|"
    r"executive|lead|specialist|analyst|designer|lawyer|nurse|physician|surgeon|accountant|architect)\b",
    re.IGNORECASE,
)


def text_of(cell: Cell) -> str:
    """What a cell says; nothing where it only says that there is nothing, such as 无 or /."""
    return _said(cell) if isinstance(cell, str) else cell_text(cell)


def _said(cell: str) -> str:
    text = clean(cell)
    if text[:1] == "'" and len(text) > 1:  # what makes a spreadsheet take a number for text
        text = text[1:]
    if text[:1] not in _MAY_BEGIN_NOTHING or len(text) > _LONGEST_NOTHING:
        return text
    word = narrow(text).casefold()
    return "" if word in _NOTHING or (word[:1] == "(" and word[1:].removesuffix(")") in _NOTHING) else text


def unwrapped(text: str) -> str:
    """A text whose Chinese words go on over a line break, as in narrow columns."""
    return _WRAPPED.sub("", text) if "\n" in text or "\r" in text else text


def plain_phone(cell: Cell, *, abroad: bool) -> str:
    """The number of a cell that is a single one of the mainland, written plainly as nearly all are; else empty.

    Where somebody lives abroad, only what can be no number of another country is one of the mainland.
    """
    text = cell_text(cell)
    return "" if abroad and text[:1] != "0" and not MOBILE.fullmatch(text) else _plain(text)


def read_phones(cell: Cell, country: str | None = None) -> Sequence[str]:
    """The numbers of a cell, each in the shape in which it is stored; ``country`` is where the person lives, if abroad.

    Raises:
        InvalidInputError: when one is no number, or a spreadsheet has cut its last digits off.
    """
    text = narrow(text_of(cell)).strip()
    if not text:
        return ()
    if len(text) > _LONGEST_READ:
        return (parse_phone(f"{text[:20]}…"),)  # refuses it
    home = _plain(text)
    if country is not None and not (home and text[0] == "0"):  # a whole number of the mainland is one anywhere
        parts = [part.strip() for part in _NEXT_NUMBER.split(text) if part.strip()]
        abroad = [phone_abroad(_LABEL.sub("", part), country) for part in parts]
        if any(abroad):
            pairs = zip(abroad, parts, strict=True)
            return [number for found, part in pairs for number in ([found] if found else _phone(part).split(JOINER))]
    return (home,) if home else _phone(text).split(JOINER)


class ReadName(NamedTuple):
    """A name without what stood beside it: a title, and the word that somebody has died."""

    name: str
    honorific: str = ""
    deceased: bool = False


def read_name(text: str) -> ReadName:
    """Take the title and remarks from a name: 张伟先生, Dr. John Smith, 李娜（女）, 王建国（已故）.

    A title stays where nothing but a surname would be left (李主任).

    Raises:
        InvalidInputError: when the cell names several people.
    """
    if len(text) < _LONGEST_HAN and is_plain(text) and text[-1] not in _LAST_OF_TITLES:
        return ReadName(text)
    rest, honorific, deceased = _bare(text), "", False
    while (match := _NAME_BRACKETS.search(rest)) is not None:
        said = [part.strip() for part in re.split("[,，、;；/ ]", match[1]) if part.strip()]
        if not all(map(_says_little, said)):
            break
        deceased = deceased or any(part.casefold() in _DEAD for part in said)
        titles = [_ENGLISH_TITLES.get(part.rstrip(".").casefold(), part) for part in said if _is_title(part)]
        honorific = titles[0] if titles else honorific
        rest = rest[: match.start()]
    if match := _DEAD_BEFORE.match(rest):
        rest, deceased = rest[match.end() :], True
    if (match := _TITLE_BEFORE.match(rest)) and _is_whole(normalize_name(rest[match.end() :])):
        rest, honorific = rest[match.end() :], match[1]
    if match := _IN_TWO_WRITINGS.fullmatch(rest):
        rest = f"{match[1]}({match[2].strip()})"
    _require_one(rest, text)
    name = normalize_name(rest)
    if match := _ENGLISH_TITLE.match(name):
        title = match[1]
        return ReadName(name[match.end() :], _ENGLISH_TITLES[title.casefold()], deceased)
    if match := _TITLE.search(name):
        short = name[: match.start()].rstrip(" ,")
        if _is_whole(short):
            return ReadName(normalize_name(short), match[0], deceased)
    return ReadName(name, honorific, deceased)


def _bare(text: str) -> str:
    """A name without the marks and the number of a list around it, and without a line break inside it."""
    if len(text) > _LONGEST_READ:
        raise InvalidInputError(_("“{value}” is not a name.").format(value=f"{text[:20]}…"), field="name")
    bare = narrow(text).strip().strip(_MARKS).strip()
    bare = _NUMBERED.sub("", bare, count=1) if _NUMBERED.match(bare) else bare
    bare = re.sub(r"\s*\n\s*(?=[(\[【])", "", bare)
    parts = bare.split("\n")
    broken = len(parts) > 1 and any(len(part.strip()) == 1 for part in parts)
    return bare.replace("\n", "") if broken or (len(parts) > 1 and parts[0].strip() in COMPOUND) else bare


def _says_little(part: str) -> bool:
    return part.casefold() in _DEAD or part.casefold() in _GENDERS or _is_title(part)


def _is_title(part: str) -> bool:
    return _TITLE.fullmatch(part) is not None or part.rstrip(".").casefold() in _ENGLISH_TITLES


def _require_one(name: str, written: str) -> None:
    if not any(map(str.isalpha, name)):
        sentence = _("“{value}” is not a name.")
        raise InvalidInputError(sentence.format(value=written), field="name")
    several = len([part for part in _SEVERAL.split(name) if part.strip()]) > 1
    if several or _WITH_FAMILY.search(name) or _AND_OTHERS.search(name):
        sentence = _("“{value}” names several people. Give each a row of their own.")
        raise InvalidInputError(sentence.format(value=written), field="name")


def _is_whole(name: str) -> bool:
    """Whether what stands before a title is more than a surname."""
    if not name or not is_han(name[0]):
        return len(name.split()) > 1 or (name.isascii() and len(name) > 1)
    together = name.replace(" ", "").replace(MIDDLE_DOT, "")
    return MIDDLE_DOT in name or (2 <= len(together) <= _LONGEST_HAN and together not in COMPOUND)


def join_name(surname: str, given: str) -> str:
    """A name from two columns, in the order of its language."""
    if any(map(is_han, surname + given)):
        return surname + given
    return f"{given} {surname}".strip()


def split_unit_post(text: str) -> tuple[str, str]:
    """Unit and post of one cell; what cannot be told apart is left in the unit, a post alone in the post."""
    text = text.strip()
    if len(text) > _LONGEST_READ or not any(map(is_han, text)):
        return _split_english(text)
    whole = text
    if not _WHOLE.fullmatch(text):
        if (parted := _parted(text)) is not None:
            return parted
        whole = unwrapped(text).replace("\n", " ")
    if whole[0] in _POST_BEGINS and _ONLY_POSTS.fullmatch(whole):
        return "", whole
    bare = [at for at in range(2, len(whole)) if whole[at] in _POST_BEGINS and _POST_AT_START.match(whole, at)]
    after_unit = (at for at in bare if whole[:at].endswith(UNIT_ENDS))
    at = next(after_unit, None) or next((at for at in bare if _ONLY_POSTS.fullmatch(whole, at)), None)
    if at is not None:
        return whole[:at].strip(), whole[at:].strip()
    bracketed = _POST_IN_BRACKETS.fullmatch(whole)
    if bracketed is not None and _ONLY_POSTS.fullmatch(bracketed["post"]):
        return bracketed["unit"], bracketed["post"]
    return whole, ""


def _parted(text: str) -> tuple[str, str] | None:
    """Unit and post where a sign or a line stands between them, whichever comes first."""
    for match in _PARTED.finditer(text):
        first, second = text[: match.start()].strip(), text[match.end() :].strip()
        if first and _POST_AT_START.match(second):
            return first, second
        if second.endswith(UNIT_ENDS) and _ONLY_POSTS.fullmatch(first):
            return second, first
    return None


def _split_english(text: str) -> tuple[str, str]:
    for sign in ("\n", ";", " - ", " – ", "/", ",") if len(text) <= _LONGEST_READ else ():
        unit, found, post = text.rpartition(sign)
        if found and _ENGLISH_POST.search(post):
            return unit.strip(), post.strip()
        if found and _ENGLISH_POST.search(unit) and not _ENGLISH_POST.search(post):
            return post.strip(), unit.strip()
    return text, ""


def _plain(text: str) -> str:
    return "" if _MISTYPED_MOBILE.fullmatch(text) else plain_number(text)


def _phone(text: str) -> str:
    if _MISTYPED_MOBILE.fullmatch(text):
        sentence = _("“{value}” looks like a mobile number, but has {count} digits instead of 11.")
        raise InvalidInputError(sentence.format(value=text, count=len(text)))
    if match := _SHORTENED.fullmatch(text.replace(" ", "")):
        return _phone(_lengthened(text, match))
    for said in _IN_BRACKETS.findall(text):
        if _SOMEBODY_ELSE.search(said):
            sentence = _("“{value}” says that a number is somebody else's. Leave only the person's own numbers.")
            raise InvalidInputError(sentence.format(value=text))
    # What is said of a number parts it from the next: 办：88881234 手机：13800138000.
    text = _ITS_OWN.sub(JOINER, _IN_BRACKETS.sub(JOINER, text))
    text = _LABEL.sub(JOINER, _SHORT_NUMBER.sub(rf"\1{JOINER}\2", text)).strip(" ,;、")
    return parse_phone(text)


def _lengthened(text: str, match: re.Match[str]) -> str:
    """The number that a spreadsheet wrote with an exponent."""
    digits, size = match[1] + (match[2] or ""), int(match[3]) + 1
    if len(digits) < size:
        sentence = _("A spreadsheet has shortened this number to “{value}”: its last digits are lost. Type it again.")
        raise InvalidInputError(sentence.format(value=text))
    return digits[:size]
