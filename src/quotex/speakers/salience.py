"""How much the text has just spoken of somebody: the weights of a sighting, in points.

They are trained by `scripts/train_salience.py` and stored in `data/en/salience.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from quotex.wordlists import LANGUAGE

__all__ = ["Salience", "trained"]


@dataclass(frozen=True, slots=True)
class Salience:
    """What each trait of a sighting adds to the weight of whom it is of."""

    per_sentence: float = 0.0
    """For each sentence back."""
    per_paragraph: float = 0.0
    """For each paragraph back, besides."""
    per_sighting: float = 0.0
    """For each sighting of anybody in between."""
    latest: float = 0.0
    """The last fitting sighting of all."""
    subject: float = 0.0
    """The subject of a clause."""
    spoke: float = 0.0
    """The speaker of a statement."""
    same_sentence_pronoun: float = 0.0
    """The "her" earlier in the same sentence."""
    same_sentence_name: float = 0.0
    """Named earlier in the same sentence, not as subject."""
    possessor: float = 0.0
    """The owner in "Ruiz's"."""
    known_gender: float = 0.0
    """Of the right gender for certain."""
    frequency: float = 0.0
    """Times the logarithm of how often it was sighted."""
    unlabelled: float = 0.0
    """Neither a list nor the model says what it is."""
    shared_word: float = 0.0
    """For each word that a description shares with a role."""


@cache
def trained() -> Salience:
    """The weights that come with the package."""
    file = resources.files("quotex") / "data" / LANGUAGE / "salience.json"
    stored = json.loads(file.read_text(encoding="utf-8"))
    return Salience(**stored["weights"])
