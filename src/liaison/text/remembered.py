"""Answers that are remembered: as `functools.lru_cache`, but a remembered answer costs next to nothing."""

from collections.abc import Callable
from typing import TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

MOST = 32_768
"""So many answers are remembered at most."""


class Remembered(dict[Q, A]):
    """The answers to questions, looked up as ``answers[question]``; of too many, all are forgotten.

    `functools.lru_cache` notes at each question that its answer was used last, which takes most of the time where
    hundreds of thousands of texts are looked up.
    """

    def __init__(self, answer: Callable[[Q], A]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, question: Q) -> A:
        """Find the answer, and remember it."""
        if len(self) >= MOST:
            self.clear()
        found = self[question] = self._answer(question)
        return found
