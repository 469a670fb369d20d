"""The query language: ``sector:乡贤 country:CA,SG -tier:一般 contacted>90d``, and the same in Chinese.

A term is ``key:value`` with values parted by commas (any of them), or ``key<day`` and its like, or a bare word that
names have; a leading ``-`` or ``!`` turns it into its contrary. All terms must hold.
"""

from liaison.errors import InvalidInputError
from liaison.segments.fields import (
    KEY_NAMES,
    PAIRED_WORDS,
    QUERY_LIMIT,
    in_language,
    read_value,
    read_when,
    show_value,
    show_when,
)
from liaison.segments.scan import Piece, Token, quote, scan
from liaison.segments.terms import DAY_KEYS, AnyOf, Key, Last, Possession, Query, Sign, Term
from liaison.text.words import _, current_language, listed

_KEYS = {name: key for key, names in KEY_NAMES.items() for name in names}
_NEAR_ENOUGH = 60
_MOST_NEAR = 3


def parse_query(typed: str) -> Query:
    """The query that was typed, in either language.

    Raises:
        InvalidInputError: naming the term that is wrong, what is wrong with it, and what could be written.
    """
    if len(typed) > QUERY_LIMIT:
        sentence = _("{count} characters are too many; at most {limit} fit here.")
        raise InvalidInputError(sentence.format(count=len(typed), limit=QUERY_LIMIT), field="query")
    return Query(tuple(_term(token) for token in scan(typed)))


def show_query(query: Query, language: str | None = None) -> str:
    """The query as it is written in ``zh`` or ``en``, the language spoken now unless given; it reads as the same."""
    return " ".join(_show(term, language or current_language()) for term in query.terms)


def show_term(term: Term) -> str:
    """One term as it is written in the language spoken now."""
    return _show(term, current_language())


def key_named(typed: str) -> Key | None:
    """The key of a name in either language; None where there is none."""
    return _KEYS.get(typed.strip().casefold())


def _term(token: Token) -> Term:
    try:
        if not token.sign:
            return _bare(token)
        key = key_named(token.key)
        if key is None:
            raise InvalidInputError(_no_such_key(token.key))
        return _last(key, token) if key in DAY_KEYS else _any_of(key, token)
    except InvalidInputError as error:
        sentence = _("“{term}”: {sentence}").format(term=token.text, sentence=error.sentence)
        raise InvalidInputError(sentence, field="query") from error


def _bare(token: Token) -> Term:
    (first, *others) = token.pieces
    paired = None if first.quoted or others else PAIRED_WORDS.get(first.text.casefold())
    if paired is not None:
        return AnyOf(Key.HAS, (Possession.PAIRING.value,), negated=paired == token.negated)
    if first.text.startswith(("-", "!", "－", "！")) and not first.quoted:
        raise InvalidInputError(_("One “-” is enough to leave somebody out."))
    return _any_of(Key.NAME, token)


def _any_of(key: Key, token: Token) -> AnyOf:
    if token.sign not in {"", ":"}:
        name = in_language(KEY_NAMES[key], current_language())
        raise InvalidInputError(_("“{key}” is not a day; write {key}:… with a colon.").format(key=name))
    values = [read_value(key, _filled(piece)) for piece in token.pieces]
    if not all(values):
        raise InvalidInputError(_("A value is missing; write it right after the colon or comma, without a space."))
    return AnyOf(key, tuple(dict.fromkeys(values)), token.negated)


def _last(key: Key, token: Token) -> Last:
    if len(token.pieces) > 1:
        raise InvalidInputError(_("One day is enough here; write two terms for a time between two days."))
    when = read_when(_filled(token.pieces[0]))
    if (when is None) != (token.sign == ":"):
        language = current_language()
        sentence = _("Write for example {key}<2026-01-01, {key}>90d or {key}:{never}.")
        name = in_language(KEY_NAMES[key], language)
        raise InvalidInputError(sentence.format(key=name, never=show_when(None, language)))
    return Last(key, Sign.LESS if when is None else Sign(token.sign), when, token.negated)


def _filled(piece: Piece) -> str:
    if not piece.text.strip():
        raise InvalidInputError(_("A value is missing; write it right after the colon or comma, without a space."))
    return piece.text.strip()


def _no_such_key(typed: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a key was not found

    if not typed:
        return _("What is asked about is missing before the colon. To search names, put the words in quotation marks.")
    language = current_language()
    sentence = _("There is no key “{key}”.").format(key=typed)
    near = process.extract(
        typed.casefold(), list(_KEYS), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=_MOST_NEAR
    )
    meant = dict.fromkeys(in_language(KEY_NAMES[_KEYS[name]], language) for name, _score, _index in near)
    if meant:
        return sentence + _(" Did you mean {names}?").format(names=listed(meant))
    known = listed(in_language(names, language) for names in KEY_NAMES.values())
    return sentence + _(" There are: {known}. To search names, put the words in quotation marks.").format(known=known)


def _show(term: Term, language: str) -> str:
    mark = "-" if term.negated else ""
    name = in_language(KEY_NAMES[term.key], language)
    if isinstance(term, Last):
        return f"{mark}{name}{':' if term.when is None else term.sign.value}{show_when(term.when, language)}"
    shown = [show_value(term.key, value, language) for value in term.values]
    if term.key is not Key.NAME:
        return f"{mark}{name}:{','.join(quote(value) for value in shown)}"
    alone = len(shown) > 1 or shown[0].casefold() not in PAIRED_WORDS
    words = ",".join(quote(value, alone=True) for value in shown)
    return f"{mark}{words}" if alone else f'{mark}"{shown[0]}"'
