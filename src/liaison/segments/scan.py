"""The shape of a query as typed: terms parted by spaces, each with its key, its sign and its values.

The full-width forms of the signs count as the plain ones; between quotation marks everything stands for itself, and a
doubled ``"`` for one.
"""

import re
from dataclasses import dataclass, field

from liaison.errors import InvalidInputError
from liaison.text.words import _

_UNIT = re.compile(
    r"""(?P<space>\s+)
    | "(?P<straight>(?:[^"]|"")*)"
    | [“”](?P<curly>[^“”]*)[“”]
    | (?P<comma>[,，、])
    | (?P<sign>[<＜][=＝]|[>＞][=＝]|[≤≥:：=＝<＜>＞])
    | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = str.maketrans({"：": ":", "＝": "=", "＜": "<", "＞": ">"})
_SAME_SIGNS = {"≤": "<=", "≥": ">=", "=": ":"}
_NEGATIONS = "-!－！−"
_QUOTES = '"“”'
_NEEDS_QUOTES = re.compile(r'[\s"“”,，、]')
_NEEDS_QUOTES_ALONE = re.compile(r'[\s"“”,，、:：=＝<＜>＞≤≥]|^[-!－！−]')


@dataclass(frozen=True)
class Piece:
    """One value, without its quotation marks, and where it stands in what was typed."""

    text: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Token:
    """One term as typed. Without ``sign`` there is no key and the values are bare words."""

    text: str
    start: int
    end: int
    negated: bool
    key: str
    sign: str
    pieces: tuple[Piece, ...]


@dataclass
class _Draft:
    start: int
    negated: bool = False
    key: str = ""
    sign: str = ""
    done: list[Piece] = field(default_factory=list)
    text: str = ""
    piece_start: int = 0
    quoted: bool = False

    def next_piece(self, end: int, start: int) -> None:
        self.done.append(Piece(self.text, self.piece_start, end, self.quoted))
        self.text, self.piece_start, self.quoted = "", start, False


def scan(typed: str) -> list[Token]:
    """The terms of a query, in their order.

    Raises:
        InvalidInputError: when a quotation mark is not closed.
    """
    tokens: list[Token] = []
    draft: _Draft | None = None
    for unit in _UNIT.finditer(typed):
        if unit.lastgroup == "space":
            if draft is not None:
                tokens.append(_finish(draft, typed, unit.start()))
            draft = None
            continue
        if draft is None:
            draft = _Draft(unit.start(), piece_start=unit.start())
        _take(draft, unit, typed)
    if draft is not None:
        tokens.append(_finish(draft, typed, len(typed)))
    return tokens


def quote(text: str, *, alone: bool = False) -> str:
    """A value as it is written in a query, between quotation marks where it needs them; ``alone``: without a key."""
    needs = _NEEDS_QUOTES_ALONE if alone else _NEEDS_QUOTES
    if text and not needs.search(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _take(draft: _Draft, unit: re.Match[str], typed: str) -> None:
    found, at = unit.group(), unit.start()
    if unit.lastgroup == "comma":
        draft.next_piece(at, unit.end())
    elif unit.lastgroup in {"straight", "curly"}:
        draft.text += unit["straight"].replace('""', '"') if unit.lastgroup == "straight" else unit["curly"]
        draft.quoted = True
    elif unit.lastgroup == "sign" and not draft.sign and not draft.done and not draft.quoted:
        plain = found.translate(_SIGNS)
        draft.key, draft.sign = draft.text, _SAME_SIGNS.get(plain, plain)
        draft.text, draft.piece_start = "", unit.end()
    elif found in _NEGATIONS and at == draft.start:
        draft.negated, draft.piece_start = True, unit.end()
    elif found in _QUOTES:
        sentence = _("The quotation mark before “{text}” is not closed.")
        raise InvalidInputError(sentence.format(text=typed[unit.end() :][:20]), field="query")
    else:
        draft.text += found


def _finish(draft: _Draft, typed: str, end: int) -> Token:
    draft.next_piece(end, end)
    return Token(typed[draft.start : end], draft.start, end, draft.negated, draft.key, draft.sign, tuple(draft.done))
