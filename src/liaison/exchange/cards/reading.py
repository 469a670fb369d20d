"""What a card says of a person, as the texts of cells; how phones and programs write cards differs much."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from liaison.errors import InvalidInputError
from liaison.exchange.cards.card import ADDRESS_PARTS, NUMBER_UID
from liaison.exchange.cards.lines import CardLines, Line, parts_of, whole_text
from liaison.exchange.codes import LANGUAGE_CELLS, STATUS_CELLS
from liaison.exchange.sheets import ADDRESS
from liaison.exchange.tables.places import read_address
from liaison.exchange.tables.values import read_name
from liaison.people.fields import Language, PersonStatus
from liaison.text.folding import is_han
from liaison.text.phones import JOINER
from liaison.text.words import N_, _

MAKER = "liaison"
"""What the PRODID of our own cards holds: their names are taken as they stand."""
FAMILY = frozenset({"RELATED", "X-ABRELATEDNAMES", "X-ANDROID-CUSTOM", "GENDER", "X-GENDER"})
"""Lines of what the program does not hold, beside those whose name says so."""
YEAR_LEFT_OUT = N_("only month and day of a birthday are held; the years were left out")
ONE_ADDRESS = N_("of several addresses the first was taken")
ONE_EMAIL = N_("of several e-mail addresses the first was taken")

_READ = frozenset(
    {"N", "FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "BDAY", "LANG", "NOTE", "UID", "IMPP"}
    | {"X-SOCIALPROFILE", "X-WECHAT", "X-WEIXIN"}
)
_ABOUT_THE_CARD = frozenset(
    {"VERSION", "PRODID", "REV", "CLASS", "SOURCE", "NAME", "PROFILE", "KIND", "MAILER", "SORT-STRING", "LABEL"}
    | {"CATEGORIES", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "X-ABUID", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-ORG"}
    | {"X-PHONETIC-LAST-NAME", "X-IMAGEHASH", "X-IMAGETYPE", "X-SHARED-PHOTO-DISPLAY-PREF"}
)
_NO_VOICE = frozenset({"FAX", "PAGER", "MODEM", "TEXTPHONE", "BBS"})
_FIRST = ("PREF", "CELL", "IPHONE", "HOME", "WORK")
_WECHAT = re.compile("wechat|weixin|微信", re.IGNORECASE)
_BIRTHDAY = re.compile(r"(?:--|(?P<year>\d{4})-?)(?P<month>\d\d)-?(?P<day>\d\d)(?:T.*)?")
_NO_YEAR = "1604"
"""The year that Apple writes where none is known."""
_PHONE_SCHEME = re.compile(r"tel:(?P<number>[^;]*)(?:.*;ext=(?P<extension>\d+))?.*", re.IGNORECASE)
_LANGUAGES = (("zh-hant", Language.ZH_HANT), ("zh-tw", Language.ZH_HANT), ("zh-hk", Language.ZH_HANT))


@dataclass
class CardCells:
    """What one card says, by the columns of the sheet, and what it is not a card of a person for.

    ``unread`` counts its lines by name that no column takes, ``forbidden`` those of what is not held.
    """

    cells: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    notes: list[str] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    forbidden: Counter[str] = field(default_factory=Counter)


def read_card(card: CardLines, not_held: frozenset[str] = FAMILY) -> CardCells:
    """The cells of a card; ``not_held`` names lines that are never read."""
    by_name: dict[str, list[Line]] = {}
    for line in card.lines:
        by_name.setdefault(line.name, []).append(line)
    out = CardCells()
    for name, lines in by_name.items():
        if name in not_held:
            out.forbidden[name] += len(lines)
        elif name not in _READ | _ABOUT_THE_CARD:
            out.unread[name] += len(lines)
    ours = any(MAKER in line.value for line in by_name.get("PRODID", ()))
    try:
        names, out.fault = _names(by_name, ours=ours), ""
    except InvalidInputError as error:
        names, out.fault = {}, error.sentence
    cells = {
        **names,
        **_work(by_name),
        "phone": _phones(by_name.get("TEL", ()), out),
        "email": _email(by_name.get("EMAIL", ()), out),
        "wechat": _wechat(by_name),
        "language": _language(by_name.get("LANG", ())),
        **_birthday(by_name.get("BDAY", ()), out),
        **_address(by_name, out),
        "remarks": "\n".join(whole_text(line.value) for line in by_name.get("NOTE", ())),
    }
    out.cells = {name: text for name, text in cells.items() if text}
    out.fault = out.fault or _fault(card, by_name, out.cells)
    return out


def _fault(card: CardLines, by_name: Mapping[str, Sequence[Line]], cells: Mapping[str, str]) -> str:
    if not card.whole:
        return _("The card is cut off: the line END:VCARD is missing.")
    if cells.get("name"):
        return ""
    if by_name.get("ORG"):
        return _("The card is one of an organisation: it names nobody.")
    return _("The card names nobody.")


def _names(by_name: Mapping[str, Sequence[Line]], *, ours: bool) -> dict[str, str]:
    shown = whole_text(by_name["FN"][0].value) if by_name.get("FN") else ""
    parts = parts_of(by_name["N"][0].value) if by_name.get("N") else []
    family, given, middle, before, after = (parts + [""] * 5)[:5]
    uid = whole_text(by_name["UID"][0].value) if by_name.get("UID") else ""
    found = {"number": uid.removeprefix(NUMBER_UID) if uid.startswith(NUMBER_UID) else ""}
    if not (family or given or middle) and _is_organisation(by_name, shown):
        return found
    name = _whole_name(family, given, middle, shown)
    if ours:
        return {**found, "name": name, "honorific": before or after}
    if not name:
        return found
    read = read_name(name)
    status = STATUS_CELLS[PersonStatus.DECEASED] if read.deceased else ""
    return {**found, "name": read.name, "honorific": before or after or read.honorific, "status": status}


def _whole_name(family: str, given: str, middle: str, shown: str) -> str:
    """The name as it is written: a Chinese one from its parts, since programs show it the wrong way round."""
    together = f"{family}{middle}{given}"
    if any(map(is_han, family + given)):
        # Where both say the same, the spaces and dots are those of the person.
        plain = not all(map(is_han, together))
        return shown if plain and _squeezed(shown) == _squeezed(together) else together
    return shown or " ".join(part for part in (given, middle, family) if part)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is_organisation(by_name: Mapping[str, Sequence[Line]], shown: str) -> bool:
    units = {whole_text(line.value).rstrip(";") for line in by_name.get("ORG", ())}
    said = {line.value.strip().upper() for line in by_name.get("X-ABSHOWAS", ())}
    said |= {line.value.strip().upper() for line in by_name.get("KIND", ())}
    return not shown or shown in units or not said.isdisjoint({"COMPANY", "ORG", "GROUP"})


def _work(by_name: Mapping[str, Sequence[Line]]) -> dict[str, str]:
    units = [" ".join(part for part in parts_of(line.value) if part) for line in by_name.get("ORG", ())]
    posts = [whole_text(line.value) for name in ("TITLE", "ROLE") for line in by_name.get(name, ())]
    return {"unit": next(filter(None, units), ""), "post": next(filter(None, posts), "")}


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """The lines, what is preferred first, then as they stand."""

    def rank(line: Line) -> int:
        if "PREF" in line.params:
            return 0
        return next((place for place, flag in enumerate(_FIRST) if flag in line.flags), len(_FIRST))

    return sorted(lines, key=rank)


def _phones(lines: Sequence[Line], out: CardCells) -> str:
    voice = [line for line in _in_order(lines) if line.flags.isdisjoint(_NO_VOICE)]
    if len(voice) < len(lines):
        out.unread["TEL;FAX"] += len(lines) - len(voice)
    numbers = []
    for line in voice:
        text = whole_text(line.value)
        if match := _PHONE_SCHEME.fullmatch(text):
            text = unquote(match["number"]) + (f"转{match['extension']}" if match["extension"] else "")
        numbers.append(text)
    return JOINER.join(dict.fromkeys(filter(None, numbers)))


def _email(lines: Sequence[Line], out: CardCells) -> str:
    found = [whole_text(line.value).removeprefix("mailto:") for line in _in_order(lines)]
    found = list(dict.fromkeys(filter(None, found)))
    if len(found) > 1:
        out.notes.append(ONE_EMAIL)
    return found[0] if found else ""


def _wechat(by_name: Mapping[str, Sequence[Line]]) -> str:
    for line in (*by_name.get("X-WECHAT", ()), *by_name.get("X-WEIXIN", ())):
        return whole_text(line.value)
    for line in (*by_name.get("IMPP", ()), *by_name.get("X-SOCIALPROFILE", ())):
        text = whole_text(line.value)
        scheme, colon, account = text.partition(":")
        kinds = " ".join([*line.flags, line.params.get("X-SERVICE-TYPE", ""), line.params.get("SERVICE-TYPE", "")])
        if colon and (_WECHAT.fullmatch(scheme) or _WECHAT.search(kinds)):
            return line.params.get("X-USER") or unquote(account).removeprefix("//").strip("/")
    return ""


def _language(lines: Sequence[Line]) -> str:
    for line in _in_order(lines):
        tag = line.value.strip().lower()
        for start, language in _LANGUAGES:
            if tag.startswith(start):
                return LANGUAGE_CELLS[language]
        if tag[:2] in {"zh", "en"}:
            return LANGUAGE_CELLS[Language.ZH_HANS if tag[:2] == "zh" else Language.EN]
    return ""


def _birthday(lines: Sequence[Line], out: CardCells) -> dict[str, str]:
    for line in lines:
        match = _BIRTHDAY.fullmatch(line.value.strip())
        if match is None or line.params.get("CALSCALE", "gregorian").lower() != "gregorian":
            out.unread["BDAY"] += 1
            continue
        if match["year"] not in {None, line.params.get("X-APPLE-OMIT-YEAR", _NO_YEAR)}:
            out.notes.append(YEAR_LEFT_OUT)
        return {"birth_month": str(int(match["month"])), "birth_day": str(int(match["day"]))}
    return {}


def _address(by_name: Mapping[str, Sequence[Line]], out: CardCells) -> dict[str, str]:
    lines = [line for line in _in_order(by_name.get("ADR", ())) if any(parts_of(line.value))]
    if not lines:
        return {}
    if len(lines) > 1:
        out.notes.append(ONE_ADDRESS)
    line = lines[0]
    box, extended, street, city, region, postcode, country = (parts_of(line.value) + [""] * 7)[:7]
    code = line.params.get("CC", "") or next(
        (each.value.strip() for each in by_name.get("X-ABADR", ()) if each.group and each.group == line.group), ""
    )
    district = line.params.get("X-DISTRICT", "")
    street = street.removeprefix(district) if district else street
    whole = "\n".join(part for part in (street, extended, box) if part)
    found = dict(zip(ADDRESS_PARTS, (region, city, district, whole, postcode, code.upper() or country), strict=True))
    if whole and not (region or city or district):
        # Old phones put everything into the street.
        found |= {name: text for name, text in read_address(whole, code.upper() or None).items() if name in found}
        if country:
            found["country"] = code.upper() or country
    return {ADDRESS + name: text for name, text in found.items()}
