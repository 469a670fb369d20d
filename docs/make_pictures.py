"""Draw the pictures of the README from the program itself: `.venv/bin/python docs/make_pictures.py`."""

import asyncio
import os
import re
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from liaison.exchange.sample import SAMPLE_DAY, open_sample
from liaison.letters.fields import Zone
from liaison.letters.job import campaign_job
from liaison.letters.pieces import PrintJob
from liaison.letters.queries import PieceFilter, find_campaign, piece_rows
from liaison.main import create_office
from liaison.people.fields import Language
from liaison.printing.engine import page_pictures
from liaison.printing.envelopes import envelope_sheets
from liaison.printing.jobs import letter_preview
from liaison.printing.options import Paper, PrintOptions
from liaison.printing.plain import Plain
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.desk import Desk

PICTURES = Path(__file__).parent / "pictures"
SIZE = (110, 32)
# The picture brings no font of its own: one that has both scripts in equal steps is found on the reader's machine.
_FONTS = '"Noto Sans Mono CJK SC", "Sarasa Mono SC", "Microsoft YaHei Mono", "NSimSun", monospace'


async def settled(pilot: Pilot[int]) -> None:
    """Wait until everything that is being read is shown."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def save(app: LiaisonApp, name: str) -> None:
    """Write the screen in front as an SVG that asks no other host for anything."""
    drawn = app.export_screenshot(title="liaison")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"font-family: Fira Code, monospace", f"font-family: {_FONTS}", drawn)
    drawn = drawn.replace("font-variant-east-asian: full-width;", "")
    (PICTURES / f"{name}.svg").write_text(drawn, encoding="utf-8")


def draw_letters(store: Store) -> None:
    """A letter with its envelope to Canada, and an envelope within China, of two rounds of letters."""
    abroad = one_letter(store, "2026年春节一封家书", Zone.WORLD)
    home = one_letter(store, "2026年清明节一封家书", Zone.MAINLAND)
    letter = letter_preview(abroad, PrintOptions(paper=Paper.A5), ppi=110)
    (PICTURES / "letter.png").write_bytes(letter[0])
    for name, job in (("envelope-abroad", abroad), ("envelope-home", home)):
        options = PrintOptions(preprinted=False)
        (PICTURES / f"{name}.png").write_bytes(page_pictures(envelope_sheets(job, options, Plain()), 90)[0])


def one_letter(store: Store, campaign: str, zone: Zone) -> PrintJob:
    """The first letter in Chinese of a campaign that goes to a zone."""
    found = store.read(find_campaign, campaign)
    rows = store.read(piece_rows, PieceFilter(campaign_id=found, zone=zone))
    first = next(row for row in rows if row.language is Language.ZH_HANS)
    return store.read(campaign_job, found, SAMPLE_DAY, piece_ids=[first.id])


async def draw(folder: Path) -> None:
    """Letters and envelopes, then the screens: Today, the card of the first person who is overdue, Letters."""
    store = open_sample(folder, create_office)
    draw_letters(store)
    app = LiaisonApp(Desk(store, SAMPLE_DAY, "示例"))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        save(app, "today")
        await pilot.press("end", "enter")
        await settled(pilot)
        save(app, "card")
        await pilot.press("escape", "f5")
        await settled(pilot)
        save(app, "letters")
    store.close()


if __name__ == "__main__":
    os.environ["LIAISON_USER"] = "办公室"
    use_language("zh")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        asyncio.run(draw(Path(scratch)))
