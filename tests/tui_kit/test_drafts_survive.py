import json
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.tui.forms.drafts import DraftBox


@given(values=st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))))
def test_a_draft_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    DraftBox(folder / "new").save("contact", values)
    assert DraftBox(folder / "new").load("contact") == values


def test_a_draft_is_kept_until_it_is_discarded_and_kinds_are_apart(tmp_path: Path) -> None:
    box = DraftBox(tmp_path)
    assert box.load("contact") is None
    box.save("contact", {"text": "one"})
    box.save("contact", {"text": "two"})
    box.save("person", {"name": "三"})
    box.discard("contact")
    box.discard("contact")
    assert box.load("contact") is None
    assert box.load("person") == {"name": "三"}
    assert [path.name for path in tmp_path.iterdir()] == ["person.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_only_the_user_can_read_a_draft(tmp_path: Path) -> None:
    DraftBox(tmp_path / "drafts").save("contact", {"text": "private"})
    assert stat.S_IMODE((tmp_path / "drafts" / "contact.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "drafts").stat().st_mode) == 0o700


def test_a_write_that_fails_leaves_the_draft_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = DraftBox(tmp_path)
    box.save("contact", {"text": "kept"})

    def fail(source: object, target: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        box.save("contact", {"text": "lost"})
    assert box.load("contact") == {"text": "kept"}
    assert [path.name for path in tmp_path.iterdir()] == ["contact.json"]


@pytest.mark.parametrize("content", ["", "{", json.dumps([1]), json.dumps({"a": 1}), "\udcff"])
def test_a_damaged_draft_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "contact.json").write_text(content, "utf-8", errors="surrogateescape")
    assert DraftBox(tmp_path).load("contact") is None


@pytest.mark.parametrize("kind", ["", "../contact", "a/b", "A", "x" * 65])
def test_a_kind_that_cannot_name_a_file_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        DraftBox(tmp_path).load(kind)
