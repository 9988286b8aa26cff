"""The outlets that an article credits in connection with a statement.

component   the spaCy component `quotex_outlets`, and the chain of credits
gazetteer   the outlets of the world, and a matcher that finds them
mentions    where a Doc names outlets, also unlisted and unnamed ones
names       which outlet a mention means, and its fullest name in the article
settings    the words around a mention
neighbours  whether the sentence beside a statement says where its speaker spoke or wrote
readings    the mentions that credit an outlet, with role and outlet
rules       which role a mention has, by the words around it
"""

from quotex.outlets.component import Outlets, make_outlets

__all__ = ["Outlets", "make_outlets"]
