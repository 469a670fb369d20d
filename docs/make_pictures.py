"""Draw the pictures of the README from the program itself: `.venv/bin/python docs/make_pictures.py`."""

import asyncio
import os
import re
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from liaison.exchange.sample import SAMPLE_DAY, open_sample
from liaison.main import create_office
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


async def draw(folder: Path) -> None:
    """Today, and the card of the first person who is overdue."""
    store = open_sample(folder, create_office)
    app = LiaisonApp(Desk(store, SAMPLE_DAY, "示例"))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        save(app, "today")
        await pilot.press("end", "enter")
        await settled(pilot)
        save(app, "card")
    store.close()


if __name__ == "__main__":
    os.environ["LIAISON_USER"] = "办公室"
    use_language("zh")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        asyncio.run(draw(Path(scratch)))
