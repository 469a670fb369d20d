"""Campaigns, recipients and days as lines of a table, and what is said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from liaison.calendar.festivals import FESTIVAL_WORDS
from liaison.letters.fields import (
    CAMPAIGN_STAGE_WORDS,
    EXCLUSION_WORDS,
    LETTER_CHANNEL_WORDS,
    ZONE_WORDS,
    CampaignStage,
    Choice,
    Exclusion,
    LetterChannel,
    PieceState,
    Zone,
    piece_state_word,
)
from liaison.letters.planning import RecipientRow, Recipients, ZoneRow
from liaison.letters.queries import CampaignRow
from liaison.letters.recipients import Outcome
from liaison.text.dates import show_day
from liaison.text.words import N_, _, listed, n_
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row

CAMPAIGN_COLUMNS = (
    Column("name", lambda: _("Campaign"), fraction=3, min_width=18),
    Column("arrive", lambda: _("To arrive by"), width=12, priority=2),
    Column("stage", lambda: _("Stage"), width=14),
    Column("pieces", lambda: _("Letters"), width=7, align="right"),
    Column("excluded", lambda: _("Left out"), width=8, align="right", priority=3),
    Column("posted", lambda: _("Posted"), width=7, align="right"),
    Column("returned", lambda: _("Returned"), width=8, align="right"),
    Column("acknowledged", lambda: _("Answered"), width=8, align="right", priority=4),
)
RECIPIENT_COLUMNS = (
    Column("name", lambda: _("Who"), fraction=1, min_width=12),
    Column("what", lambda: _("Gets"), fraction=2, min_width=20),
    Column("place", lambda: _("Place"), fraction=2, min_width=12, priority=2),
    Column("state", lambda: _("State"), width=12, priority=3),
    Column("code", lambda: _("Code"), width=9, priority=4),
    Column("zone", lambda: _("Zone"), width=12, priority=6),
    Column("cadre", lambda: _("Cadre"), fraction=1, min_width=8, priority=7),
    Column("note", lambda: _("Note"), fraction=2, min_width=8, priority=5),
)
ZONE_COLUMNS = (
    Column("zone", lambda: _("Zone"), fraction=2, min_width=14),
    Column("freeze", lambda: _("Freeze by"), width=12, priority=3),
    Column("print", lambda: _("Print by"), width=12, priority=2),
    Column("post", lambda: _("Post by"), width=12),
    Column("left", lambda: _("Days left"), width=9, align="right"),
    Column("pieces", lambda: _("Letters"), width=7, align="right"),
    Column("posted", lambda: _("Posted"), width=7, align="right"),
    Column("late", lambda: _("Too late"), width=8, align="right"),
)


@dataclass(frozen=True)
class RecipientFilter:
    """Which recipients are listed: with one reason, one outcome, one channel, zone or state, or a part of the name."""

    reason: Exclusion | None = None
    outcome: Outcome | None = None
    channel: LetterChannel | None = None
    zone: Zone | None = None
    state: PieceState | None = None
    by_hand: bool = False
    text: str = ""

    def fits(self, row: RecipientRow) -> bool:
        """Whether a recipient is listed."""
        return (
            (self.reason is None or row.reason is self.reason)
            and (self.outcome is None or row.outcome is self.outcome)
            and (self.channel is None or (row.channel is self.channel and row.reason is None))
            and (self.zone is None or row.zone is self.zone)
            and (self.state is None or row.state is self.state)
            and (not self.by_hand or row.choice is not None or bool(row.note and not row.code))
            and (self.text.casefold() in row.person.name.casefold() or self.text.upper() == row.code)
        )

    def words(self) -> str:
        """What is listed, in the user's language; empty for everybody."""
        parts = [
            _(EXCLUSION_WORDS[self.reason]) if self.reason else "",
            _(OUTCOME_WORDS[self.outcome]) if self.outcome else "",
            _(LETTER_CHANNEL_WORDS[self.channel]) if self.channel else "",
            _(ZONE_WORDS[self.zone]) if self.zone else "",
            piece_state_word(self.state, LetterChannel.POST) if self.state else "",
            _("decided by hand") if self.by_hand else "",
            f"“{self.text}”" if self.text else "",
        ]
        return " · ".join(part for part in parts if part)


OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.PIECE: N_("gets a letter"),
    Outcome.RIDER: N_("shares a letter"),
    Outcome.EXCLUDED: N_("left out"),
}


def campaign_cells(row: CampaignRow) -> Row:
    """One campaign."""
    in_preparation = row.stage is CampaignStage.OPEN
    cells = (
        row.name,
        show_day(row.arrive_by),
        _(CAMPAIGN_STAGE_WORDS[row.stage]),
        str(row.pieces),
        str(row.excluded),
        "–" if in_preparation else str(row.posted),
        _flagged(row.returned),
        str(row.acknowledged) if row.acknowledged else "–",
    )
    return Row(row.id, cells, (None, None, "strong" if in_preparation else None, *(None,) * 3, "warning"))


def recipient_cells(row: RecipientRow) -> Row:
    """One recipient; whoever gets no letter has a sign beside the reason."""
    state = piece_state_word(row.state, row.channel or LetterChannel.POST) if row.state else ""
    by_hand = _("added by hand") if row.choice is Choice.INCLUDE else ""
    cells = (
        row.person.name,
        what_they_get(row),
        row.place,
        state or by_hand,
        row.code,
        _(ZONE_WORDS[row.zone]) if row.zone else "",
        row.cadre.name if row.cadre else "",
        row.note,
    )
    style = "error" if row.reason else "muted" if row.outcome is Outcome.RIDER else None
    return Row(row.person.id, cells, (None, style, None, "warning" if row.state is PieceState.RETURNED else None))


