"""Words with their who and when: profile tiles, lead quotes, reflections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.style import CHILD, LABEL, SMALL, Style
from learnerplan.domain.profiles import Voice

if TYPE_CHECKING:
    from learnerplan.documents.parts.stack import Setting, Stack
    from learnerplan.documents.words import Words
    from learnerplan.domain.packets import Quote


def label(words: Words, quote: Quote) -> str:
    """What stands above the words: the quote's own label, or what its voice or facet is called."""
    if quote.label:
        return quote.label
    if quote.voice in (Voice.FAMILY, Voice.TEACHER):
        return words(f"facet.{quote.voice.value}")
    return words(f"facet.{quote.facet.value if quote.facet else 'other'}")


def credit(words: Words, quote: Quote, *, brief: bool = False) -> str:
    """Who said it, where and when, and (unless `brief`) what was said before."""
    who = quote.who or (words("quote.me") if quote.voice is Voice.LEARNER else "")
    parts = [part for part in (who, quote.source) if part]
    if quote.said_on:
        date = words.day(quote.said_on)
        parts.append(words("quote.changed", date=date) if quote.earlier_words else date)
    line = ", ".join(parts)
    if brief or not quote.earlier_words:
        return line
    said = words("quote.open") + quote.earlier_words + words("quote.close")
    if quote.earlier_on:
        before = words("quote.earlier", words=said, date=words.short_day(quote.earlier_on))
    else:
        before = words("quote.earlier_undated", words=said)
    return f"{line} ({before})"


def quoted(words: Words, text: str) -> str:
    """The text in the quotation marks of the language."""
    return f"{words('quote.open')}{text}{words('quote.close')}"


def said(setting: Setting, quote: Quote, width: float, style: Style = CHILD, lines: int | None = None) -> Stack:
    """Label, words, translation and credit, one below the other; in brief when there is a limit of lines."""
    words = setting.words
    stack = setting.stack(width).text(label(words, quote), LABEL, max_lines=2)
    stack.text(quote.words, style, gap=3, max_lines=lines)
    if quote.translation:
        stack.text(quote.translation, SMALL.but(own_way=True), gap=3, max_lines=lines)
        if quote.translated_by:
            stack.text(words("quote.translated", name=quote.translated_by), SMALL, max_lines=1)
    return stack.text(credit(words, quote, brief=lines is not None), SMALL, gap=2, max_lines=2 if lines else 4)
