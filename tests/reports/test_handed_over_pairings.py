"""Which pairings that ended were handed over, against looking at every other pairing for the one that followed."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.people.fields import PersonStatus
from liaison.reports.review_figures import HeldPairing, handed_over

days = st.sampled_from([date(2026, 3, 1), date(2026, 3, 2), date(2026, 6, 30)])
few = st.integers(1, 3)
pairing = st.builds(
    HeldPairing,
    id=st.just(0),
    cadre_id=few,
    person_id=few,
    started_on=days,
    ended_on=st.one_of(st.none(), days),
    status=st.sampled_from([PersonStatus.ACTIVE, PersonStatus.DECEASED]),
    status_since=st.one_of(st.none(), days),
)


def followed(ended: HeldPairing, held: list[HeldPairing]) -> bool:
    """Whether somebody else's pairing with the same person begins on the day on which this one holds no longer."""
    for one in held:
        same_person = one.person_id == ended.person_id
        if same_person and one.cadre_id != ended.cadre_id and one.started_on == ended.ended_on:
            return True
    return False


@settings(max_examples=100)
@given(st.lists(pairing, max_size=8))
def test_handed_over_are_those_that_another_cadre_takes_up_on_the_day(held: list[HeldPairing]) -> None:
    ended = [one for one in held if one.ended_on is not None]
    assert handed_over(ended, held) == [one for one in ended if followed(one, held)]
    assert handed_over(held, held) == handed_over(ended, held)
