"""The sample office: a workbook that comes with the program, and a scratch store made of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import liaison
from liaison.errors import StoreError
from liaison.exchange.apply import Wishes
from liaison.exchange.intake import receive, take_in
from liaison.store.store import Store
from liaison.text.words import _

SAMPLE_DAY = date(2026, 11, 20)
"""The day that the sample office takes as today: its dates are laid around it."""

_PACKAGE = Path(liaison.__file__).parent


def sample_workbook() -> Path:
    """The workbook of the sample office: in the installed package, or in the checkout that runs.

    Raises:
        StoreError: when it is not there.
    """
    for place in (_PACKAGE, _PACKAGE.parents[1]):
        path = place / "sample_data" / "office.xlsx"
        if path.is_file():
            return path
    raise StoreError(_("The sample office did not come with this installation of the program. Install it again."))


def open_sample(folder: Path | str, create_office: Callable[[str], Store]) -> Store:
    """Make a store with the sample office in a folder, and open it.

    Raises:
        ConflictError: when the folder has a sample office already.
        StoreError: when it cannot be made, or does not take the whole workbook.
    """
    store = create_office(str(Path(folder) / "sample.db"))
    try:
        outcome = take_in(store, receive(sample_workbook(), Wishes(SAMPLE_DAY, strict=True)))
    except BaseException:
        store.close()
        raise
    if not outcome.applied:
        store.close()
        raise StoreError(_("The sample office that came with this program is damaged. Install it again."))
    return store
