"""The home towns of a column: the county that most of them share goes without saying, any other is kept."""

from collections import Counter
from collections.abc import Iterable

from liaison.exchange.tables.places import Hometown, read_hometown


class HomeTowns:
    """Reads the home towns of one column, of which all texts are given at first."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._read: dict[str, Hometown] = {}
        often = Counter(texts)
        counties: Counter[str] = Counter()
        for text, count in often.items():
            found = self._read[text] = read_hometown(text)
            if found.county and found.town:
                counties[found.county] += count
        (county, count) = counties.most_common(1)[0] if counties else ("", 0)
        # One alone does not say where the office is.
        self.left_out = county if count > 1 and count * 2 > counties.total() else ""

    def town_and_village(self, text: str) -> tuple[str, str]:
        """The town and the village of a text."""
        found = self._read.get(text) or read_hometown(text)
        if found.county == self.left_out and found.town:
            return found.town, found.village
        return found.whole, found.village
