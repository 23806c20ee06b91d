"""Markdown, in which standards are published, as a line of plain text."""

from __future__ import annotations

import re

# What a line of plain text does without: links and pictures, rules of tables, marks around and before words.
_MARKED = re.compile(r"[*_`\[|\\#>\n]")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
_RULE = re.compile(r"^[ \t|:=*_-]{3,}$", re.MULTILINE)
_BEFORE_LINE = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[*+-][ \t]+)", re.MULTILINE)
_AROUND = re.compile(r"(\*\*|__|`{1,3}|(?<![\w\\])[*_](?=\S))(.{1,500}?)\1", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!$|<>~-])")


def plain(statement: str) -> str:
    """A statement on one line, without the marks of its Markdown. Formulas between dollar signs stay as they are."""
    if not _MARKED.search(statement):
        return " ".join(statement.split())
    pieces = re.split(r"((?<!\\)\$[^$\n]+(?<!\\)\$)", statement)
    pieces[::2] = map(_unmarked, pieces[::2])
    return " ".join("".join(pieces).split())


def _unmarked(text: str) -> str:
    text = _BEFORE_LINE.sub("", _RULE.sub(" ", _LINK.sub(r"\1", text.replace("\r", ""))))
    text = _AROUND.sub(r"\2", _AROUND.sub(r"\2", text))
    return _ESCAPED.sub(r"\1", re.sub(r"(?<!\\)\|", " ", text))
