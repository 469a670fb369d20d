"""A piece as it will be printed: envelope, salutation and filled-in text of a draft, from the facts of its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival
from liaison.letters.addresses import Envelope, envelope_lines, place_line
from liaison.letters.fields import LetterChannel, Zone
from liaison.letters.members import Audience
from liaison.letters.recipients import AddressOption, Draft
from liaison.letters.salutations import Addressee, addressee_lines, salutation
from liaison.letters.texts import TextFacts, field_values, fields_in, fill, greeting_apart
from liaison.people.fields import Language
from liaison.text.words import in_both

_TRADITIONAL = str.maketrans("节阳", "節陽")
_CHANNELS = tuple(LetterChannel)
_ZONES = tuple(Zone)


@dataclass(frozen=True)
class Occasion:
    """What a campaign is written for, and its texts by language."""

    festival: Festival | None
    year: int
    bodies: Mapping[Language, str]


@dataclass(frozen=True)
class Composed:
    """A piece ready to be kept. ``empty`` are the keys of the fields of the text that have nothing to say."""

    draft: Draft
    names: tuple[str, ...]
    addressee: tuple[str, ...]
    envelope: Envelope
    country: str
    place: str
    salutation: str
    body: str
    empty: tuple[str, ...]


def in_print_order(drafts: tuple[Draft, ...]) -> list[Draft]:
    """The drafts in the order of printing: by channel, as the post sorts them by zone and place, then by name."""

    def place(draft: Draft) -> tuple[int, int, str, str, str]:
        facts = draft.address.facts if draft.address is not None else None
        where = (facts.country, facts.region, facts.city) if facts is not None else ("", "", "")
        return (_CHANNELS.index(draft.channel), _far(draft), *where)

    return sorted(drafts, key=place)


def compose(draft: Draft, crowd: Audience, occasion: Occasion) -> Composed:
    """The piece of a draft."""
    people = [crowd.people[person] for person in draft.people]
    addressees = [
        Addressee(each.name, each.honorific, each.salutation, crowd.members[each.id].language) for each in people
    ]
    greeting = _greeting(draft, crowd)
    lines = addressee_lines(addressees, draft.language, greeting)
    envelope, country, place = address_face(draft.address, lines, draft.language)
    said = salutation(addressees, draft.language, greeting)
    text = occasion.bodies.get(draft.language, "")
    values = field_values(_facts(draft, crowd, occasion, said, place))
    body = fill(text, values)
    fields = _fields(text)
    if "salutation" in fields:
        said, body = greeting_apart(body, said, draft.language)
    return Composed(
        draft=draft,
        names=tuple(each.name for each in people),
        addressee=lines,
        envelope=envelope,
        country=country,
        place=place,
        salutation=said,
        body=body,
        empty=tuple(key for key in fields if not values[key].strip()),
    )


def address_face(
    option: AddressOption | None, addressee: tuple[str, ...], language: Language
) -> tuple[Envelope, str, str]:
    """The envelope for an address, its country, and its place in one line; nothing for no address."""
    if option is None:
        return Envelope((), 0, ""), "", ""
    facts = option.facts
    return envelope_lines(facts, addressee, language), facts.country, place_line(facts, language)


@lru_cache(maxsize=64)
def festival_word(festival: Festival | None, language: Language) -> str:
    """The name of a festival in the language of a letter; empty for none."""
    if festival is None:
        return ""
    chinese, english = in_both(FESTIVAL_WORDS[festival])
    if language is Language.EN:
        return english
    return chinese.translate(_TRADITIONAL) if language is Language.ZH_HANT else chinese


@lru_cache(maxsize=16)
def _fields(text: str) -> tuple[str, ...]:
    """The fields of a text, looked up once for all who get it."""
    return fields_in(text)


def _far(draft: Draft) -> int:
    return len(_ZONES) if draft.zone is None else _ZONES.index(draft.zone)


def _greeting(draft: Draft, crowd: Audience) -> str:
    """The household's own greeting, where all who belong to it are on the piece: it may name any of them."""
    households = {crowd.people[person].household for person in draft.people}
    household = next(iter(households)) if len(households) == 1 else None
    if household is None or crowd.household_sizes.get(household) != len(draft.people):
        return ""
    return crowd.greetings.get(household, "")


def _facts(draft: Draft, crowd: Audience, occasion: Occasion, said: str, place: str) -> TextFacts:
    """What the fields of a text say: of several people the names together, of the rest what the first has."""
    people = [crowd.people[person] for person in draft.people]
    between = ", " if draft.language is Language.EN else "、"
    cadre = next((crowd.cadres[each.id] for each in people if each.id in crowd.cadres), None)
    home = next((each for each in people if each.town or each.village), people[0])
    work = next((each for each in people if each.unit or each.post), people[0])
    return TextFacts(
        salutation=said,
        name=between.join(each.name for each in people),
        town=home.town,
        village=home.village,
        unit=work.unit,
        post=work.post,
        city=place,
        cadre=cadre.name if cadre is not None else "",
        cadre_phone=crowd.phones.get(cadre.id, "") if cadre is not None else "",
        festival=festival_word(occasion.festival, draft.language),
        year=str(occasion.year),
    )
