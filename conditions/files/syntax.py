"""What is wrong where YAML cannot be read on, in our words instead of the parser's."""

from __future__ import annotations

import re

from conditions.errors import Problem
from conditions.files.limits import KEY_LENGTH
from conditions.files.lines import line_above, line_end, line_start, neighbour_above, text_before, word_at
from conditions.files.nodes import Source, Text
from conditions.files.refusals import key_too_long
from conditions.location import Location
from conditions.records import dataclass

_LAST_MARK = re.compile(r"(?<!\S)[*&!][^\s*&!]*(?=[^*&!]*\Z)")
_LONGEST_MEMBER = 100
_QUOTE_IT = "put the text in quotes"


@dataclass(frozen=True)
class Fault:
    """What the parser says, and the indices where it says it.

    Attributes:
        problem: The parser's words.
        index: Where it stopped.
        context: What it was doing.
        begun: Where that began.
    """

    problem: str
    index: int
    context: str = ""
    begun: int | None = None


def explain(fault: Fault, source: Source, last: Text | None, opened: int | None) -> Problem:
    """The fault as a problem that a writer of the file can mend.

    Args:
        fault: What the parser says.
        source: The file.
        last: The last scalar read before it.
        opened: Where the innermost open bracket stands.
    """
    return _Explainer(fault, source, last, opened).problem()