def what_they_get(row: RecipientRow) -> str:
    """What becomes of somebody: the channel, whose letter is shared, or the reason against it."""
    if row.reason is not None:
        return "x " + _(EXCLUSION_WORDS[row.reason])
    channel = _(LETTER_CHANNEL_WORDS[row.channel]) if row.channel else ""
    others = listed(person.name for person in row.together)
    if row.outcome is Outcome.RIDER:
        return _("shares the letter of {names}").format(names=others)
    return _("{channel}, with {names}").format(channel=channel, names=others) if others else channel


def totals(found: Recipients) -> str:
    """Everybody of the segment accounted for, in one sentence."""
    left_out = sum(found.by_reason.values())
    members = n_("{count} person", "{count} people", len(found.rows)).format(count=len(found.rows))
    parts = [
        n_("{count} letter", "{count} letters", found.pieces).format(count=found.pieces),
        n_("{count} sharing one", "{count} sharing one", found.riders).format(count=found.riders),
        n_("{count} left out", "{count} left out", left_out).format(count=left_out),
    ]
    sentence = f"{members} = {' + '.join(parts)}"
    return f"{sentence}{_(': ')}{reasons(found.by_reason)}" if left_out else sentence


def reasons(by_reason: Mapping[Exclusion, int]) -> str:
    """The reasons with their counts."""
    return _(", ").join(f"{_(EXCLUSION_WORDS[reason])} {count}" for reason, count in by_reason.items() if count)


def by_zone(counts: Mapping[Zone, int]) -> str:
    """The zones with their counts."""
    return _(", ").join(f"{_(ZONE_WORDS[zone])} {count}" for zone, count in counts.items() if count)


def by_way(found: Recipients) -> str:
    """How many letters go how: by post the zones with their counts, then the other channels."""
    others = ((channel, count) for channel, count in found.by_channel.items() if channel is not LetterChannel.POST)
    parts = (by_zone(found.by_zone), *(f"{_(LETTER_CHANNEL_WORDS[channel])} {count}" for channel, count in others))
    return _(", ").join(part for part in parts if part)


def filters(found: Recipients, now: RecipientFilter) -> list[tuple[RecipientFilter, str]]:
    """What the recipients can be narrowed to, each with how many there are; first everybody."""
    offered = [(RecipientFilter(), _("Show everybody"))]
    offered += [(replace(RecipientFilter(text=now.text), outcome=each), _(OUTCOME_WORDS[each])) for each in Outcome]
    offered += [(RecipientFilter(reason=each), f"x {_(EXCLUSION_WORDS[each])}") for each in found.by_reason]
    offered += [(RecipientFilter(channel=each), _(LETTER_CHANNEL_WORDS[each])) for each in LetterChannel]
    offered += [(RecipientFilter(zone=each), _(ZONE_WORDS[each])) for each in Zone]
    offered += [(RecipientFilter(state=each), piece_state_word(each, LetterChannel.POST)) for each in PieceState]
    offered.append((RecipientFilter(by_hand=True), _("decided by hand")))
    counted = [(each, words, _count(found.rows, each)) for each, words in offered]
    return [(each, f"{words}  {count}") for each, words, count in counted if count]


def zone_cells(key: int, row: ZoneRow, today: date) -> Row:
    """The days of one zone."""
    left = (row.post_by - today).days
    about = "~ " if row.provisional else ""
    cells = (
        _(ZONE_WORDS[row.zone]),
        about + show_day(row.freeze_by),
        about + show_day(row.print_by),
        about + show_day(row.post_by),
        str(left) if left >= 0 else _("past"),
        str(row.pieces) if row.pieces else "–",
        str(row.posted) if row.posted else "–",
        _flagged(row.too_late),
    )
    return Row(
        key, cells, (*(None,) * 4, "error" if left < 0 else "warning" if left <= 7 else None, None, None, "error")
    )


def next_days(zones: Iterable[ZoneRow], today: date) -> str:
    """By when the next zone in use has to be posted, and who is too late."""
    used = [zone for zone in zones if zone.pieces > zone.posted]
    late = sum(zone.too_late for zone in zones)
    coming = min((zone for zone in used if zone.post_by >= today), key=lambda zone: zone.post_by, default=None)
    parts = []
    if coming is not None:
        sentence = _("Next: {zone}, print by {print_by}, post by {post_by}.")
        words = _(ZONE_WORDS[coming.zone])
        parts.append(sentence.format(zone=words, print_by=coming.print_by, post_by=coming.post_by))
    if late:
        parts.append(n_("{count} person is too late.", "{count} people are too late.", late).format(count=late))
    return " ".join(parts)


def campaign_words(row: CampaignRow) -> str:
    """A campaign in one line: stage, festival, segment, channel, sender."""
    parts = [
        _(CAMPAIGN_STAGE_WORDS[row.stage]),
        _(FESTIVAL_WORDS[row.festival]) if row.festival else "",
        _("to arrive by {day}").format(day=row.arrive_by),
        _(LETTER_CHANNEL_WORDS[row.channel]),
        row.sender.name if row.sender else "! " + _("no sender yet"),
    ]
    return " · ".join(part for part in parts if part)


def states_words(by_state: Mapping[PieceState, int]) -> str:
    """How far the pieces have come."""
    words = ((piece_state_word(state, LetterChannel.POST), by_state.get(state, 0)) for state in PieceState)
    return _(", ").join(f"{word} {count}" for word, count in words if count)


def _flagged(count: int) -> str:
    return f"! {count}" if count else "–"


def _count(rows: Iterable[RecipientRow], wanted: RecipientFilter) -> int:
    return sum(wanted.fits(row) for row in rows)
