"""The line that names the parts of a report, the one that is shown in brackets and always in sight."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from liaison.text.display import printable

_MORE = "…"


def tab_line(titles: Sequence[str], active: int, width: int) -> Content:
    """As many parts as fit around the one that is shown, with … where some are out of sight."""
    if not titles:
        return Content("")
    words = [
        f"[{printable(title)}]" if place == active else f" {printable(title)} " for place, title in enumerate(titles)
    ]
    first, last = active, active
    room = width - cell_len(words[active]) - 2 * len(_MORE)
    while True:
        grown = False
        if last + 1 < len(words) and cell_len(words[last + 1]) <= room:
            last, grown = last + 1, True
            room -= cell_len(words[last])
        if first > 0 and cell_len(words[first - 1]) <= room:
            first, grown = first - 1, True
            room -= cell_len(words[first])
        if not grown:
            break
    shown = [(words[place], "bold reverse" if place == active else "") for place in range(first, last + 1)]
    before, after = [_MORE] if first > 0 else [], [_MORE] if last + 1 < len(words) else []
    return Content.assemble(*before, *shown, *after)
