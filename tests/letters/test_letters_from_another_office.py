"""Letters that came in with a workbook keep their codes, and new ones get others."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from letters_office import FROZEN, frozen
from liaison.calendar.festivals import Festival
from liaison.exchange.apply import Wishes
from liaison.exchange.export import export_workbook
from liaison.exchange.intake import receive, take_in
from liaison.letters.freezing import freeze, unfreeze
from liaison.letters.queries import PieceFilter, piece_rows
from liaison.letters.service import new_campaign, set_text
from liaison.people.fields import Language
from liaison.store.store import Store
from scratch import discard, scratch_store


@pytest.fixture
def offices() -> Iterator[tuple[Store, Store]]:
    """Two empty offices."""
    both = scratch_store(), scratch_store()
    yield both
    for store in both:
        discard(store)


def codes(store: Store) -> list[str]:
    return [row.code for row in store.read(piece_rows, PieceFilter())]


def test_new_letters_never_get_the_code_of_one_that_came_with_a_workbook(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    first, second = offices
    campaign = frozen(first)["批次"]
    first.write(unfreeze, campaign)
    first.write(freeze, campaign, today=FROZEN)  # the codes of the first freezing are not used again
    export_workbook(first, tmp_path / "office.xlsx")
    take_in(second, receive(tmp_path / "office.xlsx", Wishes(FROZEN, strict=True)))
    brought = codes(second)
    assert brought == codes(first)
    today = date(2027, 2, 20)
    campaign = second.write(new_campaign, today=today, festival=Festival.QINGMING, segment="status:active")
    for language in (Language.ZH_HANS, Language.EN):
        second.write(set_text, campaign, language, body="{姓名}")
    made = second.write(freeze, campaign, today=today)
    assert made.pieces >= len(brought)
    assert len(set(codes(second))) == len(brought) + made.pieces
