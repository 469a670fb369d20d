"""The lines of cards: unfolded and decoded as they are read, from vCard 2.1 of old phones to 4.0; escaped and folded.

RFC 6350, RFC 2426, and the vCard 2.1 specification of the versit consortium (1996).
"""

import codecs
import quopri
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from icalendar.parser import Contentline, rfc_6868_escape, rfc_6868_unescape, split_on_unescaped_semicolon

_BEGIN, _END = b"BEGIN:VCARD", b"END:VCARD"
_PICTURES = (b"PHOTO", b"LOGO", b"SOUND", b"KEY")
"""Lines whose values can be large and are never read."""
_LONGEST_NAME = 5
_LONGEST_LINE = 100_000
_LONGEST_HEAD = 1000
_MOST_LINES = 2000
_HEAD = re.compile(rb'((?:[^:"]|"[^"]*")*):')
_PARTS = re.compile(r'(?:[^;"]|"[^"]*")+')
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}
_LIKELY = ("utf-8", "gb18030")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card; ``flags`` are its kinds and other bare words, in capitals, as the params' names are."""

    name: str
    params: Mapping[str, str]
    flags: frozenset[str]
    value: str
    group: str = ""


@dataclass(frozen=True)
class CardLines:
    """The lines of one card; ``whole`` says that its end was there."""

    lines: Sequence[Line]
    whole: bool


def cards_of(file: Iterable[bytes]) -> Iterator[CardLines]:
    """The cards of a file, given by its lines; what stands between them is passed over."""
    held: list[bytearray] | None = None
    for raw in file:
        bare = raw.strip().upper()
        if bare == _BEGIN:
            if held is not None:
                yield _parsed(held, whole=False)
            held = []
        elif held is None:
            continue
        elif bare == _END:
            yield _parsed(held, whole=True)
            held = None
        else:
            _add(held, raw.rstrip(b"\r\n"))
    if held is not None:
        yield _parsed(held, whole=False)


def begins_card(line: bytes) -> bool:
    """Whether a line of a file is the first of a card."""
    return line.strip().upper() == _BEGIN


def parts_of(value: str) -> list[str]:
    """The parts of a value that is made of several, such as a name: unescaped, and trimmed."""
    return [part.strip() for part in split_on_unescaped_semicolon(value)]


def whole_text(value: str) -> str:
    """A value that is one text, unescaped; old cards escape nothing."""
    return re.sub(r"\\([nN,;:\\])", lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def written(name: str, *parts: str, **params: str) -> bytes:
    """One line as it is written to a file, folded at 75 bytes between characters, with its line break."""
    escaped = ";".join(_escaped(part) for part in parts)
    given = "".join(f";{key.replace('_', '-')}={_quoted(value)}" for key, value in params.items())
    line = Contentline(f"{name}{given}:{escaped}")  # type: ignore[no-untyped-call] # as the library declares it
    folded: bytes = line.to_ical()  # type: ignore[no-untyped-call] # as above
    return folded + b"\r\n"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def _quoted(text: str) -> str:
    escaped = rfc_6868_escape(text)
    return escaped if escaped.isalnum() else f'"{escaped}"'


def _add(held: list[bytearray], raw: bytes) -> None:
    """Add a line to a card, or to the line before where it goes on with that."""
    last = held[-1] if held else None
    if last is not None and _goes_on(last):
        del last[-1:]
        last += raw
    elif raw[:1] in {b" ", b"\t"}:
        if last is not None and len(last) < _LONGEST_LINE and not last[:_LONGEST_NAME].upper().startswith(_PICTURES):
            last += raw[1:]
    elif raw.strip() and len(held) < _MOST_LINES:
        held.append(bytearray(raw[:_LONGEST_LINE]))


def _goes_on(line: bytearray) -> bool:
    """Whether a quoted-printable line says that it goes on in the next."""
    return line.endswith(b"=") and len(line) < _LONGEST_LINE and b"QUOTED-PRINTABLE" in line[:_LONGEST_HEAD].upper()


def _parsed(held: list[bytearray], *, whole: bool) -> CardLines:
    unicode = _is_utf8(b"\n".join(held))
    lines = (_line(bytes(line), unicode=unicode) for line in held)
    return CardLines([line for line in lines if line is not None], whole)


def _line(raw: bytes, *, unicode: bool) -> Line | None:
    """A line by its parts; None for one that is none, such as a stray piece of a picture."""
    match = _HEAD.match(raw[:_LONGEST_HEAD])
    if match is None:
        return None
    name, *given = _PARTS.findall(match[1].decode("utf-8", "replace"))[:50] or [""]
    group, _dot, name = name.strip().upper().rpartition(".")
    if not name or not re.fullmatch(r"[A-Z0-9_-]+", name):
        return None
    params: dict[str, str] = {}
    flags: set[str] = set()
    for part in given:
        key, equals, value = part.partition("=")
        key, value = key.strip().upper(), rfc_6868_unescape(value.replace('"', ""))
        if equals:
            params[key] = f"{params[key]},{value}" if key in params else value
        if not equals or key in {"TYPE", "ENCODING"}:
            flags.update(word.strip().upper() for word in (value if equals else key).split(","))
    value, charset = raw[match.end() :], params.get("CHARSET", "")
    if "QUOTED-PRINTABLE" in flags:
        value = quopri.decodestring(value)
    elif unicode:
        charset = ""  # whatever it says: programs that convert cards leave the names of charsets behind
    return Line(name, MappingProxyType(params), frozenset(flags), _decoded(value, charset), group)


def _decoded(value: bytes, charset: str) -> str:
    """A value as text: by its charset where it names one that fits, else UTF-8, else GB18030."""
    named = _WIDER.get(charset.lower().replace("-", "").replace("_", ""), charset)
    for encoding in (*([named] if named and _is_text_encoding(named) else []), *_LIKELY):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("utf-8", "replace")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_text_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # as `bytes.decode` itself asks
    except (LookupError, ValueError):
        return False
