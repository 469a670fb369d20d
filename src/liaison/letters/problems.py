"""What stands against freezing a list, and what is only to be known: named with the people whom it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from liaison.letters.closings import unfit_words
from liaison.letters.compose import Composed, Occasion, compose, in_print_order
from liaison.letters.fields import LetterChannel
from liaison.letters.members import Audience, audience
from liaison.letters.models import Campaign, CampaignText
from liaison.letters.rules import names_line, past_sentence
from liaison.letters.service import get_campaign
from liaison.letters.texts import field_named, fields_in, loose_braces, unknown_fields
from liaison.people.fields import LANGUAGE_WORDS, Language
from liaison.store.tables import Named
from liaison.text.words import _, listed, n_


class ProblemKind(StrEnum):
    """What is wrong, or may be."""

    NOBODY = "nobody"
    NO_SENDER = "no_sender"
    NO_TEXT = "no_text"
    UNKNOWN_FIELD = "unknown_field"
    MISPLACED_FIELD = "misplaced_field"
    EMPTY_FIELD = "empty_field"
    UNFIT_WORD = "unfit_word"
    LOOSE_BRACE = "loose_brace"
    SHARED_ADDRESS = "shared_address"
    PAST = "past"


@dataclass(frozen=True)
class Problem:
    """One thing, said in a sentence, with the people whom it is about."""

    kind: ProblemKind
    sentence: str
    people: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Problems:
    """What keeps a list from being frozen, and what is frozen only when somebody says to go on."""

    blocking: tuple[Problem, ...] = ()
    to_confirm: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A campaign in preparation as it would be frozen on a day, with its problems."""

    crowd: Audience
    texts: Mapping[Language, CampaignText]
    pieces: tuple[Composed, ...]
    problems: Problems


def problems(session: Session, campaign_id: int, today: date, crowd: Audience | None = None) -> Problems:
    """What stands against freezing a campaign as its records are today.

    ``crowd`` is its audience where it is reckoned already.

    Raises:
        NotFoundError: when there is none.
    """
    return prepare(session, get_campaign(session, campaign_id), today, crowd).problems


def prepare(session: Session, campaign: Campaign, today: date, crowd: Audience | None = None) -> Prepared:
    """Everything that freezing would keep; ``crowd`` is the audience where it is reckoned already."""
    crowd = crowd or audience(session, campaign, today)
    texts = texts_of(session, campaign.key)
    occasion = occasion_of(campaign, texts)
    pieces = tuple(compose(draft, crowd, occasion) for draft in in_print_order(crowd.accounts.pieces))
    used = {piece.draft.language: texts.get(piece.draft.language) for piece in pieces}
    blocking = [*_without(campaign, pieces), *_missing_texts(pieces, used), *_wrong_texts(used)]
    to_confirm = [*_past(campaign, today), *_gaps(pieces, crowd), *_unfit(campaign, used), *_strangers(pieces, crowd)]
    return Prepared(crowd, texts, pieces, Problems(tuple(blocking), tuple(to_confirm)))


def texts_of(session: Session, campaign_id: int) -> dict[Language, CampaignText]:
    """The texts of a campaign by language."""
    rows = session.exec(select(CampaignText).where(col(CampaignText.campaign_id) == campaign_id))
    return {row.language: row for row in rows}


def occasion_of(campaign: Campaign, texts: Mapping[Language, CampaignText]) -> Occasion:
    """What a campaign is written for, with the bodies of its texts."""
    return Occasion(campaign.festival, campaign.year, {language: text.body for language, text in texts.items()})


def _without(campaign: Campaign, pieces: Sequence[Composed]) -> Iterator[Problem]:
    if not pieces:
        sentence = _("Nobody gets a letter of “{campaign}”: see who is left out and why.")
        yield Problem(ProblemKind.NOBODY, sentence.format(campaign=campaign.name))
    on_paper = any(piece.draft.channel is not LetterChannel.MESSAGE for piece in pieces)
    if on_paper and campaign.sender_id is None:
        sentence = _("Nobody is named as the sender. Choose a sender for “{campaign}”.")
        yield Problem(ProblemKind.NO_SENDER, sentence.format(campaign=campaign.name))


