"""Who an article is about: its namings grouped into one entity each, under the fullest name.

"Volodymyr Zelensky", "Zelenskyy" and "Mr Zelensky" are one person; "TNO" is the body whose
long form stands before "(TNO)". Entities are found through an index of words, never by
comparing all with all, so that ten thousand names are no burden.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from quotex.speakers.descriptions import WORD, kin_of, offices_of
from quotex.speakers.names import Naming
from quotex.speakers.nouns import Gender, singular
from quotex.speakers.persons import Kind, is_joined_given
from quotex.tokens import Tokens
from quotex.wordlists import MOST_KEPT, bare, fold, words

__all__ = ["Entities", "Entity", "surname_key"]

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
ARABIC_ARTICLE = re.compile(r"^(?:al|el|as|ash|ul)[-‐‑](?=\w)", re.IGNORECASE)
SPELLINGS = (("kh", "h"), ("w", "v"), ("ph", "f"), ("j", "i"), ("y", "i"), ("ck", "k"))
MOST_BEARERS = 200
"""How many bearers of one surname, or bodies with one word, are looked at."""
SHORTEST_MISSPELT = 6
"""Letters in the shortest surname that is known under another spelling."""
SMALL_INSIDE = re.compile(r"[A-Z]+[a-z][A-Z]+")
"""An acronym with the letter of a small word: "TfL", "MoD"."""
SMALL = frozenset({"of", "the", "for", "and", "&", "on", "in", "to"})
PLACE_LINKS = frozenset({"in", "at", "near", "from", "across"})
"""What stands before a place and seldom before a company."""
NAMED_IN_PART: frozenset[Kind] = frozenset({"organization", "outlet"})


@dataclass(slots=True, eq=False)
class Entity:
    """One person or body, with everything the article calls it."""

    name: str
    kind: Kind
    namings: list[Naming] = field(default_factory=list)
    gender: Gender = "unknown"
    order: int = 0
    described: str | None = None
    """A description that was found to mean it, if no role stands beside its name."""
    lent: str | None = None
    """A fuller name that stands only inside the name of a body."""
    full: int = 0
    """How many of its namings have more than one word."""
    words: set[str] = field(default_factory=set)
    """The words of a body's names, as `fold` writes them."""
    roles: list[str] = field(default_factory=list)
    """Its titles and descriptions, each once, in text order."""
    ages: set[str] = field(default_factory=set)
    """The numbers behind its name that can be an age."""

    @property
    def role(self) -> str | None:
        """The first title or description in the text."""
        return self.roles[0] if self.roles else self.described


@lru_cache(MOST_KEPT)
def surname_key(word: str) -> str:
    """A key that spelling variants share: "Zelensky" and "Zelenskyy", "al-Assad" and "Assad"."""
    key = fold(ARABIC_ARTICLE.sub("", word))
    for variant, plain in SPELLINGS:
        key = key.replace(variant, plain)
    # linear: a run of one letter is read once and matches
    key = re.sub(r"([a-z])\1+", r"\1", key)
    return key.rstrip("i") or key


def _surname(entity: Entity) -> str:
    return fold(_family(entity.namings[0].parts)[-1])


def _typos(key: str) -> set[str]:
    """What is left if one letter is lost: surnames that share one differ by a letter at most.

    Empty for short surnames, which are often another's but for a letter.
    """
    if len(key) < SHORTEST_MISSPELT:
        return set()
    return {key} | {key[:place] + key[place + 1 :] for place in range(1, len(key))}


def _family(parts: list[str]) -> list[str]:
    """The words of a person's name without "Jr." and the like, the surname last."""
    kept = [part for part in parts if fold(part) not in GENERATIONS] or parts
    if len(kept) > 1 and is_joined_given(kept[-1]):  # "Kim Min-jae"
        kept = [*kept[:-2], kept[-1], kept[-2]]
    return kept


def _given_agree(one: str, other: str) -> bool:
    """True for given names that can be one person's: "Sergei" and "Sergey", "T." and "Tim"."""
    one, other = surname_key(one), surname_key(other)
    return one == other or one.startswith(other) or other.startswith(one)


