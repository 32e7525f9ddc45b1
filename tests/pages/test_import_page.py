"""Importing on the page Data: examined first, taken in for this visit, counted by its rules."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace

import pytest
from streamlit.runtime.uploaded_file_manager import DeletedFile

from chipcensus.census import shared_census
from chipcensus.i18n import read_words
from chipcensus.store import Store
from chipcensus.ui import import_file, session
from chipcensus.workspace import workspaces_of

HEAD = "企业名称,成立日期,法定代表人,联系电话,登记状态,经营范围,内部编号\n"
GOOD = HEAD + "".join(
    f"深圳甲{n}芯片有限公司,2021-0{n}-11,王小明,13800001111,存续,芯片设计,x\n" for n in range(1, 7)
)
BAD = GOOD + "乙公司,2021-33-44,李四,13900002222,存续,芯片设计,y\n"
PATIENCE = 60
PERSONAL = ("王小明", "李四", "13800001111", "13900002222")


@pytest.fixture
def data(opened, monkeypatch):
    """The page Data of a reader; what the visit loads goes with the test, and is built quickly."""
    monkeypatch.setattr("chipcensus.workspace.workspace.build_private", build_quickly)
    yield lambda lang="zh": opened("data", lang=lang)
    workspaces_of(shared_census()).close_all()


def build_quickly(settings, folder, imports, _scopes, name, say):
    """In place of a build: the shared generation under the name of the visit's own."""
    assert imports
    say("load")
    store = Store(settings)
    file = folder / f"private-{name}.duckdb"
    shutil.copy(store.folder / store.current_file(), file)
    return file


def workspace(visit):
    return workspaces_of(shared_census()).find(visit.app.session_state[session.VISIT])


def drop(visit, *files):
    if not workspace_or_none(visit):
        visit.app.toggle(key="import_open").set_value(True)
        visit.look()
    given = [(name, text.encode(), "text/csv") for name, text in files]
    field = next(f for f in visit.app.file_uploader if f.key.startswith("import_files"))
    field.set_value(given)
    settle(visit)


def workspace_or_none(visit):
    has = session.VISIT in visit.app.session_state
    return workspace(visit) if has else None


def settle(visit, _=None):
    """Run until the work that was begun is over."""
    visit.look()
    deadline = time.monotonic() + PATIENCE
    while workspace_or_none(visit) and workspace(visit).is_busy():
        assert time.monotonic() < deadline
        workspace(visit).job.wait(1)
    visit.look()


def said(visit):
    """All that the page says in its texts, boxes and tables."""
    app = visit.app
    texts = [e.value for kind in (app.markdown, app.caption, app.error, app.info) for e in kind]
    tables = [cell for t in app.table for cell in t.value.to_numpy().ravel().tolist()]
    return "\n".join(map(str, [*texts, *tables]))


def click(visit, key):
    settle(visit, visit.app.button(key=key).click())


def test_nothing_is_asked_of_a_reader_who_does_not_import(data):
    visit = data()
    assert not [f for f in visit.app.file_uploader if f.key.startswith("import")]
    assert session.VISIT not in visit.app.session_state


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_is_told_before_anything_is_taken_in(data, lang):
    visit, words = data(lang), read_words(lang)
    drop(visit, ("名录.csv", BAD))
    text = said(visit)
    assert words("import_format.companies") in text
    assert words("import.dropped", columns=words.list(["法定代表人", "联系电话"])) in text
    assert words("import.unused", columns="内部编号") in text
    assert "2021\\-33\\-44" in text
    assert not [name for name in PERSONAL if name in text]
    assert workspace(visit).imports() == []
    assert workspace(visit).census is None
    assert visit.cards()["meta/tables"]["cite"]


def test_the_right_rows_are_taken_and_the_others_can_be_fetched(data):
    visit, words = data("en"), read_words("en")
    drop(visit, ("list.csv", BAD))
    assert visit.app.button(key="import_take").label == words("import.take_right", rows="6")
    refused = workspace(visit).draft.refused_file.read_text("utf-8-sig")
    assert "2021-33-44" in refused
    assert not [name for name in PERSONAL if name in refused]
    click(visit, "import_take")
    assert [(one.rows, one.refused) for one in workspace(visit).imports()] == [(6, 1)]
    assert visit.cards()["meta/tables"]["cite"] is None
    assert words("visit.notice", files="list\\.csv", rows="6") in said(visit)


def test_a_file_that_is_right_is_taken_whole_and_removed_again(data):
    visit, words = data("zh"), read_words("zh")
    drop(visit, ("名录.csv", GOOD))
    assert visit.app.button(key="import_take").label == words("import.take_all", rows="6")
    click(visit, "import_take")
    (one,) = workspace(visit).imports()
    click(visit, f"import_remove_{one.id}")
    assert workspace(visit).imports() == []
    assert workspace(visit).census is None
    assert visit.cards()["meta/tables"]["cite"]


def test_what_is_no_table_is_told_in_words_and_leaves_what_is_loaded(data):
    visit, words = data("zh"), read_words("zh")
    drop(visit, ("名录.csv", GOOD))
    click(visit, "import_take")
    drop(visit, ("照片.csv", "\x00\x01\x02"))
    assert words("import.nothing_right") in said(visit)
    click(visit, "import_discard")
    assert words("import.nothing_right") not in said(visit)
    assert len(workspace(visit).imports()) == 1


