"""The home towns of a column: the county that most of them share goes without saying, any other is kept."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from liaison.exchange.tables.divisions import divide
from liaison.exchange.tables.places import Hometown, read_hometown


class HomeTowns:
    """Reads the home towns of one column, of which all texts are given at first, with how ``often`` each stands there.

    ``home`` is the county that goes without saying, where it is known; else the texts may tell it.
    """

    def __init__(self, often: Mapping[str, int], home: str = "") -> None:
        self._read: dict[str, Hometown] = {}
        counties: dict[str, Counter[str]] = defaultdict(Counter)
        for text, count in often.items():
            found = self._read[text] = read_hometown(text)
            if found.county and found.town:
                counties[_whole(found.county)][found.county] += count
        written = max(counties.values(), key=Counter.total, default=Counter[str]())
        # One alone does not say where the office is.
        shared = written.total() > 1 and written.total() * 2 > sum(map(Counter.total, counties.values()))
        self.home = home or (written.most_common(1)[0][0] if shared else "")
        self._home = _whole(self.home)
        self.left_out = self.home if self._home in counties else ""

    def town_and_village(self, text: str) -> tuple[str, str]:
        """The town and the village of a text."""
        found = self._read.get(text) or read_hometown(text)
        if self.left_out and found.town and _whole(found.county) == self._home:
            return found.town, found.village
        return found.whole, found.village


@lru_cache(maxsize=4096)
def _whole(county: str) -> str:
    """A county with all that it belongs to, in whichever way it is written: 浙江仙居 and 台州仙居县 are one."""
    divided = divide(county)
    return county if divided is None else divided.region + divided.city + divided.district
