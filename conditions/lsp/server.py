"""The server: requests of an editor in the language server protocol, answered by the functions of this package.

The only door to pygls.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from conditions.lsp import speaking
from conditions.lsp.cards import Card, as_markdown, as_text
from conditions.lsp.columns import Encoding, Position
from conditions.lsp.completing import complete
from conditions.lsp.diagnosis import diagnose
from conditions.lsp.hovering import hover
from conditions.lsp.navigating import Place, definition, outline, references
from conditions.lsp.renaming import Change, RenameError, renamable, rename
from conditions.lsp.tidying import tidy
from conditions.lsp.workspace import Workspace

PAUSE: Final = 0.3
"""Seconds without a new letter after which a file is looked at."""
TRIGGERS: Final = (" ", ".", "[", "(", ",", ":")
"""Letters after which an editor asks what can stand next."""
_LOGGER: Final = "pygls.protocol.json_rpc"
_ENCODINGS: Final[Mapping[str, Encoding]] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


class Server:
    """One editor, and the files that it has open.

    Attributes:
        protocol: What speaks with the editor.
        workspace: The files.
        errors_page: Address of the page on errors, to which diagnoses link, if there is one.
    """

    def __init__(self, version: str, errors_page: str | None) -> None:
        sync = types.TextDocumentSyncKind.Full
        self.protocol: LanguageServer = LanguageServer("conditions", version, text_document_sync_kind=sync)
        self.workspace: Workspace = Workspace()
        self.errors_page = errors_page
        self._uris: dict[Path, str] = {}
        self._said: dict[str, list[types.Diagnostic]] = {}
        self._waiting: asyncio.TimerHandle | None = None
        self._queue: list[Path] = []
        self._register()

    def _register(self) -> None:
        completion = types.CompletionOptions(trigger_characters=list(TRIGGERS))
        answers: dict[str, tuple[Callable[[Any], object], object]] = {
            types.INITIALIZE: (self.initialize, None),
            types.TEXT_DOCUMENT_DID_OPEN: (self.did_open, None),
            types.TEXT_DOCUMENT_DID_CHANGE: (self.did_change, None),
            types.TEXT_DOCUMENT_DID_SAVE: (self.did_save, None),
            types.TEXT_DOCUMENT_DID_CLOSE: (self.did_close, None),
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: (self.did_change_folders, None),
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (self.did_change_files, None),
            types.TEXT_DOCUMENT_COMPLETION: (self.completion, completion),
            types.TEXT_DOCUMENT_HOVER: (self.hover, None),
            types.TEXT_DOCUMENT_DEFINITION: (self.definition, None),
            types.TEXT_DOCUMENT_REFERENCES: (self.references, None),
            types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (self.symbols, None),
            types.TEXT_DOCUMENT_PREPARE_RENAME: (self.prepare_rename, None),
            types.TEXT_DOCUMENT_RENAME: (self.rename, types.RenameOptions(prepare_provider=True)),
            types.TEXT_DOCUMENT_FORMATTING: (self.formatting, None),
        }
        for name, (answer, options) in answers.items():
            self.protocol.feature(name, options)(_function(answer))

    def run(self, stdout: BinaryIO) -> None:
        """Speak over standard input and this output until the editor ends it; the output is closed then."""
        logging.getLogger(_LOGGER).addFilter(_is_no_refusal)
        self.protocol.start_io(stdout=stdout)

    # --- files that open, change and close ----------------------------------------

    def initialize(self, params: types.InitializeParams) -> None:
        """Take the folders, and in which units columns are counted."""
        agreed = self.protocol.workspace.position_encoding
        encoding = agreed.value if isinstance(agreed, types.PositionEncodingKind) else agreed
        self.workspace = Workspace(encoding=_ENCODINGS.get(encoding or "", "utf-16"))
        uris = [folder.uri for folder in params.workspace_folders or ()]
        if not uris and params.root_uri:
            uris = [params.root_uri]
        self.workspace.roots = [path for uri in uris if (path := _path(uri)) is not None]

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Look at a file that was opened."""
        self._take(params.text_document.uri)
        self._look()

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Look at a file that changes, once it has not changed for a moment."""
        self._take(params.text_document.uri)
        self._look_later()

    def did_save(self, _params: types.DidSaveTextDocumentParams) -> None:
        """Look at everything that is open: a file on the disk may have changed, too."""
        self._look()

    def did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a file, and what was said of it."""
        path = _path(params.text_document.uri)
        if path is None:
            return
        self.workspace.close(path)
        self._uris.pop(path, None)
        self._publish(params.text_document.uri, [])
        self._said.pop(params.text_document.uri, None)
        self._look_later()

    def did_change_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        """Take the folders that are open from now on."""
        gone = {_path(folder.uri) for folder in params.event.removed}
        added = [path for folder in params.event.added if (path := _path(folder.uri)) is not None]
        self.workspace.roots = [root for root in self.workspace.roots if root not in gone] + added

    def did_change_files(self, _params: types.DidChangeWatchedFilesParams) -> None:
        """Look again after something changed on the disk."""
        self._look_later()

    def _take(self, uri: str) -> None:
        path = _path(uri)
        if path is not None:
            self._uris[path] = uri
            self.workspace.open(path, self.protocol.workspace.get_text_document(uri).source)

    def _look_later(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(PAUSE, self._look)

    def _look(self) -> None:
        """Say what is wrong with every open file; what did not change is not read again."""
        was_idle = not self._queue
        self._queue = list(self.workspace.opened())
        if was_idle:
            self._look_on()

    def _look_on(self) -> None:
        """Look at the next file, and let the editor ask something before the one after it."""
        if not self._queue:
            return
        path = self._queue.pop(0)
        if self._queue:
            asyncio.get_running_loop().call_soon(self._look_on)
        remarks = diagnose(self.workspace, path)
        self._publish(self._uri(path), [speaking.diagnostic(one, self._uri, self.errors_page) for one in remarks])

    def _publish(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        """Tell the editor, unless it was told the same before."""
        if self._said.get(uri) != diagnostics:
            self._said[uri] = diagnostics
            self.protocol.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))

    # --- what is asked ------------------------------------------------------------

    def completion(self, params: types.CompletionParams) -> types.CompletionList:
        """What can stand at a place."""
        path, offset = self._place(params.text_document, params.position)
        page = self.workspace.page(path) if path is not None else None
        items = complete(self.workspace, path, offset) if path is not None else []
        if page is None:
            return types.CompletionList(is_incomplete=False, items=[])
        as_markup = self._markup(completion=True)
        made = [
            speaking.completion(item, number, page.range(item.start, offset), as_markup(item.card))
            for number, item in enumerate(items)
        ]
        return types.CompletionList(is_incomplete=False, items=made)

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What is shown at a place."""
        path, offset = self._place(params.text_document, params.position)
        shown = hover(self.workspace, path, offset) if path is not None else None
        if shown is None or path is None:
            return None
        where = speaking.range_(self.workspace.page(path).range(shown.start, shown.end))
        return types.Hover(self._markup(completion=False)(shown.card), where)

    def definition(self, params: types.DefinitionParams) -> list[types.Location]:
        """Where what stands at a place is defined."""
        path, offset = self._place(params.text_document, params.position)
        return self._locations(definition(self.workspace, path, offset) if path is not None else ())

    def references(self, params: types.ReferenceParams) -> list[types.Location]:
        """Where what stands at a place is used."""
        path, offset = self._place(params.text_document, params.position)
        if path is None:
            return []
        declared = params.context.include_declaration
        return self._locations(references(self.workspace, path, offset, declared=declared))

    def symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """What a file is made of."""
        path = _path(params.text_document.uri)
        return [speaking.part(one) for one in outline(self.workspace, path)] if path is not None else []

    def prepare_rename(self, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        """The name at a place, if it can be changed."""
        path, offset = self._place(params.text_document, params.position)
        if path is None:
            return None
        try:
            where, name = renamable(self.workspace, path, offset)
        except RenameError as error:
            raise _refused(error) from None
        return types.PrepareRenamePlaceholder(speaking.range_(where), name)

    def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        """What is to be changed for a new name."""
        path, offset = self._place(params.text_document, params.position)
        if path is None:
            return None
        try:
            changes = rename(self.workspace, path, offset, params.new_name)
        except RenameError as error:
            raise _refused(error) from None
        return types.WorkspaceEdit(changes={self._uri(file): _edits(made) for file, made in changes.items()})

    def formatting(self, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        """What is to be changed for the usual form."""
        path = _path(params.text_document.uri)
        return _edits(tidy(self.workspace, path)) if path is not None else []

    # --- between both worlds ------------------------------------------------------

    def _place(self, document: types.TextDocumentIdentifier, position: types.Position) -> tuple[Path | None, int]:
        """The file and the offset of a place."""
        path = _path(document.uri)
        if path is None:
            return None, 0
        return path, self.workspace.page(path).offset(Position(position.line, position.character))

    def _locations(self, places: Iterable[Place]) -> list[types.Location]:
        return [types.Location(self._uri(place.path), speaking.range_(place.range)) for place in places]

    def _uri(self, path: Path) -> str:
        return self._uris.get(path) or from_fs_path(str(path)) or path.as_uri()

    def _markup(self, *, completion: bool) -> speaking.Markup:
        """How cards are written for this editor: as Markdown if it can show it."""
        documents = self.protocol.client_capabilities.text_document
        kinds: Iterable[types.MarkupKind] = ()
        if completion and documents and documents.completion and documents.completion.completion_item:
            kinds = documents.completion.completion_item.documentation_format or ()
        elif not completion and documents and documents.hover:
            kinds = documents.hover.content_format or ()
        if types.MarkupKind.Markdown in kinds:
            return lambda card: types.MarkupContent(types.MarkupKind.Markdown, as_markdown(card))
        return _plainly


def _function(method: Callable[[Any], object]) -> Callable[[Any], object]:
    """A method as a function, on which pygls can write what it is registered for."""

    def answer(params: Any) -> object:
        return method(params)

    return answer


def _plainly(card: Card) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.PlainText, as_text(card))


def _path(uri: str) -> Path | None:
    """The file of an address, `None` of one that is no file."""
    found = to_fs_path(uri)
    return Path(found) if found else None


def _edits(changes: Iterable[Change]) -> list[types.TextEdit]:
    return [types.TextEdit(speaking.range_(one.range), one.text) for one in changes]


class RefusedError(JsonRpcException):
    """A request that is refused with a sentence."""

    CODE = types.LSPErrorCodes.RequestFailed


def _refused(error: RenameError) -> RefusedError:
    return RefusedError(str(error))


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Whether a record of pygls is about anything but a refusal, which is no mistake of the server."""
    return record.exc_info is None or not isinstance(record.exc_info[1], RefusedError)
