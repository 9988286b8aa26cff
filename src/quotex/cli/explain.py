"""`quotex explain`: which rule or model decided each field of a quote, and what came second."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

import quotex
from quotex import inputs, outputs
from quotex.cli.options import Model, Paths, articles_among, usable_paths
from quotex.cli.streams import Messages, exit_codes, standard_output, write
from quotex.records import Article, Decision, Explanation

__all__ = ["explain_cli"]


def explain_cli(
    paths: Paths = None,
    quote: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Explain only the quote with this id, such as q3."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON object a quote, on one line.")
    ] = False,
    model: Model = None,
) -> None:
    """Say which rule or model decided each field of a quote, and what came second."""
    messages = Messages()
    with exit_codes(messages):
        items = inputs.read_sources(list(inputs.find_sources(usable_paths(paths))))
        articles = articles_among(items, messages)
        write(explained(articles, quote, messages, as_json=as_json, model=model), standard_output())


def explained(
    articles: Iterable[Article],
    quote_id: str | None,
    messages: Messages,
    *,
    as_json: bool,
    model: str | None,
) -> Iterator[str]:
    """The explanations as text, or as lines of JSON."""
    nlp = quotex.load(model)
    shown = 0
    for article in articles:
        try:
            explanations = quotex.explain(article, nlp=nlp)
        except quotex.InputError as error:
            messages.fail(f"article {article.id}", str(error))
            continue
        for explanation in explanations:
            if quote_id in {None, explanation.quote.id}:
                shown += 1
                yield as_line(article, explanation) if as_json else as_text(article, explanation)
    if quote_id is not None and not shown:
        messages.fail(f"quote {quote_id}", "no article has a quote with this id")


def as_line(article: Article, explanation: Explanation) -> str:
    """One explanation as a line of JSON, with the article's id."""
    fields = {"article_id": article.id, **explanation.model_dump()}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def as_text(article: Article, explanation: Explanation) -> str:
    """One explanation for a person to read."""
    quote = explanation.quote
    lines = [
        f"{article.id} {quote.id}, {quote.kind}, confidence {quote.confidence:.2f}",
        *(line for decision in explanation.decisions for line in lines_of(decision)),
    ]
    return "".join(f"{outputs.printable(line)}\n" for line in lines) + "\n"


def lines_of(decision: Decision) -> Iterator[str]:
    """What was decided, by what, what came second, and what counted."""
    value = "none" if decision.value is None and not decision.reasons else decision.value or ""
    shown = " ".join(f"{decision.field.replace('_', ' ')}: {value}".split())
    yield f"  {shown}{likelihood(decision.likelihood)}"
    yield f"    {decision.rule}: {' '.join(decision.meaning.split())}"
    if decision.runner_up is not None:
        second = " ".join(decision.runner_up.split())
        yield f"    second choice: {second}{likelihood(decision.runner_up_likelihood)}"
    for reason in decision.reasons:
        yield f"    {reason.weight:+.2f}  {reason.feature}"


def likelihood(value: float | None) -> str:
    """A likelihood in brackets, or nothing."""
    return f"  [{value:.2f}]" if value is not None else ""
