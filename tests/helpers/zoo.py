"""A zoo of rosters as offices keep them: each animal is a file, with the people and rejects that its making implies.

Every trait that a file of an office may have stands in at least one of them, and some stand in several together.
"""

from zoo_abroad import ABROAD
from zoo_pages import PAGES
from zoo_shapes import SHAPES
from zoo_values import VALUES

ANIMALS = [*SHAPES, *VALUES, *PAGES, *ABROAD]