class Entities:
    """The entities of one document, and the ways to find them."""

    def __init__(self, doc: Tokens, namings: list[Naming]) -> None:
        self.all: list[Entity] = []
        self._by_surname: dict[str, list[Entity]] = defaultdict(list)
        self._by_given: dict[str, list[Entity]] = defaultdict(list)
        self._by_middle: dict[str, list[Entity]] = defaultdict(list)
        self._by_name: dict[str, Entity] = {}
        self._by_trade: dict[str, list[Entity]] = defaultdict(list)
        self._with_trade: dict[str, list[Entity]] = {}
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        self._acronyms: dict[str, Entity] = {}
        self._of_naming: dict[int, Entity] = {}
        self._group(namings)
        self._join_short(doc)
        self._name_all()
        self._describe_all()

    def of(self, naming: Naming) -> Entity | None:
        """The entity that a gathered naming names."""
        return self._of_naming.get(naming.start)

    def person(self, surname: str) -> list[Entity]:
        """Persons with this surname, in text order."""
        return self._by_surname.get(surname_key(surname), [])[:MOST_BEARERS]

    def body(self, name: str) -> Entity | None:
        """The body with this name, short name or acronym: "TNO", "Justice Department"."""
        key = _key(name)
        return self._by_name.get(key) or self._acronyms.get(fold(name)) or self._by_part(name)

    def with_word(self, word: str) -> list[Entity]:
        """Bodies whose name holds this word: "ministry" finds "Ministry of Health"."""
        return self._by_word.get(fold(word), [])

    def with_trade(self, noun: str) -> list[Entity]:
        """Entities with a role that holds this noun or one that can stand for it."""
        if noun not in self._with_trade:
            trades = [noun, *kin_of(noun)]
            found = (entity for trade in trades for entity in self._by_trade.get(trade, ()))
            self._with_trade[noun] = list(dict.fromkeys(found))
        return self._with_trade[noun]

    # Grouping: full names of persons first, then bodies, then whatever is one word long.

    def _group(self, namings: list[Naming]) -> None:
        later = []
        shortened = _shortened(namings)
        self._bodies_too = _bodies_too(namings)
        for naming in sorted(namings, key=_longest_first):
            body = naming.text in shortened
            if naming.kind == "person" and len(_family(naming.parts)) > 1 and not body:
                self._add(self._full_person(naming) or self._new(naming), naming)
            else:
                later.append(naming)
        single = []
        for naming in later:
            if len(naming.parts) > 1:
                self._add(self._known(naming) or self._new(naming), naming)
            else:
                single.append(naming)
        for naming in single:
            self._add(self._known(naming) or self._new(naming), naming)
        for entity in self.all:
            entity.namings.sort(key=_start)
        self.all.sort(key=_first_start)
        for order, entity in enumerate(self.all):
            entity.order = order
        self._met = [*self.all]

    def _new(self, naming: Naming) -> Entity:
        entity = Entity(naming.text, naming.kind)
        if naming.kind == "person" and len(naming.parts) == 1:
            entity.lent = self._lent(naming)
        self.all.append(entity)
        return entity

    def _add(self, entity: Entity, naming: Naming) -> None:
        entity.namings.append(naming)
        entity.full += len(naming.parts) > 1
        self._of_naming[naming.start] = entity
        self._by_name.setdefault(_key(naming.text), entity)
        if entity.gender == "unknown":
            entity.gender = naming.gender
        short = len(naming.parts) == 1 and (  # "Okafor" of "Okafor Air"
            _is_company(entity) or naming.text in self._bodies_too
        )
        if naming.kind == "person" and _could_be_person(entity) and not short:
            entity.kind = "person"
        if entity.kind == "person" or _could_be_person(entity):
            family = _family(naming.parts)
            _append(self._by_surname[surname_key(family[-1])], entity)
            if entity.kind == "person" and len(family) > 1:
                _append(self._by_given[surname_key(family[0])], entity)
                for part in family[1:-1]:
                    _append(self._by_middle[surname_key(part)], entity)
        if entity.kind != "person":
            for part in naming.parts:
                if fold(part) and part not in SMALL:
                    entity.words.add(fold(part))
                    _append(self._by_word[fold(part)], entity)

    def _full_person(self, naming: Naming) -> Entity | None:
        """A person met before under a form of this full name."""
        parts = _family(naming.parts)
        for entity in self.person(parts[-1]):
            if _given_agree(_family(entity.namings[0].parts)[0], parts[0]):
                return entity
        return self.nearest(self._short_person(naming), naming.start)

    def _known(self, naming: Naming) -> Entity | None:
        """The entity that a short form belongs to: "Lavrov", "Le Clair", "the Times"."""
        if naming.text in self._bodies_too and not self._short_person(naming):
            body = self._by_part(naming.text)
            if body is not None:
                return body
        surname = len(naming.parts) == 1 or naming.parts[0].casefold() in words("particles")
        if naming.kind not in {"outlet", "place"} or (naming.kind == "place" and surname):
            bearers = _of_gender(self._short_person(naming), naming.gender)
            entity = self.nearest(_main(bearers), naming.start) or self._misspelt(naming)
            if entity is not None:
                company = self._company(naming)
                return self.nearest([company, entity] if company else [entity], naming.start)
        known = self._by_name.get(_key(naming.text))
        if naming.kind == "person" and len(naming.parts) > 1:
            return self._by_part(naming.text)
        if naming.kind == "person":
            short = _is_bare(naming) and known and " " not in known.name
            return known if short else self._company(naming)
        if known is not None or naming.kind == "place":
            return known
        return self._by_part(naming.text)

    def _company(self, naming: Naming) -> Entity | None:
        """The one company whose name begins with a lone surname: "Okafor" of "Okafor Foods"."""
        if not _is_bare(naming):
            return None
        found = self._by_part(naming.text)
        return found if found is not None and _is_company(found) else None

    def _misspelt(self, naming: Naming) -> Entity | None:
        """The one person whose surname differs by a letter: "Hallvorsen", "Hallvorson"."""
        key = fold(naming.text)
        if len(naming.parts) > 1 or naming.kind not in {"person", "unknown"}:
            return None
        near = (entity for typo in _typos(key) for entity in self._by_typo.get(typo, ()))
        found = [e for e in dict.fromkeys(near) if _surname(e) not in {key, key.removesuffix("s")}]
        bearers = _of_gender(found, naming.gender)
        return bearers[0] if len(bearers) == 1 else None

    @cached_property
    def _by_typo(self) -> dict[str, list[Entity]]:
        """The persons with a full name, by what each surname is without one of its letters."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.all:
            if entity.kind == "person" and len(_family(entity.namings[0].parts)) > 1:
                for typo in _typos(_surname(entity)):
                    _append(found[typo], entity)
        return found

    def _short_person(self, naming: Naming) -> list[Entity]:
        """Persons whose full name ends in this naming's words, or has the only one in it."""
        parts = [surname_key(part) for part in _family(naming.parts)]
        found = []
        given = words("given_names_male", "given_names_female")
        for entity in self.person(parts[-1]) if parts else []:
            full = entity.namings[0]
            if full.quoted and not naming.quoted and full.parts[0].casefold() not in given:
                continue
            own = [surname_key(part) for part in _family(entity.namings[0].parts)]
            mislabelled = naming.kind == "person" and _could_be_person(entity)
            if (entity.kind == "person" or mislabelled) and own[-len(parts) :] == parts:
                found.append(entity)
        if not found and len(parts) == 1:
            found = self._by_given.get(parts[0], [])
        if not found and len(parts) == 1 and naming.kind in {"person", "unknown"}:
            found = self._by_middle.get(parts[0], [])
        return found

    def _lent(self, naming: Naming) -> str | None:
        """A person's full name out of a body's: "Rachel Ruiz" of "the Rachel Ruiz Show"."""
        given = words("given_names_male", "given_names_female")
        for entity in self.with_word(naming.text)[:MOST_BEARERS]:
            parts = entity.name.split()
            for one, other in pairwise(parts):
                if other == naming.text and one.casefold() in given:
                    return f"{one} {other}"
        return None

    def _by_part(self, name: str) -> Entity | None:
        """The one body whose longer name begins or ends with `name`: "Tottenham", "Times"."""
        wanted = [fold(part) for part in name.split() if part.casefold() != "the"]
        if not wanted:
            return None
        found = []
        initials = _is_acronym(name)  # the UN is not the UN Refugee Agency
        for entity in self.with_word(wanted[0])[:MOST_BEARERS]:
            own = [fold(part) for part in entity.name.split()]
            longer = entity.kind in NAMED_IN_PART and len(own) > len(wanted)
            longer = longer and not (initials and entity.kind == "organization")
            if longer and wanted in (own[: len(wanted)], own[-len(wanted) :]):
                found.append(entity)
        return found[0] if len(found) == 1 else None

    def nearest(
        self, entities: Iterable[Entity], offset: int, gender: Gender = "unknown"
    ) -> Entity | None:
        """Of several entities, the one named last before `offset`, else first after it."""
        fitting = _of_gender(entities, gender)
        before = [(self._last_before(e, offset), e) for e in fitting]
        seen = [(place, -e.order, e) for place, e in before if place is not None]
        if seen:
            return max(seen)[2]
        return min(fitting, key=_first_start, default=None)

    def _last_before(self, entity: Entity, offset: int) -> int | None:
        index = bisect_right(entity.namings, offset, key=_start)
        return entity.namings[index - 1].start if index else None

    # Acronyms and names

    def _join_short(self, doc: Tokens) -> None:
        """Make "TNO", "Halcyon" and "the Fed" the bodies that they are short for."""
        for body_of in (self._of_acronym, self._of_company, self._of_clipping):
            kept = []
            for entity in self.all:
                body = body_of(doc, entity)
                if body is None or body is entity:
                    kept.append(entity)
                else:
                    self._merge(body, entity)
            self.all = kept

    def _of_acronym(self, doc: Tokens, entity: Entity) -> Entity | None:
        """What "TNO" is short for: "Organisation X (TNO)", or the one body with these initials."""
        if entity.kind in {"person", "place"} or not _is_acronym(entity.name):
            return None
        return self._long_form(doc, entity)

    def _of_company(self, doc: Tokens, entity: Entity) -> Entity | None:
        """The "Halcyon Rovers" that "Halcyon", which the model takes for a place, is short for."""
        if entity.kind != "place" or " " in entity.name:
            return None
        long = self._by_part(entity.name)
        if long is None or bare(long.name.split()[-1]) not in words("companies", "clubs"):
            return None
        links = {doc[naming.first - 1].lower_ for naming in entity.namings if naming.first}
        return long if links.isdisjoint(PLACE_LINKS) else None

    def _of_clipping(self, doc: Tokens, entity: Entity) -> Entity | None:
        """The one Federal Reserve in the text that "the Fed" is short for."""
        beginnings = _clippings().get(_key(entity.name), ())
        with_article = (n.first and doc[n.first - 1].lower_ == "the" for n in entity.namings)
        if entity.name.isupper() or not any(with_article):
            return None
        named = dict.fromkeys(body for begin in beginnings for body in self.with_word(begin[0]))
        found = [body for body in named if _key(body.name).split()[:2] in beginnings]
        return found[0] if len(found) == 1 else None

    def _long_form(self, doc: Tokens, entity: Entity) -> Entity | None:
        letters = fold(entity.name)
        first = entity.namings[0].first
        if first >= 2 and doc[first - 1].text == "(":
            for back in range(first - 2, max(-1, first - 15), -1):
                found = self._of_naming.get(doc[back].idx)
                if found is None or found.kind == "person":
                    continue
                adjoins = any(n.last == first - 1 for n in found.namings)
                if (adjoins and " " in found.name) or _initials(found.name, letters):
                    return found
        candidates = self._by_initial(letters)
        return candidates[0] if len(candidates) == 1 else None

    def _by_initial(self, letters: str) -> list[Entity]:
        if not hasattr(self, "_initial_index"):
            self._initial_index: dict[str, list[Entity]] = defaultdict(list)
            for entity in self.all:
                if entity.kind != "person" and len(entity.name.split()) > 1:
                    for key in _acronyms_of(entity.name):
                        _append(self._initial_index[key], entity)
        return self._initial_index.get(letters, [])

    def _describe_all(self) -> None:
        """Note the roles and ages of each entity, also of those that are now part of another."""
        for entity in self._met:
            roles = (naming.role for naming in entity.namings if naming.role)
            entity.roles = list(dict.fromkeys(roles))
            entity.ages = {naming.age for naming in entity.namings if naming.age}
        for entity in self.all:
            for role in entity.roles:
                for part in [*WORD.findall(role), *offices_of(role)]:
                    _append(self._by_trade[singular(part)], entity)

    def _merge(self, kept: Entity, gone: Entity) -> None:
        kept.namings = sorted(kept.namings + gone.namings, key=_start)
        for naming in gone.namings:
            self._of_naming[naming.start] = kept
        self._acronyms[fold(gone.name)] = kept
        self._by_name[_key(gone.name)] = kept

    def _name_all(self) -> None:
        """Give each entity its fullest name: most words, headlines last, first seen first."""
        for entity in self.all:
            plain = [n for n in entity.namings if not n.headline] or entity.namings
            fullest = max(plain, key=_fullness).text
            if " " not in fullest and entity.kind == "person":
                fullest = max(entity.namings, key=_fullness).text
            entity.name = fullest if " " in fullest else entity.lent or fullest
            kinds = Counter(n.kind for n in entity.namings if n.kind != "unknown")
            labels_alone = all(_is_bare(naming) for naming in entity.namings)
            if kinds and (entity.kind == "unknown" or labels_alone):
                entity.kind = kinds.most_common(1)[0][0]


