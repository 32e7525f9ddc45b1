"""What the house promises of itself; who may import whom is import-linter's part."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from chipcensus.census import OVERLAY
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.question import read_questions
from chipcensus.settings import ROOT

PACKAGE = ROOT / "chipcensus"
PAGES = sorted((ROOT / "pages").glob("*.py"))
CODE = sorted([ROOT / "app.py", *PAGES, *PACKAGE.rglob("*.py")])
NOT_FIGURES = {"meta", "checks", "views", "cubes"}
OVER_FIGURES = {OVERLAY}
LONGEST_PAGE, LONGEST_FILE = 60, 250
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# Units, the sign between items (twice), languages' own names, the default provider, the app's name.
SPEAK_CHINESE = {"i18n.py", "answer.py", "ui/frame.py", "figures.py", "document.py"}
SPEAK_CHINESE |= {f"units/{name}.py" for name in ("printing", "reading", "money", "numerals")}
SPEAK_CHINESE |= {"importing/meaning/vocabulary.py"}  # stops and blanks of full width
SPEAK_CHINESE |= {"pinyin.py"}  # names and how they are read
# What stands in the files of others: headers, remarks, how their cells look.
READ_CHINESE = (
    "importing/formats/",
    "importing/reading/",
    "importing/matching.py",
    "importing/telling.py",
)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _named(path: Path) -> str:
    return path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=_named)
def test_a_page_is_short_and_only_says_what_it_shows(path):
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert len(path.read_text("utf-8").splitlines()) < LONGEST_PAGE
    assert not [node for node in ast.walk(_tree(path)) if isinstance(node, defined)]


def test_every_question_is_a_figure_and_every_figure_is_on_a_page():
    asked = read_questions(ROOT / "queries")
    questions = {name for name, q in asked.items() if q.subject not in NOT_FIGURES}
    texts = {c.value for p in PAGES for c in ast.walk(_tree(p)) if isinstance(c, ast.Constant)}
    about_data = {name for name in FIGURES if name.startswith("meta/")}
    claims = {name for name in questions if re.fullmatch(r"claims/c\d+", name)}
    assert questions - OVER_FIGURES - claims == set(FIGURES) - about_data
    assert about_data <= set(asked)
    assert set(FIGURES) <= texts


def test_every_figure_is_drawn_by_the_chart_of_its_name():
    for name, figure in FIGURES.items():
        subject, question = name.split("/")
        chart = getattr(import_module(f"chipcensus.charts.{subject}"), question)
        assert figure.draw is getattr(chart, "draw", chart)


def test_every_default_is_a_parameter_of_its_question():
    asked = read_questions(ROOT / "queries")
    for name, figure in FIGURES.items():
        declared = {field.name for field in asked[name].params}
        # A figure without a choice of provider keeps the shared default; binding leaves it aside.
        assert set(figure.defaults) - {"provider", "metric", "currency"} <= declared, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_and_page_has_its_title(lang):
    texts = read_words(lang).texts
    wanted = [f"figure.{figure.key}" for figure in FIGURES.values()]
    wanted += [f"page.{page.stem}.{part}" for page in PAGES for part in ("title", "lead")]
    assert [key for key in wanted if not texts.get(key)] == []


def test_both_languages_have_the_same_words_with_the_same_places():
    zh, en = (read_words(lang).texts for lang in LANGUAGES)
    # The data's own names are in one language already and need words in the other only; so is
    # what columns mean, which the schema says in English.
    own = {"provider", "geo", "meaning"}
    names = {key for key in zh.keys() ^ en.keys() if key.split(".")[0] in own}
    assert zh.keys() - names == en.keys() - names
    assert {k for k in zh.keys() & en.keys() if _places(zh[k]) != _places(en[k])} == set()


def test_english_has_no_chinese_in_it():
    texts = read_words("en").texts
    assert {key for key, text in texts.items() if CHINESE.search(text)} == set()


def test_chinese_has_no_english_sentence_in_it():
    bare = {key: re.sub(r"{\w+}", "", text) for key, text in read_words("zh").texts.items()}
    spoken = {key for key, text in bare.items() if not CHINESE.search(text)}
    assert {key for key in spoken if len(re.findall(r"[a-z]{3,}", bare[key])) > 1} == set()


def test_no_code_speaks_chinese_itself():
    texts = {path: _texts(path) for path in CODE}
    texts |= {p: p.read_text("utf-8") for kind in ("js", "css") for p in PACKAGE.rglob(f"*.{kind}")}
    speaking = {_named(path) for path, text in texts.items() if CHINESE.search(text)}
    assert {name for name in speaking - SPEAK_CHINESE if not name.startswith(READ_CHINESE)} == set()


@pytest.mark.parametrize("path", CODE, ids=_named)
def test_every_word_asked_for_exists_and_gets_what_it_needs(path):
    for call, key in _asked_words(path):
        for lang in LANGUAGES:
            texts = read_words(lang).texts
            found = [k for k in texts if re.fullmatch(key, k)]
            assert found, f"line {call.lineno}: no words {key} in {lang}"
            given = {k.arg for k in call.keywords}
            if len(found) == 1 and None not in given:
                assert _places(texts[found[0]]) <= given, f"line {call.lineno}: {key}"


@pytest.mark.parametrize("folder", ["pages", "chipcensus/ui", "chipcensus/charts"])
def test_no_screen_and_no_chart_asks_the_database_itself(folder):
    for path in (ROOT / folder).rglob("*.py"):
        texts = [n.value for n in ast.walk(_tree(path)) if isinstance(n, ast.Constant)]
        sql = re.compile(r"\bSELECT\b|\bFROM\b\s+\w+")
        assert not [t for t in texts if isinstance(t, str) and sql.search(t)], path


@pytest.mark.parametrize("ending", ["py", "js", "css", "sql"])
def test_no_file_is_long(ending):
    folders = ("chipcensus", "pages", "queries", "tests", "bench")
    paths = [p for folder in folders for p in (ROOT / folder).rglob(f"*.{ending}")]
    lines = {_named(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_rooms_know_only_the_rooms_below_them():
    lint = "from importlinter.cli import lint_imports as lint; exit(lint(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def _texts(path: Path) -> str:
    """The strings of a Python file that can reach a reader: all but the documentation."""
    nodes = list(ast.walk(_tree(path)))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {ast.get_docstring(n, clean=False) for n in nodes if isinstance(n, documented)}
    constants = (n.value for n in nodes if isinstance(n, ast.Constant))
    return "\n".join(v for v in constants if isinstance(v, str) and v not in docs)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _asked_words(path: Path) -> list[tuple[ast.Call, str]]:
    """Calls of words("...") with the key as a pattern; what an f-string fills in is anything."""
    found = []
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = called or getattr(node.func, "id", "")
            key = _pattern(node.args[0])
            if called == "words" and key:
                found.append((node, key))
    return found


def _pattern(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [v.value if isinstance(v, ast.Constant) else None for v in node.values]
        return "".join(".+" if part is None else re.escape(part) for part in parts)
    return ""


def test_no_two_test_modules_have_one_name():
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
