"""The language server as an editor meets it: a process that speaks over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from tests.command_line import ROOT, run
from tests.edited import COURSE, TALKS

pytest.importorskip("pygls")

SECONDS = 30
BROKEN = TALKS.replace(
    """\
  UA-vote:
    party: UA
    label: A vote first
    condition: ua_signs only after referendum
    source: speech
    from: 2022-03-29
""",
    """\
  UA-vote:
    {label: 🙂 Голосування, party: UA, condition: ua_signs only after referndum, source: speech, from: 2022-03-29}
  UA-other: {party: UA, condition: never referendum}
""",
)


class Editor:
    """An editor that has started a server."""

    def __init__(self, home: Path, capabilities: dict[str, Any]) -> None:
        command = [sys.executable, "-m", "conditions", "lsp", "--stdio", "--docs", "https://docs.example/errors.html"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)
        self.messages: Queue[dict[str, Any]] = Queue()
        self.complaints = ""
        self.threads = [threading.Thread(target=one, daemon=True) for one in (self._listen, self._hear_complaints)]
        for thread in self.threads:
            thread.start()
        self.count = 0
        folders = [{"uri": home.as_uri(), "name": "talks"}]
        said = {"processId": None, "rootUri": None, "workspaceFolders": folders, "capabilities": capabilities}
        self.server = self.ask("initialize", said)["capabilities"]
        self.tell("initialized", {})

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self.messages.put(json.loads(stream.read(length)))

    def _hear_complaints(self) -> None:
        assert self.process.stderr is not None
        self.complaints = self.process.stderr.read().decode()

    def end(self) -> int:
        """Have the server end; its exit code."""
        assert self.ask("shutdown") is None
        self.tell("exit", None)
        code = self.process.wait(SECONDS)
        for thread in self.threads:
            thread.join(SECONDS)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        return code

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> Any:
        """Send a request; its result, or the error in its place."""
        self.count += 1
        self._send({"id": self.count, "method": method, **({} if params is None else {"params": params})})
        while True:
            message = self.messages.get(timeout=SECONDS)
            if message.get("id") == self.count:
                return message["error"] if "error" in message else message["result"]

    def diagnostics(self, path: Path) -> list[dict[str, Any]]:
        """What is said of a file next."""
        while True:
            message = self.messages.get(timeout=SECONDS)
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == path.as_uri():
                found: list[dict[str, Any]] = params["diagnostics"]
                return found

    def open(self, path: Path, text: str) -> None:
        """Open a file."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, path: Path, text: str, version: int) -> None:
        """Type a new text."""
        params = {"textDocument": {"uri": path.as_uri(), "version": version}, "contentChanges": [{"text": text}]}
        self.tell("textDocument/didChange", params)