def _shortened(namings: list[Naming]) -> set[str]:
    """What longer names of bodies begin with: "Okafor Transit" of "Okafor Transit Ltd"."""
    given = words("given_names_male", "given_names_female")
    found: set[str] = set()
    for naming in namings:
        parts = naming.parts
        if naming.kind in NAMED_IN_PART and parts[0].casefold() not in given:
            found.update(" ".join(parts[:end]) for end in range(2, len(parts)))
    return found


def _bodies_too(namings: list[Naming]) -> set[str]:
    """Words that the model takes for a body somewhere, and nothing beside them for a person."""
    single = [naming for naming in namings if len(naming.parts) == 1]
    bodies = {naming.text for naming in single if naming.kind in NAMED_IN_PART}
    return bodies - {naming.text for naming in single if not _is_bare(naming)}


def _is_bare(naming: Naming) -> bool:
    """True for one word with nothing beside it that says what it names but the model's label."""
    return len(naming.parts) == 1 and naming.role is None and naming.gender == "unknown"


def _of_gender(entities: Iterable[Entity], gender: Gender) -> list[Entity]:
    """Those that are not known to be of another gender."""
    return [e for e in entities if "unknown" in {gender, e.gender} or e.gender == gender]


def _could_be_person(entity: Entity) -> bool:
    """True for a name that the model takes for a body, with nothing in it that says so."""
    parts = [bare(part) for part in entity.name.split()]
    if entity.kind == "unknown":
        return True
    signs = words("bodies", "outlet_endings")
    return entity.kind == "organization" and 2 <= len(parts) <= 3 and signs.isdisjoint(parts)


