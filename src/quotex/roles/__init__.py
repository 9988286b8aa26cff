"""A second opinion on who said what: a small neural network that labels the words of a Doc.

encoding  what the network sees of a Doc: words, their shapes, sentences and quotation marks
network   from there to a score for each label of each word
decoding  from the scores to the best labels, and to how likely each is
tagger    all of it together, with the weights that come with quotex
"""

from quotex.roles.decoding import KINDS, RoleName
from quotex.roles.tagger import Reading, Role, RoleTagger, load_tagger

__all__ = ["KINDS", "Reading", "Role", "RoleName", "RoleTagger", "load_tagger"]
