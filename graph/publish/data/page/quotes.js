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
    const segments = evidence.quote.map((part) =>
      typeof part === "string" ? part : make("mark", { class: marks[part[0]] }, part[1]),
    );
    return make(
      "figure", {},
      make("blockquote", {}, make("bdi", {}, segments)),
      make("figcaption", {}, source(data.page.articles[evidence.article], evidence.published)),
    );
  }

  /* Up to `limit` quotes of a fact, and a button for the rest. */
  function list(fact, limit) {
    if (!fact.evidence.length) return [make("p", { class: "note" }, words.noQuote)];
    const first = fact.evidence.slice(0, limit).map(quote);
    const rest = fact.evidence.slice(limit);
    if (!rest.length) return first;
    return [...first, more(words.moreQuotes(rest.length), () => rest.map(quote))];
  }

  /* A button that replaces itself by what it stands for. */
  function more(label, build) {
    const button = make("button", { type: "button", class: "more" }, label);
    button.addEventListener("click", () => button.replaceWith(...build()));
    return button;
  }

  /* Role, status and dates of a fact. */
  function details(fact) {
    const parts = [];
    if (fact.role) parts.push(", ", text(fact.role));
    if (fact.status !== "stated") {
      parts.push(" ", make("span", { class: `tag ${fact.status}` }, words.status[fact.status].toLowerCase()));
    }
    if (fact.from) parts.push(" ", words.from(fact.from));
    if (fact.to) parts.push(" ", words.to(fact.to));
    return parts;
  }

  return { source, list, details, more };
})();
