"use strict";
// Filters, and the card that floats beside a quote. Without this script the page can be read all the
// same: the number of each quote leads to its card in the list below the text.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = all(".articles .card");
  const chips = all(".articles a.chip");
  const parts = all(".articles [data-quotes]");
  const idsOf = (part) => part.dataset.quotes.trim().split(" ");
  const targetOf = (chip) => chip.getAttribute("href").slice(1);
  const shown = new Set(cards.map((card) => card.id));

  // The card that floats

  const floating = document.getElementById("floating");
  let current = null; // id of the quote whose card is shown
  let leaving = 0; // timer that hides it

  for (const part of parts) part.removeAttribute("title"); // the card says more

  function open(id, beside) {
    clearTimeout(leaving);
    if (current === id || !shown.has(id)) return;
    close();
    current = id;
    const copy = document.getElementById(id).cloneNode(true);
    copy.querySelector(".back")?.remove(); // what is hidden from screen readers takes no focus
    floating.replaceChildren(...copy.childNodes);
    floating.hidden = false;
    for (const part of parts) part.classList.toggle("lit", idsOf(part).includes(id));
    place(beside.getClientRects());
  }

  // In the margin if there is room, else below the words, else above them.
  function place(rects) {
    const rect = rects[rects.length - 1];
    const gap = 10;
    const { width, height } = floating.getBoundingClientRect();
    const margin = document.getElementById("articles").getBoundingClientRect().right + 2 * gap;
    if (margin + width <= document.documentElement.clientWidth) {
      const lowest = Math.max(gap, innerHeight - height - gap);
      floating.style.left = `${scrollX + margin}px`;
      floating.style.top = `${scrollY + Math.min(Math.max(rects[0].top, gap), lowest)}px`;
      return;
    }
    const below = rect.bottom + gap + height <= innerHeight || rect.top < height + gap;
    const left = Math.min(rect.left, document.documentElement.clientWidth - width - gap);
    floating.style.left = `${scrollX + Math.max(gap, left)}px`;
    floating.style.top = `${scrollY + (below ? rect.bottom + gap : rect.top - gap - height)}px`;
  }

  function close() {
    clearTimeout(leaving);
    current = null;
    floating.hidden = true;
    for (const part of parts) part.classList.remove("lit");
  }

  function closeSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(close, 250);
  }

  // The quote that an element belongs to, and what its card is to stand beside.
  function quoteAt(element) {
    const found = element.closest?.("a.chip[href], [data-quotes]");
    if (!found || !document.getElementById("articles").contains(found)) return null;
    const id = found.matches("a") ? targetOf(found) : idsOf(found).find((each) => shown.has(each));
    return id && { id, beside: found };
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const quote = quoteAt(event.target);
    if (quote) open(quote.id, quote.beside);
    else if (floating.contains(event.target)) clearTimeout(leaving);
    else if (current && !document.activeElement.matches("a.chip")) closeSoon();
  });

  let before = null; // the card that was open when a finger or button went down
  document.addEventListener("pointerdown", () => { before = current; }, true);

  document.addEventListener("click", (event) => {
    const quote = quoteAt(event.target);
    const followed = event.detail === 0 || (quote && before === quote.id);
    if (quote && !followed) {
      event.preventDefault();
      open(quote.id, quote.beside);
    } else if (!floating.contains(event.target)) close();
  });

  for (const chip of chips) {
    chip.addEventListener("focus", () => open(targetOf(chip), chip));
    chip.addEventListener("blur", closeSoon);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  addEventListener("beforeprint", () => {
    close();
    for (const details of all("details")) details.open = true;
  });

  // Filters

  const form = document.getElementById("filters");
  if (!form) return;
  const articles = all(".articles > .article");

  function apply() {
    const ticked = new FormData(form);
    const floor = Number(ticked.get("confidence"));
    const passes = (name, values) => {
      const wanted = ticked.getAll(name);
      return !wanted.length || values.trim().split(" ").some((value) => wanted.includes(value));
    };
    shown.clear();
    for (const card of cards) {
      const { speaker, outlets, kind, confidence } = card.dataset;
      const passed = passes("speaker", speaker) && passes("outlets", outlets)
        && passes("kind", kind) && Number(confidence) >= floor;
      card.hidden = !passed;
      if (passed) shown.add(card.id);
    }
    for (const chip of chips) chip.hidden = !shown.has(targetOf(chip));
    for (const part of parts) part.classList.toggle("off", !idsOf(part).some((id) => shown.has(id)));
    close();
    report(floor);
  }

  function report(floor) {
    document.getElementById("floor").textContent = floor.toFixed(2);
    const filtered = shown.size < cards.length;
    let left = 0;
    for (const article of articles) {
      const some = all(".card:not([hidden])", article).length > 0;
      if (some) left += 1;
      article.hidden = filtered && !some && articles.length > 1;
    }
    const where = articles.length > 1 ? ` in ${left} of ${articles.length} articles` : "";
    document.getElementById("status").textContent =
      `${shown.size} of ${cards.length} quotes${where}`;
  }

  function reset() {
    form.reset();
    apply();
  }

  // A link to an article that is filtered out brings everything back before it is followed.
  for (const link of all(".contents a")) {
    link.addEventListener("click", () => { if (document.querySelector(link.hash).hidden) reset(); });
  }
  form.addEventListener("input", apply);
  form.querySelector("button").addEventListener("click", reset);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  form.querySelector("details").open = matchMedia("(min-width: 60rem)").matches;
  apply();
})();