@cache
def _clippings() -> dict[str, list[list[str]]]:
    """How the names begin that a word clips: for "fed", "federal reserve"; two words each."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for clipped, *beginning in (line.split() for line in words("clippings")):
        found[clipped].append(beginning)
    return found


def _is_company(entity: Entity) -> bool:
    """True for a name that ends as companies' names do: "Okafor Foods"."""
    return bare(entity.name.split()[-1]) in words("companies")


def _main(entities: list[Entity]) -> list[Entity]:
    """Of several bearers of a surname, those that the text gives in full more than the rest."""
    if len(entities) < 2:
        return entities
    most = max(entity.full for entity in entities)
    return [entity for entity in entities if 2 * entity.full > most]


def _append(items: list[Entity], entity: Entity) -> None:
    if not items or (items[-1] is not entity and entity not in items[:MOST_BEARERS]):
        items.append(entity)


def _start(naming: Naming) -> int:
    return naming.start


def _first_start(entity: Entity) -> int:
    return entity.namings[0].start


def _longest_first(naming: Naming) -> tuple[bool, int, int]:
    return naming.headline, -len(naming.parts), naming.start


def _fullness(naming: Naming) -> int:
    return len(naming.parts)


def _key(name: str) -> str:
    """A name without case, accents, article and points: "The U.S." is "us"."""
    parts = [part for part in name.split() if part.casefold() != "the"] or name.split()
    return " ".join(fold(part) for part in parts)


def _is_acronym(name: str) -> bool:
    """True for "TNO", "U.N.", "M&S" and, with a small word in it, "DfE"."""
    letters = name.replace(".", "").replace("&", "")
    if " " in name or not letters.isalpha() or not 2 <= len(letters) <= 8:
        return False
    return name.isupper() or SMALL_INSIDE.fullmatch(letters) is not None


def _initials(name: str, letters: str) -> bool:
    """True if the letters are the initials of some words of the name, in order."""
    initials = "".join(fold(part)[:1] for part in re.split(r"[\s-]+", name))
    place = -1
    for letter in letters:
        place = initials.find(letter, place + 1)
        if place < 0:
            return False
    return len(letters) >= 2


def _acronyms_of(name: str) -> Iterator[str]:
    """What a name is abbreviated to: with and without its small words."""
    parts = [part for part in re.split(r"[\s-]+", name) if fold(part)]
    yield "".join(map(_initial, parts))
    yield "".join(_initial(part) for part in parts if part.casefold() not in SMALL)


def _initial(part: str) -> str:
    """The letters of a word in an acronym: "us" of "U.S." in "USGS", else one."""
    return fold(part) if part.isupper() and part.count(".") > 1 else fold(part)[0]
