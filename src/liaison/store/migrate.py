"""Bringing a store up to date: the migrations, run whole or not at all."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from liaison.errors import StoreError
from liaison.text.words import _

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The newest step that the migrations lead to."""
    found = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if found is None:
        raise ValueError("there is no migration")
    return found


def upgrade(engine: Engine) -> None:
    """Bring a store to the newest step, in one transaction.

    Foreign keys are off while tables are rebuilt, since a rebuilt table would take its child rows with it; they are
    checked before the end.

    Raises:
        StoreError: when rows would be left that point nowhere; the store then is as it was.
    """
    with engine.execution_options(liaison_writes=True).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Outside a transaction, where the switch has an effect.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                command.upgrade(alembic_config(connection), "head")
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise StoreError(_("The store holds records that point nowhere; it was left as it is."))
        finally:
            if sqlite:
                connection.connection.cursor().execute("PRAGMA foreign_keys=ON")