def _missing_texts(pieces: Sequence[Composed], used: Mapping[Language, CampaignText | None]) -> Iterator[Problem]:
    for language in Language:
        text = used.get(language)
        if language in used and (text is None or not text.body.strip()):
            meant = [piece for piece in pieces if piece.draft.language is language]
            sentence = n_(
                "There is no text in {language}, and {count} letter is in it: {names}. Write it, or change the"
                " language of these letters.",
                "There is no text in {language}, and {count} letters are in it: {names}. Write it, or change the"
                " language of these letters.",
                len(meant),
            )
            names = names_line([name for piece in meant for name in piece.names])
            said = sentence.format(language=_(LANGUAGE_WORDS[language]), count=len(meant), names=names)
            yield Problem(ProblemKind.NO_TEXT, said, _people(meant))


def _wrong_texts(used: Mapping[Language, CampaignText | None]) -> Iterator[Problem]:
    for language, text in used.items():
        if text is None:
            continue
        where = _("Text in {language}: {sentence}")
        for unknown in unknown_fields(text.body):
            said = where.format(language=_(LANGUAGE_WORDS[language]), sentence=unknown.sentence())
            yield Problem(ProblemKind.UNKNOWN_FIELD, said)
        if fields_in(f"{text.heading}\n{text.signature}") or unknown_fields(f"{text.heading}\n{text.signature}"):
            sentence = _("Fields stand in the text alone: take them out of heading and signature.")
            said = where.format(language=_(LANGUAGE_WORDS[language]), sentence=sentence)
            yield Problem(ProblemKind.MISPLACED_FIELD, said)


def _past(campaign: Campaign, today: date) -> Iterator[Problem]:
    if said := past_sentence(campaign.arrive_by, today):
        yield Problem(ProblemKind.PAST, said)


def _gaps(pieces: Sequence[Composed], crowd: Audience) -> Iterator[Problem]:
    """The fields that are empty for some, with their names."""
    keys = dict.fromkeys(key for piece in pieces for key in piece.empty)
    for key in keys:
        meant = [piece for piece in pieces if key in piece.empty]
        people = [crowd.people[piece.draft.people[0]] for piece in meant]
        sentence = n_(
            "{{{field}}} is empty for {count} letter: {names}.",
            "{{{field}}} is empty for {count} letters: {names}.",
            len(people),
        )
        names = names_line([each.name for each in people])
        said = sentence.format(field=field_named(key).name, count=len(people), names=names)
        yield Problem(ProblemKind.EMPTY_FIELD, said, tuple(Named(each.id, each.name) for each in people))


def _unfit(campaign: Campaign, used: Mapping[Language, CampaignText | None]) -> Iterator[Problem]:
    for language, text in used.items():
        whole = "" if text is None else f"{text.heading}\n{text.body}\n{text.signature}"
        for words, kind, sentence in (
            (
                unfit_words(whole, campaign.festival),
                ProblemKind.UNFIT_WORD,
                _("These words do not fit Qingming: {words}."),
            ),
            (loose_braces(whole), ProblemKind.LOOSE_BRACE, _("A brace opens or closes nothing: {words}.")),
        ):
            if words:
                said = sentence.format(words=listed(words))
                where = _("Text in {language}: {sentence}").format(language=_(LANGUAGE_WORDS[language]), sentence=said)
                yield Problem(kind, where)


def _strangers(pieces: Sequence[Composed], crowd: Audience) -> Iterator[Problem]:
    """People at one address whom nobody has put together: they get one letter, which the office may not have meant."""
    for piece in pieces:
        people = [crowd.people[person] for person in piece.draft.people]
        homes = {each.household for each in people}
        if len(people) > 1 and (len(homes) > 1 or None in homes):
            sentence = _(
                "{names} have the same address and get one letter. Put them into one household, or fill in their"
                " recipient lines to write to each."
            )
            said = sentence.format(names=names_line([each.name for each in people]))
            yield Problem(ProblemKind.SHARED_ADDRESS, said, tuple(Named(each.id, each.name) for each in people))


def _people(pieces: Sequence[Composed]) -> tuple[Named, ...]:
    return tuple(
        Named(person, name) for piece in pieces for person, name in zip(piece.draft.people, piece.names, strict=True)
    )
