/* The sentences behind a fact, with the words that name its two ends marked. */
const quotes = (() => {
  const { make, text, link } = elements;
  const marks = { 1: "subject", 2: "object", 3: "subject object" };

  /* Date, title and publisher of an article. */
  function source(article, published) {
    const date = published ?? article.published;
    return [
      date ? make("time", {}, date) : null,
      date ? " · " : null,
      link(article.url, article.title),
      article.publisher ? [" · ", text(article.publisher)] : null,
    ].flat();
  }

  function quote(evidence) {
    const segments = (evidence.quote ?? [words.reading]).map((part) =>
      typeof part === "string" ? part : make("mark", { class: marks[part[0]] }, part[1]),
    );
    return make(
      "figure", {},
      make("blockquote", {}, make("bdi", {}, segments)),
      make("figcaption", {}, source(data.articles[evidence.article], evidence.published)),
    );
  }

  /* Up to `limit` quotes of a fact, and a button for the rest. */
  function list(fact, limit) {
    if (!fact.evidence.length) return [make("p", { class: "note" }, words.noQuote)];
    const first = fact.evidence.slice(0, limit).map(quote);
    const rest = fact.evidence.slice(limit);
    if (!rest.length) return first;
    const button = make("button", { type: "button", class: "more" }, words.moreQuotes(rest.length));
    button.addEventListener("click", () => button.replaceWith(...rest.map(quote)));
    return [...first, button];
  }

  /* How a fact stands, and how sure it is. */
  function tags(fact) {
    const parts = [];
    if (fact.status !== "stated") parts.push(" ", make("span", { class: `tag ${fact.status}` }, words.status[fact.status].toLowerCase()));
    parts.push(" ", make("span", { class: "sure", title: words.sureHint }, words.percent(fact.confidence)));
    return parts;
  }

  /* Role, status, dates and confidence of a fact. */
  function details(fact) {
    return [
      fact.role ? [", ", text(fact.role)] : null,
      fact.from ? ` ${words.from(fact.from)}` : null,
      fact.to ? ` ${words.to(fact.to)}` : null,
      tags(fact),
    ];
  }

  const plain = (evidence) => (evidence.quote ?? [words.reading]).map((part) => (typeof part === "string" ? part : part[1])).join("");

  return { source, list, tags, details, plain };
})();
