"""Parsed sentences written by hand, so that the stages behind the parser are tested without a trained model."""

from __future__ import annotations

from timeline.syntax import Sentence, Word

__all__ = ["tree"]


def tree(rows: str, *, lemmas: dict[str, str] | None = None) -> Sentence:
    """A sentence from words written as "text/TAG/label>head", one blank between them; heads count from 0.

    The lemma is the text in lower case, or what `lemmas` gives for it. Positions are those of the words with blanks.
    """
    words, at = [], 0
    for index, row in enumerate(rows.split()):
        rest, _, head = row.rpartition(">")
        text, tag, dep = rest.rsplit("/", 2)
        lemma = (lemmas or {}).get(text, text.lower())
        words.append(
            Word(
                index=index,
                start=at,
                end=at + len(text),
                text=text,
                lemma=lemma,
                tag=tag,
                dep=dep,
                head=int(head),
            )
        )
        at += len(text) + 1
    return Sentence(tuple(words))
