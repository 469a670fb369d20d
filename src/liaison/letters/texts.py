"""The texts of letters: plain text in which ``{姓名}`` or ``{name}`` stands for something of the recipient.

Fields are replaced and nothing else is done: a text is never run as a template, and what a field brings in is not
looked at again. Everything that is no field stays as it was typed, markup and lone braces included.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from liaison.letters.salutations import without_mark
from liaison.people.fields import Language
from liaison.text.folding import fold, narrow
from liaison.text.words import N_, _, current_language

_LONGEST_NAME = 30
_BRACES = "{}｛｝"
# Doubled braces first: {{姓名}}, as other programs write fields, is the field too.
_IN_BRACES = re.compile(
    rf"[{{｛]{{2}}(?P<doubled>[^{_BRACES}\n]{{1,{_LONGEST_NAME}}})[}}｝]{{2}}"
    rf"|[{{｛](?P<single>[^{_BRACES}\n]{{1,{_LONGEST_NAME}}})[}}｝]"
)
_LIKE = 50
"""How alike, of 100, a name must be to be offered for an unknown one."""
_SHOWN_AROUND = 12


@dataclass(frozen=True)
class TextField:
    """A field of texts: its key, its name in Chinese and English, what it stands for."""

    key: str
    zh: str
    en: str
    about: str

    @property
    def name(self) -> str:
        """The name in the language of the user."""
        return self.zh if current_language() == "zh" else self.en


@dataclass(frozen=True)
class UnknownField:
    """Something in braces that is no field; ``meant`` is the field that it may be, by its name, or empty."""

    name: str
    meant: str

    def sentence(self) -> str:
        """What is wrong, and how to mend it."""
        if self.meant:
            return _("There is no field {{{name}}}. Did you mean {{{meant}}}?").format(name=self.name, meant=self.meant)
        names = " ".join(f"{{{field.name}}}" for field in TEXT_FIELDS)
        return _("There is no field {{{name}}}. There are: {names}").format(name=self.name, names=names)


@dataclass(frozen=True)
class TextFacts:
    """What the fields of one recipient are filled from; several names or places stand as they are to be read."""

    salutation: str = ""
    name: str = ""
    town: str = ""
    village: str = ""
    unit: str = ""
    post: str = ""
    city: str = ""
    cadre: str = ""
    cadre_phone: str = ""
    festival: str = ""
    year: str = ""


TEXT_FIELDS: tuple[TextField, ...] = (
    TextField("salutation", "称谓", "salutation", N_("how the letter greets its people; it then greets nowhere else")),
    TextField("name", "姓名", "name", N_("the names of its people")),
    TextField("hometown", "籍贯", "hometown", N_("town and village that the person comes from")),
    TextField("town", "镇", "town", N_("the town alone")),
    TextField("village", "村", "village", N_("the village alone")),
    TextField("unit", "单位", "unit", N_("where the person works")),
    TextField("post", "职务", "post", N_("the post of the person")),
    TextField("city", "所在地", "city", N_("where the person lives")),
    TextField("cadre", "联系干部", "cadre", N_("the cadre who keeps up contact")),
    TextField("cadre_phone", "联系干部电话", "cadre phone", N_("the phone number of that cadre")),
    TextField("festival", "节日", "festival", N_("the festival of the letters")),
    TextField("year", "年份", "year", N_("the year of the letters")),
)
_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "称呼": "salutation",
        "稱謂": "salutation",
        "稱呼": "salutation",
        "名字": "name",
        "家乡": "hometown",
        "家鄉": "hometown",
        "籍貫": "hometown",
        "home town": "hometown",
        "鎮": "town",
        "單位": "unit",
        "職務": "post",
        "城市": "city",
        "聯繫幹部": "cadre",
        "聯絡幹部": "cadre",
        "節日": "festival",
    }
)


def fields_in(text: str) -> tuple[str, ...]:
    """The keys of the fields that a text holds, each once, in their order."""
    return tuple(dict.fromkeys(key for key, _name in _found(text) if key))


def unknown_fields(text: str) -> tuple[UnknownField, ...]:
    """What stands in single braces and is no field, each once; doubled braces keep such words as they are."""
    unknown = dict.fromkeys(name for key, name in _found(text) if not key)
    return tuple(UnknownField(name, _meant(name)) for name in unknown)


def loose_braces(text: str) -> tuple[str, ...]:
    """Braces that open or close nothing, each with the words around it: a field with one brace forgotten, most likely.

    They are no mistake that stops anything: a letter prints them as they are.
    """
    rest = _IN_BRACES.sub(lambda match: " " * len(match[0]), text)
    around = (match.start() for match in re.finditer(f"[{_BRACES}]", rest))
    return tuple(text[max(0, at - _SHOWN_AROUND) : at + _SHOWN_AROUND].replace("\n", " ").strip() for at in around)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every field replaced by its value; ``values`` are by key, as `field_values` gives them.

    Unknown fields stay as they are. ``{{words}}`` in doubled braces that name no field become ``{words}``.
    """

    def replaced(match: re.Match[str]) -> str:
        key = _key(match["doubled"] or match["single"])
        if key:
            return values.get(key, "")
        return match[0] if match["single"] else f"{{{match['doubled']}}}"

    return _IN_BRACES.sub(replaced, text)


