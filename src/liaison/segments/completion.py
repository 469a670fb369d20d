"""What could be written next in a query, and which of its words the office does not have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from liaison.errors import InvalidInputError
from liaison.people.fields import Language, PersonStatus
from liaison.people.lookup import Candidate
from liaison.segments.fields import KEY_NAMES, KEY_WORDS, NEVER_NAMES, PAIRED_WORDS, in_language, show_value
from liaison.segments.language import key_named
from liaison.segments.rules import lowered, spellings
from liaison.segments.scan import Token, quote, scan
from liaison.segments.terms import DAY_KEYS, AnyOf, Key, Possession, Query
from liaison.text.countries import country_word
from liaison.text.folding import fold
from liaison.text.words import _, current_language, listed

MOST_SUGGESTIONS = 20

_LENGTHS: Mapping[str, tuple[str, ...]] = {"en": ("30d", "90d", "6m", "1y"), "zh": ("30天", "90天", "6个月", "1年")}
_NEAR_ENOUGH = 60
_MOST_NEAR = 3
_QUOTES = '"“”'


@dataclass(frozen=True)
class SegmentChoices:
    """What a query can name in an office; countries are codes."""

    sectors: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    cadres: tuple[Candidate, ...] = ()
    trips: tuple[str, ...] = ()

    def values(self, key: Key) -> tuple[str, ...]:
        """The values that a key can have here, as a query keeps them."""
        return {
            Key.SECTOR: self.sectors,
            Key.TIER: self.tiers,
            Key.TOWN: self.towns,
            Key.VILLAGE: self.villages,
            Key.COUNTRY: self.countries,
            Key.REGION: self.regions,
            Key.CITY: self.cities,
            Key.CADRE: self._cadre_words(),
            Key.TRIP: self.trips,
            Key.LANGUAGE: tuple(Language),
            Key.STATUS: tuple(PersonStatus),
            Key.HAS: tuple(Possession),
        }.get(key, ())

    def _cadre_words(self) -> tuple[str, ...]:
        # A namesake is told apart by the unit.
        names = [cadre.name for cadre in self.cadres]
        return tuple(
            cadre.name if names.count(cadre.name) == 1 or not cadre.unit else f"{cadre.name}（{cadre.unit}）"
            for cadre in self.cadres
        )


@dataclass(frozen=True)
class Suggestion:
    """What could stand in place of ``typed[start:end]``; ``label`` explains it."""

    text: str
    start: int
    end: int
    label: str = ""

    def applied(self, typed: str) -> tuple[str, int]:
        """What was typed with the suggestion taken, and where the cursor then stands."""
        return typed[: self.start] + self.text + typed[self.end :], self.start + len(self.text)


def complete(typed: str, cursor: int, choices: SegmentChoices) -> list[Suggestion]:
    """What could be written where the cursor stands, at most `MOST_SUGGESTIONS`: first what begins with what is there.

    After a key its values are offered; otherwise keys, and words of the office with their key.
    """
    token = _token_at(typed, cursor)
    if token is None:
        return [Suggestion(text, cursor, cursor, label) for text, label in _keys("")][:MOST_SUGGESTIONS]
    first = token.pieces[0]
    if token.sign and cursor >= first.start:
        return _value_suggestions(typed, cursor, token, choices)
    start = token.start + token.negated
    end = first.start if token.sign else token.end
    begun = typed[start:cursor].strip(_QUOTES)
    offered = [*_keys(begun), *(_everywhere(begun, choices) if begun and not token.sign else ())]
    return [Suggestion(text, start, end, label) for text, label in offered][:MOST_SUGGESTIONS]


def unfound(query: Query, choices: SegmentChoices) -> list[str]:
    """A sentence for each word of a query that nobody in the office has, with those that are like it."""
    sentences = []
    for term in query.terms:
        if isinstance(term, AnyOf) and term.key not in {Key.NAME, Key.HAS, Key.STATUS, Key.LANGUAGE}:
            known = _known(term.key, choices)
            lacking = [value for value in term.values if not known.intersection(_meant(term.key, value))]
            sentences += [_not_there(term.key, value, choices) for value in lacking]
    return sentences


def _token_at(typed: str, cursor: int) -> Token | None:
    """The term that the cursor stands in or behind; an open quotation mark counts as closed at the end."""
    for closing in ("", '"', "”"):
        try:
            tokens = scan(typed + closing)
        except InvalidInputError:
            continue
        return next((token for token in tokens if token.start < cursor <= token.end), None)
    return None


def _value_suggestions(typed: str, cursor: int, token: Token, choices: SegmentChoices) -> list[Suggestion]:
    key = key_named(token.key)
    if key is None:
        return []
    piece = next((p for p in token.pieces if p.start <= cursor <= p.end), token.pieces[-1])
    end = min(piece.end, len(typed))
    begun = typed[piece.start : cursor].strip(_QUOTES)
    if key in DAY_KEYS:
        never = in_language(NEVER_NAMES, current_language())
        offered = [(never, "")] if token.sign == ":" else [(text, "") for text in _LENGTHS[current_language()]]
    else:
        offered = list(_values(key, choices.values(key)))
    taken = {other.text for other in token.pieces if other is not piece}
    return [
        Suggestion(quote(text), piece.start, end, label)
        for text, label in _ranked(begun, [(text, label) for text, label in offered if text not in taken])
    ][:MOST_SUGGESTIONS]


def _keys(begun: str) -> Iterator[tuple[str, str]]:
    language = current_language()
    asked = fold(begun)
    for key, names in KEY_NAMES.items():
        if key is not Key.NAME and any(name.startswith(asked) for name in names):
            name, label = in_language(names, language), _(KEY_WORDS[key])
            for ending in ("<", ">", f":{in_language(NEVER_NAMES, language)}") if key in DAY_KEYS else (":",):
                yield name + ending, label
    for word in PAIRED_WORDS if asked else ():
        if word.startswith(asked):
            yield word, ""


def _everywhere(begun: str, choices: SegmentChoices) -> Iterator[tuple[str, str]]:
    for key in (Key.SECTOR, Key.TIER, Key.TOWN, Key.CADRE, Key.COUNTRY, Key.CITY, Key.LANGUAGE, Key.STATUS):
        name = in_language(KEY_NAMES[key], current_language())
        for text, label in _ranked(begun, list(_values(key, choices.values(key)))):
            yield f"{name}:{quote(text)}", label


def _values(key: Key, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    language = current_language()
    for value in values:
        shown = show_value(key, value, language)
        label = country_word(value) if key is Key.COUNTRY else ""
        yield shown, "" if label == shown else label


def _ranked(begun: str, offered: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    asked = fold(begun)
    fitting = [pair for pair in offered if any(asked in fold(text) for text in pair)]
    return sorted(fitting, key=lambda pair: not any(fold(text).startswith(asked) for text in pair if text))


def _known(key: Key, choices: SegmentChoices) -> set[str]:
    known = {lowered(value) for value in choices.values(key)}
    if key is Key.CADRE:
        known |= {cadre.name for cadre in choices.cadres}
        known |= {lowered(cadre.number) for cadre in choices.cadres if cadre.number}
        known |= {f"#{cadre.id}" for cadre in choices.cadres}
    if key is Key.CITY:
        known |= {lowered(region) for region in choices.regions}
    return known


def _meant(key: Key, value: str) -> tuple[str, ...]:
    return spellings(Key.CITY if key is Key.TRIP else key, value)


def _not_there(key: Key, value: str, choices: SegmentChoices) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a word was not found

    language = current_language()
    shown = show_value(key, value, language)
    sentence = _("Nobody can be found by {term}: no record has it.")
    term = f"{in_language(KEY_NAMES[key], language)}:{quote(shown)}"
    offered = [text for text, _label in _values(key, choices.values(key))]
    near = process.extract(shown, offered, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=_MOST_NEAR)
    if near:
        sentence += _(" Did you mean {names}?")
    return sentence.format(term=term, names=listed(word for word, _score, _index in near))
