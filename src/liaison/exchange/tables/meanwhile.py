"""What is made ready while compiled code reads a file, and leaves the interpreter to others meanwhile."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from liaison.exchange.tables.divisions import divide
from liaison.text.countries import countries_by_name
from liaison.text.names import name_keys
from liaison.text.phones import meet_mobiles


class Meanwhile:
    """Some work that goes on, step by step, whenever there is time for it."""

    def __init__(self, steps: Iterator[object]) -> None:
        self._steps = steps

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let it go on until the end of this block; the step that it has begun then is waited for."""
        stop = Event()
        with ThreadPoolExecutor(max_workers=1) as beside:
            beside.submit(self._go_on, stop)
            try:
                yield
            finally:
                stop.set()

    def _go_on(self, stop: Event) -> None:
        for _step in self._steps:
            if stop.is_set():
                break


def load_tables() -> Iterator[None]:
    """Load the large tables that reading people takes, one after the other."""
    name_keys("王")
    yield
    divide("浙江省杭州市")
    yield
    countries_by_name()
    yield from meet_mobiles()