def empty_fields(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the fields of a text that would leave a gap for this recipient."""
    return tuple(key for key in fields_in(text) if not values.get(key, "").strip())


def field_values(facts: TextFacts) -> Mapping[str, str]:
    """The values of all fields by key; the salutation without the punctuation at its end, which the text sets."""
    return {
        "salutation": without_mark(facts.salutation),
        "name": facts.name,
        "hometown": _together(facts.town, facts.village),
        "town": facts.town,
        "village": facts.village,
        "unit": facts.unit,
        "post": facts.post,
        "city": facts.city,
        "cadre": facts.cadre,
        "cadre_phone": facts.cadre_phone,
        "festival": facts.festival,
        "year": facts.year,
    }


def field_named(key: str) -> TextField:
    """The field with a key.

    Raises:
        KeyError: when there is none.
    """
    return _KEYS[key]


def greeting_apart(body: str, salutation: str, language: Language) -> tuple[str, str]:
    """The salutation and the rest of a filled-in body that may begin with it.

    Where the first line of the body is the salutation, with or without punctuation, it is taken out, so that it
    stands flush left as greetings do; where the body greets elsewhere or not at all it stays as it is.
    """
    first, _newline, rest = body.lstrip().partition("\n")
    bare = without_mark(salutation)
    if bare and without_mark(first.strip()) == bare:
        said = first.strip()
        return said if said != bare else bare + ("," if language is Language.EN else "："), rest.lstrip("\n")
    return "", body


def _found(text: str) -> Iterator[tuple[str, str]]:
    """The key and the name of each thing in braces; doubled ones only where they are fields."""
    for match in _IN_BRACES.finditer(text):
        name = (match["doubled"] or match["single"]).strip()
        key = _key(name)
        if key or match["single"]:
            yield key, name


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    return _NAMES.get(_folded(name), "")


def _folded(name: str) -> str:
    return " ".join(fold(narrow(name)).replace("_", " ").split())


def _meant(name: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where something is wrong

    near = process.extractOne(_folded(name), list(_NAMES), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return field_named(_NAMES[near[0]]).name if near else ""


def _together(town: str, village: str) -> str:
    return f"{town} {village}" if town.isascii() and village.isascii() and town and village else town + village


_KEYS = {field.key: field for field in TEXT_FIELDS}
_NAMES = {_folded(name): field.key for field in TEXT_FIELDS for name in (field.zh, field.en, field.key)} | {
    _folded(name): key for name, key in _OTHER_NAMES.items()
}