@dataclass(frozen=True)
class _Explainer:
    fault: Fault
    source: Source
    last: Text | None
    opened: int | None

    def problem(self) -> Problem:
        """The first explanation that fits."""
        words, doing = self.fault.problem, self.fault.context
        if "quoted scalar" in doing:
            return self._quote()
        if "tab character" in words or (self._char == "\t" and "cannot start" in words):
            return self._tab()
        if "tag" in doing or "tag" in words:
            place = self._place(*word_at(self._text, self._begun))
            return Problem("tag", "tags are not supported", place, hint=f"to begin a text with `!`, {_QUOTE_IT}")
        if "directive" in doing or "document indicator" in words:
            return self._reserved()
        if "block scalar" in doing:
            return self._block_header()
        if "anchor" in doing or "alias" in doing or "cannot start any token" in words:
            return self._reserved()
        return self._structure()

    def _structure(self) -> Problem:
        words, doing = self.fault.problem, self.fault.context
        if (runaway := self._runaway()) is not None and "<document start>" not in words:
            return self._runaway_quote(runaway)
        if "flow" in doing or self.opened is not None:
            return self._brackets()
        if "not allowed in this context" in words:
            return self._misplaced()
        if "could not find expected ':'" in words:
            return self._no_colon()
        if "node content" in words:
            return self._at("missing-value", f"a value cannot begin with `{self._char}`", f"if it is text, {_QUOTE_IT}")
        return self._after_value()

    def _quote(self) -> Problem:
        begun = self._begun
        if "unexpected" in self.fault.problem:
            return Problem(
                "unclosed-quote",
                "the quote that opens here is not closed",
                self._place(begun, line_end(self._text, begun)),
                hint=f"close it with `{self._sign(begun)}`",
            )
        slash = self._text.rfind("\\", begun, self.fault.index + 1)
        return Problem(
            "bad-escape",
            f"`{self._text[slash : slash + 2].strip()}` is not an escape that can stand here",
            self._place(slash, slash + 2),
            hint="write `\\\\` for a backslash, or use single quotes",
        )

    def _tab(self) -> Problem:
        start = self.fault.index
        if self._char != "\t":
            start = max(self._text.find("\t", line_start(self._text, start)), 0)
        place = self._place(start, start + 1)
        return Problem("tab-indentation", "a tab cannot indent a line", place, hint="indent with spaces")

    def _reserved(self) -> Problem:
        begins = self.fault.context.startswith(("while scanning an a", "while scanning a d"))
        index = self._begun if begins else self.fault.index
        char = self._sign(index)
        if char in ("|", ">") and self.opened is not None:
            return Problem(
                "misplaced-block-text",
                f"a block text (`{char}`) cannot stand inside of brackets",
                self._place(index, index + 1),
                hint=f"{_QUOTE_IT}, or write the list without brackets",
                related=self._related_opening(),
            )
        return self._bad_beginning(index, index + 1)

    def _bad_beginning(self, start: int, end: int) -> Problem:
        name = "a backtick" if self._sign(start) == "`" else f"`{self._sign(start)}`"
        message = f"a text without quotes cannot begin with {name}"
        return Problem("reserved-character", message, self._place(start, end), hint=_QUOTE_IT)

    def _block_header(self) -> Problem:
        sign = self._sign(self._begun)
        return Problem(
            "block-text-header",
            f"no text can follow `{sign}` on its line",
            self._place(self.fault.index, line_end(self._text, self.fault.index)),
            hint=f"begin the text on the next line; if `{sign}` belongs to it, {_QUOTE_IT}",
        )

    def _brackets(self) -> Problem:
        index, opening = self.fault.index, self.fault.begun if self.opened is None else self.opened
        if opening is None:
            return self._after_value()
        bracket, sign = self._sign(opening), self._char
        closing = {"[": "]", "{": "}"}.get(bracket, "")
        begins_line = not text_before(self._text, index).strip()
        if not sign or (begins_line and sign not in "]},") or self._looks_like_next_entry(opening):
            begins = index - len(text_before(self._text, index).lstrip())
            reason, place = "this does not belong inside of it", self._place(*word_at(self._text, begins))
            return Problem(
                "unclosed-bracket",
                f"the bracket `{bracket}` is not closed",
                self._place(opening, opening + 1),
                hint=f"close it with `{closing}`",
                related=((reason, place),) if sign else (),
            )
        opened = self._related_opening()
        if sign in "]}" and sign != closing:
            message, hint = f"`{sign}` does not close `{bracket}`", f"close it with `{closing}`"
            return Problem("unclosed-bracket", message, self._place(index, index + 1), hint, related=opened)
        if sign in ",]}":
            return self._at("missing-value", f"there is nothing before `{sign}`", "write a value, or delete the comma")
        hint = f"separate the entries with commas; if this belongs to the text before it, {_QUOTE_IT}"
        place = self._place(*word_at(self._text, index))
        if sign == ":" and (word := re.search(r"[^\s\[\]{},]+\s*\Z", text_before(self._text, index))):
            place = self._place(index - len(word.group()), index)
        member = re.search(r"\w+\Z", text_before(self._text, index))
        rest = re.match(r"\[\w+\](?=\s*:)", self._text[index : index + _LONGEST_MEMBER])
        if bracket == "{" and member and rest:
            hint = f'inside of brackets put the name in quotes: `"{member.group()}{rest.group()}": …`'
        return Problem("missing-comma", f"expected `,` or `{closing}` before this", place, hint, related=opened)

    def _misplaced(self) -> Problem:
        index, before = self.fault.index, text_before(self._text, self.fault.index)
        if self._char == "-" or "sequence entries" in self.fault.problem:
            hint = f"begin the list on the next line; if `-` belongs to the text, {_QUOTE_IT}"
            return self._at("misplaced-list", "a list cannot begin on this line", hint)
        if self._char == "?":
            return self._bad_beginning(index, index + 1)
        if before.rstrip().endswith(("]", "}")):
            return self._after_value()
        if index - line_start(self._text, index) > KEY_LENGTH:
            return key_too_long(self.source, line_start(self._text, index), index)
        if re.search(r":\s", before) or re.match(r"\s*- ", before):
            return self._at("colon-in-text", "a text without quotes cannot contain `: `", _QUOTE_IT)
        above = line_above(self._text, index)
        if above is not None and above[0] - line_start(self._text, above[0]) >= len(before) - len(before.lstrip()):
            return self._line_without_colon(*above)
        return Problem(
            "bad-indentation",
            "this line is indented deeper than the line before allows",
            self._place(index - len(before.lstrip()), index),
            hint="a key that has a value on its line cannot have more keys below; begin the neighbours in one column",
        )

    def _no_colon(self) -> Problem:
        begun, end = self._begun, line_end(self._text, self._begun)
        long = end - begun > KEY_LENGTH
        return key_too_long(self.source, begun, end) if long else self._line_without_colon(begun, end)

    def _line_without_colon(self, start: int, end: int) -> Problem:
        hint = "write `key: value`; to go on with the text of the line before, indent this one deeper"
        if self._sign(start) == "-" or ":" in self._text[start:end]:
            hint = f"put a space after the {'dash' if self._sign(start) == '-' else 'colon'}"
        return Problem("missing-colon", "this line has no `: ` that ends its key", self._place(start, end), hint=hint)

    def _after_value(self) -> Problem:
        """Something follows where an entry should end, or begins in the wrong column."""
        index, before = self.fault.index, text_before(self._text, self.fault.index)
        end = len(before.rstrip())
        ending = before[end - 1 : end]
        if ending in ("'", '"', "]", "}"):
            hint = f"delete it, or, if the bracket is part of a text, {_QUOTE_IT}"
            if ending in "'\"":
                hint = "put all of the text in quotes; inside of double quotes write `\\\"`, inside of single ones `''`"
            return self._at("text-after-value", f"something follows the closing `{ending}`", hint)
        if self._char in ("]", "}", ","):
            return self._at("unopened-bracket", f"`{self._char}` stands outside of brackets", "delete it")
        if self._char == ":":
            return self._at("empty-key", "there is no key before this colon", "write `key: value`")
        if before.strip(" -?") == "":
            return self._bad_column(len(before))
        if (mark := _LAST_MARK.search(before)) is not None:
            return self._bad_beginning(index - len(before) + mark.start(), index - len(before) + mark.end())
        return self._at("yaml-syntax", "this cannot stand here", f"if it is text, {_QUOTE_IT}")

    def _bad_column(self, column: int) -> Problem:
        """A line among entries of another column or kind."""
        index, begun = self.fault.index, self.fault.begun
        in_list = "'-'" in self.fault.problem
        same = begun is not None and begun - line_start(self._text, begun) == column
        neighbour = neighbour_above(self._text, index)
        neighbour = begun if neighbour is None else neighbour
        reason = "the list begins here" if in_list else "its neighbours begin here"
        related = () if neighbour is None else ((reason, self._place(*word_at(self._text, neighbour))),)
        place = self._place(*word_at(self._text, index))
        if same and in_list:
            hint = "begin the line with `- `, or indent the list deeper than the key before it"
            return Problem("misplaced-key", "a key cannot stand among list items", place, hint, related=related)
        if same and self._char == "-":
            hint = "indent the list below the key that it belongs to"
            return Problem("misplaced-list", "a list item cannot stand among keys", place, hint, related=related)
        return Problem(
            "bad-indentation",
            "this line does not begin in the column of its neighbours",
            place,
            hint="indent entries of one list or mapping by the same number of spaces",
            related=related,
        )

    @property
    def _text(self) -> str:
        return self.source.text

    @property
    def _char(self) -> str:
        """The sign at the fault; nothing at the end of the file."""
        return self._text[self.fault.index : self.fault.index + 1]

    @property
    def _begun(self) -> int:
        """Where what the parser was doing began."""
        return self.fault.index if self.fault.begun is None else self.fault.begun

    def _sign(self, index: int) -> str:
        return self._text[index : index + 1]

    def _at(self, code: str, message: str, hint: str | None) -> Problem:
        return Problem(code, message, self._place(*word_at(self._text, self.fault.index)), hint)

    def _place(self, start: int, end: int) -> Location:
        return self.source.location(start, end)

    def _runaway(self) -> Text | None:
        """The last scalar, if it is a quote over several lines that ends just before the fault."""
        last = self.last
        if last is None or last.style not in ("single", "double"):
            return None
        between = self._text[last.end : self.fault.index]
        over_lines = "\n" in self._text[last.start : last.end]
        return last if over_lines and "\n" not in between else None

    def _runaway_quote(self, last: Text) -> Problem:
        return Problem(
            "unclosed-quote",
            "the quote that opens here runs on to a later line",
            self._place(last.start, line_end(self._text, last.start)),
            hint=f"close it with `{self._sign(last.start)}`",
            related=(("only here is there another quote", self._place(last.end - 1, last.end)),),
        )

    def _related_opening(self) -> tuple[tuple[str, Location], ...]:
        if self.opened is None:
            return ()
        return ((f"`{self._text[self.opened]}` is opened here", self._place(self.opened, self.opened + 1)),)

    def _looks_like_next_entry(self, opening: int) -> bool:
        """Whether the fault is the colon of a key on a later line."""
        index = self.fault.index
        line = line_start(self._text, index)
        return line > opening and self._char == ":" and bool(re.fullmatch(r"\s*\S+", self._text[line:index]))
