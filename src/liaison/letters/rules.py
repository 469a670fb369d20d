"""What makes sense of campaigns and of the days of pieces: pure checks, each raising a sentence."""

from collections.abc import Mapping, Sequence
from datetime import date

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival, festival_day
from liaison.errors import ConflictError, InvalidInputError
from liaison.letters.closings import allowed_closings
from liaison.letters.fields import (
    CLOSING_WORDS,
    LETTER_KIND_WORDS,
    CampaignStage,
    Closing,
    LetterChannel,
    LetterKind,
    PieceState,
    piece_state_word,
)
from liaison.text.words import _, listed, p_

_HALF_A_YEAR = 183
GONE_OUT = frozenset({PieceState.POSTED, PieceState.DELIVERED, PieceState.RETURNED, PieceState.ACKNOWLEDGED})
"""The states of pieces that have left the office."""


def default_name(kind: LetterKind, festival: Festival | None, year: int) -> str:
    """The name of a campaign to which nobody gave one: 2027年春节家书."""
    occasion = _(FESTIVAL_WORDS[festival]) if festival is not None else ""
    if not occasion:
        return p_("a campaign", "{year} {kind}").format(year=year, kind=_(LETTER_KIND_WORDS[kind]))
    words = p_("a campaign", "{year} {festival} {kind}")
    return words.format(year=year, festival=occasion, kind=_(LETTER_KIND_WORDS[kind]))


def arrival_day(
    festival: Festival | None, year: int | None, arrive_by: date | None, today: date | None
) -> tuple[date, int]:
    """The day by which letters arrive, and the year that they are for.

    Without a year it is that of the next such festival from ``today`` on, or of ``arrive_by``.

    Raises:
        InvalidInputError: when there is neither a festival nor a day, or letters would arrive after the festival or
            more than half a year before it.
    """
    if festival is None:
        if arrive_by is None:
            sentence = _("Say by which day the letters are to arrive, or for which festival they are.")
            raise InvalidInputError(sentence, field="arrive_by")
        return arrive_by, year or arrive_by.year
    year = year or _next_year(festival, arrive_by or today)
    day = festival_day(festival, year)
    if arrive_by is not None and not 0 <= (day - arrive_by).days <= _HALF_A_YEAR:
        sentence = _("{festival} is on {day}: letters for it arrive on that day or before, not by {arrive}.")
        words = sentence.format(festival=_(FESTIVAL_WORDS[festival]), day=day, arrive=arrive_by)
        raise InvalidInputError(words, field="arrive_by")
    return arrive_by or day, year


def past_sentence(arrive_by: date, today: date) -> str:
    """What it means that the day by which letters were to arrive is past; nothing where it is not."""
    if arrive_by >= today:
        return ""
    sentence = _(
        "Letters were to arrive by {day}, which is past: none by post comes in time, only what is handed over or sent"
        " as a message."
    )
    return sentence.format(day=arrive_by)


def check_closing(closing: Closing, festival: Festival | None) -> None:
    """A closing fits the festival.

    Raises:
        InvalidInputError: naming those that do.
    """
    allowed = allowed_closings(festival)
    if closing not in allowed:
        sentence = _("The closing “{closing}” does not fit this occasion; these do: {fitting}.")
        fitting = listed(_(CLOSING_WORDS[each]) for each in allowed)
        raise InvalidInputError(sentence.format(closing=_(CLOSING_WORDS[closing]), fitting=fitting), field="closing")


def check_dates(arrive_by: date, dated_on: date | None) -> None:
    """The day under a letter is not after the day on which it arrives.

    Raises:
        InvalidInputError: otherwise.
    """
    if dated_on is not None and dated_on > arrive_by:
        sentence = _("A letter that arrives by {arrive} cannot be dated {dated}.")
        raise InvalidInputError(sentence.format(arrive=arrive_by, dated=dated_on), field="dated_on")


def check_day(on: date, today: date, earliest: date | None) -> None:
    """What has happened to a piece lies neither in the future nor before what had to come first.

    Raises:
        InvalidInputError: otherwise.
    """
    if on > today:
        raise InvalidInputError(_("{day} is in the future.").format(day=on), field="on")
    if earliest is not None and on < earliest:
        sentence = _("{day} lies before {earliest}, and so before this could happen.")
        raise InvalidInputError(sentence.format(day=on, earliest=earliest), field="on")


def refuse(code: str, state: PieceState, channel: LetterChannel, day: date | None) -> ConflictError:
    """The error that names how far a piece has come already, for whoever comes second."""
    word = piece_state_word(state, channel)
    if day is None:
        return ConflictError(_("Letter {code} is {state}: it has not gone out yet.").format(code=code, state=word))
    return ConflictError(_("Letter {code} is {state} already, on {day}.").format(code=code, state=word, day=day))


def stage(states: Mapping[PieceState, int], paper_drafted: int, *, frozen: bool) -> CampaignStage:
    """How far a campaign has come, from the states of its pieces; ``paper_drafted`` are still to be printed."""
    if not frozen:
        return CampaignStage.OPEN
    gone = sum(count for state, count in states.items() if state in GONE_OUT)
    if gone and gone == sum(states.values()):
        return CampaignStage.POSTED
    if gone:
        return CampaignStage.POSTING
    return CampaignStage.FROZEN if paper_drafted else CampaignStage.PRINTED


def names_line(names: Sequence[str], shown: int = 5) -> str:
    """A few names, and how many more there are."""
    more = _(" and {count} more").format(count=len(names) - shown) if len(names) > shown else ""
    return listed(names[:shown]) + more


def _next_year(festival: Festival, day: date | None) -> int:
    if day is None:
        raise InvalidInputError(_("Write the year."), field="year")
    return day.year if festival_day(festival, day.year) >= day else day.year + 1
