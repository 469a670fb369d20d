"""Which representatives the People room lists: what can be chosen, and how the choice is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from liaison.people.fields import PERSON_STATUS_WORDS, PersonStatus
from liaison.people.queries import PeopleFilter
from liaison.text.words import _
from liaison.tui.screens.people_rows import PeopleQuestion
from liaison.tui.screens.people_segment import SegmentPick

Change = Callable[["PeopleChoice"], "PeopleChoice"]


@dataclass(frozen=True)
class PeopleChoice:
    """What is chosen; sector, tier, ``unpaired`` and the segment narrow the list together."""

    sector: str | None = None
    tier: str | None = None
    status: PersonStatus | None = None
    unpaired: bool = False
    archived: bool = False
    segment: SegmentPick | None = None

    def question(self, text: str, day: date) -> PeopleQuestion:
        """The question for the store, with what is searched for."""
        wanted = PeopleFilter(text, self.sector, self.tier, self.status, self.archived)
        return PeopleQuestion(wanted, day, self.unpaired, self.segment.query if self.segment else None)

    def words(self) -> str:
        """What is chosen, in the user's language; empty when nothing is."""
        parts = [
            self.segment.words() if self.segment else "",
            _("sector {name}").format(name=self.sector) if self.sector else "",
            _("tier {name}").format(name=self.tier) if self.tier else "",
            _(PERSON_STATUS_WORDS[self.status]) if self.status else "",
            _("without a pairing") if self.unpaired else "",
            _("archived and deceased") if self.archived else "",
        ]
        return " · ".join(part for part in parts if part)


def choices(now: PeopleChoice, sectors: Sequence[str], tiers: Sequence[str]) -> list[tuple[Change, str]]:
    """What can be chosen next: each with what it makes of the choice; what is chosen already is taken off again."""
    no_contact = None if now.status else PersonStatus.NO_CONTACT
    offered: list[tuple[Change, str, bool]] = [
        (lambda _now: PeopleChoice(), _("Show everybody"), False),
        (lambda c: replace(c, unpaired=not c.unpaired), _("without a pairing"), now.unpaired),
        (
            lambda c: replace(c, status=no_contact, archived=False),
            _(PERSON_STATUS_WORDS[PersonStatus.NO_CONTACT]),
            bool(now.status),
        ),
        (
            lambda c: replace(c, archived=not c.archived, status=None),
            _("archived and deceased"),
            now.archived,
        ),
    ]
    offered += [(_sector(name), _("sector {name}").format(name=name), now.sector == name) for name in sectors]
    offered += [(_tier(name), _("tier {name}").format(name=name), now.tier == name) for name in tiers]
    return [(change, ("* " if chosen else "  ") + words) for change, words, chosen in offered]


def _sector(name: str) -> Change:
    return lambda now: replace(now, sector=None if now.sector == name else name)


def _tier(name: str) -> Change:
    return lambda now: replace(now, tier=None if now.tier == name else name)
