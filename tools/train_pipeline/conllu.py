"""Reads Universal Dependencies treebanks (CoNLL-U) with their document and paragraph boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Document", "Sentence", "Token", "read_conllu"]


@dataclass(slots=True)
class Token:
    """One syntactic word; `head` is the position in the sentence (0-based; its own position for the root)."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool = True
    entity: str = "O"
    misc: str = ""


@dataclass(slots=True)
class Sentence:
    """The words of one sentence; `paragraph_start` where the source opens a paragraph."""

    tokens: list[Token]
    sent_id: str = ""
    paragraph_start: bool = False

    @property
    def text(self) -> str:
        """The surface, without the space after the last word."""
        return "".join(t.form + (" " if t.space_after else "") for t in self.tokens).rstrip()


@dataclass(slots=True)
class Document:
    """Sentences of one source document, in order."""

    name: str
    sentences: list[Sentence] = field(default_factory=list)


_COLUMNS = 10


def read_conllu(path: Path) -> Iterator[Document]:
    """Yields the documents of a file; sentences whose words do not spell their text are left out.

    Multi-word tokens ("don't" = "do" + "n't") become their syntactic words, glued without a space;
    where the parts do not spell the whole (a handful of typing errors) the sentence is dropped.
    Raises `ValueError` on a line without ten columns.
    """
    document = Document(path.stem)
    for block in _blocks(path.read_text(encoding="utf-8").split("\n")):
        comments = [line for line in block if line.startswith("#")]
        if name := _comment(comments, "newdoc id"):
            if document.sentences:
                yield document
            document = Document(name)
        sentence = _sentence([line for line in block if not line.startswith("#")], path)
        if sentence is None:
            continue
        sentence.sent_id = _comment(comments, "sent_id") or ""
        sentence.paragraph_start = any(line.startswith("# newpar") and "block" not in line for line in comments)
        document.sentences.append(sentence)
    if document.sentences:
        yield document


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _comment(comments: list[str], key: str) -> str | None:
    for line in comments:
        match = re.match(rf"# {key} = (.*)", line)
        if match:
            return match[1].strip()
    return None


def _sentence(lines: list[str], path: Path) -> Sentence | None:
    tokens: list[Token] = []
    heads: list[int] = []
    inside_until, surface, part_space = 0, "", True
    for line in lines:
        columns = line.split("\t")
        if len(columns) != _COLUMNS:
            raise ValueError(f"{path}: not ten columns: {line!r}")
        number, form, lemma, upos, xpos, feats, head, deprel, _, misc = columns
        if "." in number:  # an empty node of the enhanced graph
            continue
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            _first, last = (int(n) for n in number.split("-"))
            if "SpacesAfter" not in misc:
                inside_until, surface, part_space = last, form, space
            continue
        position = int(number)
        if position <= inside_until:
            if not surface.startswith(form):
                return None
            surface = surface[len(form) :]
            space = part_space if position == inside_until else False
            if position == inside_until and surface:
                return None
        if " " in form:
            return None
        tokens.append(Token(form, lemma, upos, xpos, "" if feats == "_" else feats, 0, deprel, space, misc=misc))
        heads.append(int(head))
    for index, (token, number_of_head) in enumerate(zip(tokens, heads, strict=True)):
        token.head = number_of_head - 1 if number_of_head else index
    return Sentence(tokens) if tokens else None