def test_an_unforeseen_failure_is_told_in_words_and_takes_nothing_in(data, monkeypatch):
    visit, words = data("zh"), read_words("zh")

    def break_down(*_, **__):
        raise RuntimeError("王小明")

    monkeypatch.setattr("chipcensus.workspace.workspace.examine", break_down)
    drop(visit, ("名录.csv", GOOD))
    assert words("import.failed") in said(visit)
    assert "RuntimeError" not in said(visit)
    monkeypatch.setattr("chipcensus.workspace.workspace.examine", _full)
    drop(visit, ("名录.csv", GOOD))
    assert words("import.no_room") in said(visit)


def _full(*_, **__):
    raise OSError(28, "No space left on device")


def test_rules_are_told_and_changed_for_the_visit_only(data):
    visit, words = data("zh"), read_words("zh")
    drop(visit, ("名录.csv", GOOD))
    click(visit, "import_take")
    visit.app.checkbox(key="import_scopes_show").set_value(True)
    visit.look()
    area = visit.app.text_area(key="import_scopes_text")
    before = workspace(visit).census.generation().file
    area.set_value("[chip]\nnonsense = 1\n[other]\n")
    click(visit, "import_scopes_apply")
    slips = [t for t in visit.app.table if words("problem.expected") in t.value.columns]
    assert len(slips[-1].value) > 1
    assert workspace(visit).census.generation().file == before
    own = own_rules()
    visit.app.text_area(key="import_scopes_text").set_value(own)
    click(visit, "import_scopes_apply")
    assert (workspace(visit).scopes, workspace(visit).census.has_own_rules) == (own, True)
    assert workspace(visit).census.generation().file != before
    assert words("visit.own_rules") in said(visit)
    click(visit, "import_scopes_reset")
    assert (workspace(visit).scopes, workspace(visit).census.has_own_rules) == ("", False)


def own_rules():
    """The shipped rules, but that a chip company is called otherwise."""
    text = (shared_census().settings.data / "scopes.toml").read_text("utf-8")
    assert 'name = ["芯片"]' in text
    return text.replace('name = ["芯片"]', 'name = ["甲1芯片"]', 1)


def test_an_analyst_loads_files_and_publishes_none(data, everybody_is):
    everybody_is("analyst")
    drop(visit := data("zh"), ("名录.csv", GOOD))
    keys = {button.key for button in visit.app.button}
    assert {"import_take", "import_publish"} & keys == {"import_take"}


def test_publishing_is_asked_twice_and_then_everybody_has_it(data, monkeypatch):
    visit, words, published = data("zh"), read_words("zh"), []
    shared = shared_census()

    def publish(settings, draft, *, only_right, say):
        say("publish")
        published.append((settings, draft.rows, only_right))

    monkeypatch.setattr("chipcensus.workspace.workspace.publish_draft", publish)
    drop(visit, ("名录.csv", BAD))
    assert visit.app.button(key="import_publish").disabled
    visit.app.checkbox(key="import_publish_meant").set_value(True)
    visit.look()
    click(visit, "import_publish")
    assert published == [(shared.settings, 6, True)]
    assert words("import.published") in [box.value for box in visit.app.success]
    assert workspace(visit).imports() == []


def test_another_format_can_be_chosen_where_a_file_was_taken_for_what_it_is_not(data):
    visit, words = data("zh"), read_words("zh")
    drop(visit, ("名录.csv", GOOD))
    visit.app.selectbox(key="import_as_format").set_value("stock_yjbb_em")
    settle(visit)
    assert visit.app.selectbox(key="import_as_format").value == "stock_yjbb_em"
    visit.app.selectbox(key="import_as_format").set_value("")
    settle(visit)
    assert visit.app.button(key="import_take").label == words("import.take_all", rows="6")


def test_more_visits_than_there_is_room_for_are_told_so(data, monkeypatch):
    visit, words, shared = data("en"), read_words("en"), shared_census()
    monkeypatch.setattr(shared, "settings", replace(shared.settings, private_visits=0))
    drop(visit, ("list.csv", GOOD))
    assert words("import.too_many_visits") in visit.notices()


def test_what_was_handed_on_leaves_streamlits_memory(data, monkeypatch):
    let_go = []
    files = "streamlit.runtime.memory_uploaded_file_manager.MemoryUploadedFileManager.remove_file"
    monkeypatch.setattr(files, lambda *asked: let_go.append(asked[-1]))
    drop(data("zh"), ("一.csv", GOOD), ("二.csv", GOOD.replace("甲", "丁")))
    assert len(set(let_go)) == 2


def test_a_field_that_tells_again_of_files_that_were_taken_begins_nothing(data, monkeypatch):
    visit = data("zh")
    drop(visit, ("名录.csv", GOOD))
    state = {"field": [DeletedFile("gone")], "import_round": 1}
    monkeypatch.setattr(import_file.st, "session_state", before := dict(state))
    import_file._received("field", read_words("zh"))
    assert state == before
