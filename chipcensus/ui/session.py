"""What a visit remembers: language and filters, kept the same in the session and in the URL."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from chipcensus.census import Census, shared_census
from chipcensus.choices import Choices, Ignored, from_url
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES
from chipcensus.ui import opened
from chipcensus.ui.reader import allows as allows
from chipcensus.ui.reader import has_sign_in as has_sign_in
from chipcensus.ui.reader import reader as reader
from chipcensus.workspace import COOKIE, Workspace, workspaces_of

LANG, GENERATION = "lang", "generation"
# The id of the citation that the page /cite opens.
KEY, CITED = "key", "cite"
# ... of the report that the page /report opens, of the statement that /explore does.
KEYED = (CITED, "report", opened.PAGE)
# What a reader typed as a day and is none.
BAD_DAY = "bad_day"
# What a reader chose beyond what can stand side by side.
TOO_MANY = "too_many"
# The token of the visit's own data, and whether that has ended without being left here.
VISIT, VISIT_ENDED = "visit", "visit_ended"
# Filters that act on one page only; the others let go of them.
OWN = {
    "company": ("id",),
    "data": ("earlier", "later"),
    "deregistrations": ("against",),
    "companies": ("search", "segment", "status", "city", "founded_from", "founded_to"),
    "market": ("kinds", "event", "series", "market"),
    "claims": ("topic", "verdict"),
}


def census() -> Census:
    """What this visit asks: its own data where it has loaded some, else the shared data."""
    own = workspace()
    return own.census if own and own.census else shared_census()


def workspace() -> Workspace | None:
    """Where this visit's own data lies; None where it has none."""
    state = st.session_state
    token = state.get(VISIT) or st.context.cookies.get(COOKIE)
    if not token:
        return None
    found = workspaces_of(shared_census()).find(token)
    if found is None:
        state[VISIT_ENDED] = bool(state.pop(VISIT, None)) or visit_ended()
        return None
    state[VISIT] = token
    context = get_script_run_ctx()
    if context is not None:
        found.visited_by(context.session_id)
    return found


def own_workspace() -> Workspace:
    """The same, new where there is none. Raises TooManyVisits."""
    found = workspace()
    if found is None:
        st.session_state[VISIT] = workspaces_of(shared_census()).open().token
        st.session_state.pop(VISIT_ENDED, None)
        found = workspace()
    assert found is not None  # noqa: S101 - just opened
    return found


def visit_ended() -> bool:
    """Whether the visit's own data went without being left in this tab."""
    return bool(st.session_state.get(VISIT_ENDED))


def forget_visit() -> None:
    """Nothing of the visit's own is left."""
    for name in (VISIT, VISIT_ENDED):
        st.session_state.pop(name, None)


def start(choices: Choices) -> None:
    """Take over what the URL says, unless it is what we wrote or the page has changed.

    Streamlit empties the URL when a reader moves to another page (ours is never empty): the
    filters are kept then.
    """
    state, url = st.session_state, _url()
    state["is_linked"] = bool(url) and url != state.get("url")
    if url == state.get("url"):
        pass
    elif url or "filters" not in state:
        opened.take(url)
        state["linked_generation"] = (url.pop(GENERATION, None) or [""])[-1]
        state[KEY] = (url.pop(KEY, None) or [""])[-1]
        lang = (url.pop(LANG, None) or [""])[-1]
        state["filters"], state["ignored"] = from_url(url, choices)
        state[LANG] = _language(lang, state["ignored"])
    else:
        state["ignored"], state[KEY] = [], ""
        opened.put()
        _forget_complaints()
    write_url()


def check_again(choices: Choices) -> None:
    """Let go of what the data, which is another one now, does not have; and say so."""
    chosen = filters().to_url()
    as_lists = {k: v if isinstance(v, list) else [v] for k, v in chosen.items()}
    st.session_state["filters"], gone = from_url(as_lists, choices)
    st.session_state["ignored"] = [*ignored(), *gone]
    if gone:
        write_url()