def at(path: Path, text: str, needle: str, after: str, encoding: str = "utf-16-le") -> dict[str, Any]:
    """The place of a text behind another one, as an editor says it."""
    offset = text.index(needle, text.index(after))
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    column = len(line.encode(encoding)) // (2 if encoding == "utf-16-le" else 1)
    return {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": text[:offset].count("\n"), "character": column},
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a dossier and a scenario, whose path has blanks and letters of another script."""
    folder = tmp_path / "мої переговори"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(TALKS, encoding="utf-8")
    (folder / "one.scenario.yaml").write_text(COURSE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor that shows Markdown, with an empty folder open; it ends the server."""
    formats = ["markdown", "plaintext"]
    items = {"completionItem": {"documentationFormat": formats}}
    capabilities = {"textDocument": {"hover": {"contentFormat": formats}, "completion": items}}
    editor = Editor(tmp_path_factory.mktemp("empty"), capabilities)
    yield editor
    assert 0 == editor.end()
    assert "Traceback" not in editor.complaints


@pytest.fixture
def editor(started: Editor, home: Path) -> Editor:
    """The editor with one folder more."""
    change = {"added": [{"uri": home.as_uri(), "name": "talks"}], "removed": []}
    started.tell("workspace/didChangeWorkspaceFolders", {"event": change})
    return started


def test_an_editor_is_helped(editor: Editor, home: Path) -> None:
    """From opening a broken file to renaming an event in two files."""
    path, scenario = home / "dossier.yaml", home / "one.scenario.yaml"
    emoji = BROKEN
    editor.open(path, emoji)
    (mistake,) = [one for one in editor.diagnostics(path) if one["severity"] == 1]
    place = at(path, emoji, "referndum", "🙂")["position"]

    assert {"start": place, "end": {**place, "character": place["character"] + 9}} == mistake["range"]
    assert "https://docs.example/errors.html#unknown-event" == mistake["codeDescription"]["href"]

    offered = editor.ask("textDocument/completion", at(path, emoji, "referndum", "🙂"))["items"]
    vote = next(one for one in offered if one["label"] == "referendum")
    assert "Переговори й голосування" == vote["detail"]
    assert "markdown" == vote["documentation"]["kind"]

    fixed = emoji.replace("referndum", "referendum")
    editor.change(path, fixed, 2)
    assert [] == [one for one in editor.diagnostics(path) if one["severity"] == 1]

    shown = editor.ask("textDocument/hover", at(path, fixed, "referendum", "🙂"))
    assert "Переговори й голосування" in shown["contents"]["value"]
    assert place == shown["range"]["start"]

    (found,) = editor.ask("textDocument/definition", at(path, fixed, "referendum", "🙂"))
    assert at(path, fixed, "referendum", "events")["position"] == found["range"]["start"]
    assert path.as_uri() == found["uri"]

    used = editor.ask(
        "textDocument/references", {**at(path, fixed, "referendum", "🙂"), "context": {"includeDeclaration": True}}
    )
    assert {path.as_uri(), scenario.as_uri()} == {one["uri"] for one in used}

    parts = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": path.as_uri()}})
    assert "conditions" in [one["name"] for one in parts]

    edits = editor.ask("textDocument/rename", {**at(path, fixed, "referendum", "🙂"), "newName": "голосування"})[
        "changes"
    ]
    assert {path.as_uri(): len(used) - 1, scenario.as_uri(): 1} == {uri: len(made) for uri, made in edits.items()}
    assert {"голосування"} == {one["newText"] for made in edits.values() for one in made}

    refused = editor.ask("textDocument/rename", {**at(path, fixed, "referendum", "🙂"), "newName": "ua_signs"})
    assert "`ua_signs` is already the name of an event" == refused["message"]

    tidied = fixed.replace("never referendum", "never   referendum")
    editor.change(path, tidied, 3)
    (edit,) = editor.ask(
        "textDocument/formatting",
        {"textDocument": {"uri": path.as_uri()}, "options": {"tabSize": 2, "insertSpaces": True}},
    )
    assert "never referendum" in edit["newText"]


def test_what_is_typed_in_the_dossier_reaches_its_scenarios(editor: Editor, home: Path) -> None:
    """Without saving; and what is on the disk counts again once the dossier is closed."""
    path, scenario = home / "dossier.yaml", home / "one.scenario.yaml"
    editor.open(scenario, COURSE)
    assert [] == [one for one in editor.diagnostics(scenario) if one["severity"] == 1]
    editor.open(path, TALKS)
    editor.change(path, TALKS.replace("  approved:", "  accepted:"), 2)
    (mistake,) = [one for one in editor.diagnostics(scenario) if one["severity"] == 1]
    assert "unknown-fact" == mistake["code"]
    editor.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
    assert [] == [one for one in editor.diagnostics(scenario) if one["severity"] == 1]


def test_files_that_are_none_of_ours_are_left_alone(editor: Editor, home: Path) -> None:
    """An editor hands over every YAML file, and some that are no files at all."""
    editor.open(home / "compose.yaml", "services: {")
    unsaved = {"textDocument": {"uri": "untitled:Untitled-1", "languageId": "yaml", "version": 1, "text": "a: b"}}
    editor.tell("textDocument/didOpen", unsaved)
    for uri in ((home / "compose.yaml").as_uri(), "untitled:Untitled-1"):
        place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}}

        assert editor.ask("textDocument/hover", place) is None
        assert [] == editor.ask("textDocument/completion", place)["items"]
        assert [] == editor.ask("textDocument/definition", place)
        assert [] == editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})


def test_columns_are_counted_as_the_editor_counts(home: Path) -> None:
    """An editor that counts bytes is answered in bytes, and in plain text if it shows no Markdown."""
    editor = Editor(home, {"general": {"positionEncodings": ["utf-8", "utf-16"]}})
    path = home / "dossier.yaml"
    text = TALKS.replace("UA-all:\n    party: UA\n", "UA-all:\n    party: UA\n    label: '🙂 all'\n")
    editor.open(path, text)
    place = at(path, text, "by: UA", "голосування", "utf-8")
    place["position"]["character"] += len("by: ")
    shown = editor.ask("textDocument/hover", place)
    editor.end()

    assert "utf-8" == editor.server["positionEncoding"]
    assert "plaintext" == shown["contents"]["kind"]
    assert shown["contents"]["value"].startswith("party UA: Ukraine")
    assert place["position"] == shown["range"]["start"]


def test_without_pygls_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence with the command, and no traceback."""
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    monkeypatch.delitem(sys.modules, "conditions.lsp.server", raising=False)
    monkeypatch.delitem(sys.modules, "conditions.lsp.speaking", raising=False)
    done = run("lsp")

    assert 2 == done.code
    assert "pip install 'diplomatic-conditions[lsp]'" in done.stderr
