"""How Alembic runs here: on the connection it is handed, with every table of the program known to it."""

from typing import Any

from alembic import context

from liaison.store.tables import METADATA


def _is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith("representative_search"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_object=_is_ours,
    compare_type=True,
    render_as_batch=True,
)
context.run_migrations()
