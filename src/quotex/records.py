"""The records that quotex returns: frozen pydantic models with a JSON Schema."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Article",
    "Cue",
    "Decision",
    "Explanation",
    "Kind",
    "Outlet",
    "OutletRole",
    "Quote",
    "Reason",
    "Rejection",
    "Span",
    "Speaker",
    "SpeakerType",
]

Kind = Literal["direct", "mixed", "indirect"]
SpeakerType = Literal["person", "organization", "outlet", "document", "group", "unknown"]
OutletRole = Literal["told", "reported", "cited", "posted"]


class Record(BaseModel):
    """What all records share: they cannot be changed and take no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of the article's text; `text` always equals `article.text[start:end]`."""

    start: int = Field(ge=0, description="Offset of the first character, in Python characters.")
    end: int = Field(ge=1, description="Offset behind the last character.")
    text: str = Field(min_length=1)


class Cue(Span):
    """The reporting word or phrase: "said", "told", "according to"."""

    lemma: str = Field(description='Dictionary form of the cue, such as "say".')


class Speaker(Record):
    """Who said or wrote it."""

    name: str | None = Field(
        default=None, description="Fullest name the article gives; null if it never names them."
    )
    mention: Span | None = Field(
        default=None, description="The words that refer to the speaker beside the quote."
    )
    type: SpeakerType = "unknown"
    role: str | None = Field(default=None, description="Title or description in the article.")


class Outlet(Record):
    """A news outlet, programme or platform that the article credits in connection with a quote."""

    name: str
    id: str | None = Field(default=None, description='Gazetteer id, such as "tass".')
    role: OutletRole
    mention: Span | None = None


class Quote(Record):
    """One stretch of speech or writing that the article attributes to one source."""

    id: str
    kind: Kind
    content: list[Span] = Field(min_length=1)
    verbatim: list[Span] = Field(
        default_factory=list, description="The parts inside quotation marks, without the marks."
    )
    text: str = Field(description="The content as a person would read it.")
    speaker: Speaker
    cue: Cue | None = None
    outlets: list[Outlet] = Field(
        default_factory=list, description="Credited outlets, nearest to the speaker first."
    )
    confidence: float = Field(ge=0, le=1)
    rule: str = Field(description="The rule that decided the speaker, as module.rule.")

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from quotex.rendering import notebook_quote

        return notebook_quote(self)


class Rejection(Record):
    """A quoted span that is nobody's words, and the reason."""

    span: Span
    reason: str


class Reason(Record):
    """A feature that a model weighed: above 0 it speaks for the decision, below against it."""

    feature: str = Field(description="What is the case, as name=value.")
    weight: float


class Decision(Record):
    """How one thing about a quote was decided, and what came second."""

    field: str = Field(
        description="content, mention, name or outlet; is_quote and speaker_is_right are the two "
        "likelihoods that make up the quote's confidence."
    )
    value: str | None = Field(description="What was decided, as text; null if nothing.")
    rule: str = Field(description="The rule or model that decided, as module.rule.")
    meaning: str = Field(description="What this rule does.")
    likelihood: float | None = Field(
        default=None, description="How likely a model found it, 0 to 1; null for a rule."
    )
    runner_up: str | None = Field(default=None, description="The second choice, if there was one.")
    runner_up_likelihood: float | None = None
    reasons: list[Reason] = Field(
        default_factory=list, description="What counted most, the weightiest first."
    )


class Explanation(Record):
    """Why a quote is as it is."""

    quote: Quote
    decisions: list[Decision]


class Article(Record):
    """One article with the quotes that it contains."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = Field(default=None, description="The article's own publisher.")
    quotes: list[Quote] = Field(default_factory=list)
    rejected: list[Rejection] = Field(default_factory=list)
    error: str | None = None

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from quotex.rendering import notebook_article

        return notebook_article(self)
