"""Making ready what reading takes, while a file is being unpacked."""

from collections.abc import Iterator
from threading import Event

from liaison.exchange.tables.meanwhile import Meanwhile, load_tables
from liaison.text.phones import _of_beginning, parse_phone

LONG = 30


def test_work_goes_on_only_while_there_is_time() -> None:
    done: list[int] = []
    reached = {each: Event() for each in (3, 5)}

    def steps() -> Iterator[None]:
        for number in range(10**9):
            done.append(number)
            if number in reached:
                reached[number].set()
            yield

    work = Meanwhile(steps())
    assert done == []
    for number, event in reached.items():
        with work.working():
            assert event.wait(LONG)
        so_far = list(done)
        assert so_far == list(range(len(so_far)))
        assert len(so_far) > number
    assert done == so_far


def test_work_that_is_done_is_done_once() -> None:
    done: list[int] = []
    work = Meanwhile(map(done.append, [1, 2]))
    for _time in range(3):
        with work.working():
            pass
    assert done == [1, 2]


def test_what_fails_meanwhile_stops_nobody() -> None:
    begun = Event()

    def steps() -> Iterator[None]:
        begun.set()
        raise ValueError
        yield

    with Meanwhile(steps()).working():
        assert begun.wait(LONG)


def test_no_mobile_is_asked_about_once_all_is_loaded() -> None:
    for _step in load_tables():
        pass
    asked = _of_beginning.cache_info().misses
    assert parse_phone("13912345678") == "139 1234 5678"
    assert parse_phone("19987654321") == "199 8765 4321"
    assert _of_beginning.cache_info().misses == asked
