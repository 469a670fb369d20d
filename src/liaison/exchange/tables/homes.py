"""The home towns of a column: the county that most of them share goes without saying, any other is kept."""

from collections import Counter
from collections.abc import Mapping

from liaison.exchange.tables.places import Hometown, read_hometown


class HomeTowns:
    """Reads the home towns of one column, of which all texts are given at first, with how ``often`` each stands there.

    ``home`` is the county that goes without saying, where it is known; else the texts may tell it.
    """

    def __init__(self, often: Mapping[str, int], home: str = "") -> None:
        self._read: dict[str, Hometown] = {}
        counties: Counter[str] = Counter()
        for text, count in often.items():
            found = self._read[text] = read_hometown(text)
            if found.county and found.town:
                counties[found.county] += count
        (county, count) = counties.most_common(1)[0] if counties else ("", 0)
        # One alone does not say where the office is.
        shared = count > 1 and count * 2 > counties.total()
        self.home = home or (county if shared else "")
        self.left_out = self.home if self.home in counties else ""

    def town_and_village(self, text: str) -> tuple[str, str]:
        """The town and the village of a text."""
        found = self._read.get(text) or read_hometown(text)
        if found.county == self.left_out and found.town:
            return found.town, found.village
        return found.whole, found.village