def has_started() -> bool:
    """Whether the visit knows what its URL says."""
    return "filters" in st.session_state


def settle(page: str) -> None:
    """Let go of the filters of another page; a link that asks for one is told."""
    state, names = st.session_state, [n for p in OWN if p != page for n in OWN[p]]
    if page == opened.PAGE:  # a question is asked there as it was on its page
        names = []
    if page not in KEYED and state.get(KEY):
        if state["is_linked"]:
            state["ignored"].append(Ignored(KEY, state[KEY][:40], "elsewhere"))
        state[KEY] = ""
        write_url()
    if page != opened.PAGE and opened.told():
        opened.put()
        write_url()
    if not has_started():  # before there is anything to choose from
        return
    asked = {n: value for n, value in filters().chosen().items() if n in names}
    if asked:
        if state["is_linked"]:
            state["ignored"] += [Ignored(n, str(v), "elsewhere") for n, v in asked.items()]
        nothing: dict[str, Any] = dict.fromkeys(asked)
        state["filters"] = replace(filters(), **nothing)
        write_url()


def _forget_complaints() -> None:
    for name in (BAD_DAY, TOO_MANY):
        st.session_state.pop(name, None)


def filters() -> Filters:
    """What the reader chose."""
    chosen: Filters = st.session_state["filters"]
    return chosen


def language() -> str:
    """The language of the screen, before a page is known the browser's."""
    lang: str = st.session_state.get(LANG) or _language((_url().get(LANG) or [""])[-1], [])
    return lang


def ignored() -> list[Ignored]:
    """Parts of the URL that were not followed."""
    found: list[Ignored] = st.session_state.get("ignored", [])
    return found


def linked_generation() -> str | None:
    """The generation a pasted link was made on, cut short; None without one."""
    name = st.session_state.get("linked_generation")
    return name[:12] if name and name.isalnum() else None


def cited() -> str:
    """The id of a citation as the address gives it; empty without one."""
    key: str = st.session_state.get(KEY, "")
    return key


def choose(**changes: Any) -> None:
    """A widget's callback: set filters (or `lang`); the URL follows when the figures are sent."""
    state = st.session_state
    if LANG in changes:
        state[LANG] = changes.pop(LANG)
    state["filters"] = Filters(**{**vars(state["filters"]), **changes})
    state["ignored"] = []
    state["linked_generation"] = None
    state["is_changed"] = True
    _forget_complaints()


def is_changed() -> bool:
    """Whether the reader has just chosen something; asked once a run."""
    return bool(st.session_state.pop("is_changed", False))


def show(generation: str) -> None:
    """Remember the file of the generation the page as a whole is drawn from."""
    st.session_state["shown_generation"] = generation


def is_overtaken(generation: str) -> bool:
    """Whether the page around the figures was drawn from another generation."""
    return bool(st.session_state.get("shown_generation", generation) != generation)


def query() -> dict[str, str | list[str]]:
    """The URL parameters that restore what is on the screen."""
    key = {KEY: cited()} if cited() else {}
    return {**filters().to_url(), **key, **opened.told(), LANG: language()}


def _url() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write_url() -> None:
    """Let the address bar say what is on the screen."""
    wanted = query()
    as_lists = {k: v if isinstance(v, list) else [v] for k, v in wanted.items()}
    if _url() != as_lists:
        st.query_params.from_dict(wanted)
    st.session_state["url"] = as_lists


def plain(text: str) -> str:
    """Text from outside, so that no sign in it works as Markdown or HTML."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>()#+-.!|~$:&" else c for c in text)


def _language(given: str, found: list[Ignored]) -> str:
    if given in LANGUAGES:
        return given
    if given:
        found.append(Ignored(LANG, given[:40], "unknown"))
    return _guess()


def _guess() -> str:
    locale = st.context.locale or "zh"
    return "zh" if locale.lower().startswith("zh") else "en"
