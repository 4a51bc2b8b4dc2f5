/* The same selection as a table: every fact that the filters leave, to be sorted and read out. */
const table = (() => {
  const { make, text, name, button } = elements;
  const box = document.getElementById("facts");
  const AT_ONCE = 100;
  const { nodes, page } = data;
  const columns = [
    { key: "from", value: (fact) => nodes[fact.subject].label },
    { key: "fact", value: (fact) => page.predicates[fact.predicate].label },
    { key: "to", value: (fact) => nodes[fact.object].label },
    { key: "when", value: (fact) => facts.days(fact)[1] },
    { key: "sure", value: (fact) => fact.confidence },
    { key: "said", value: null },
  ];
  let order = { key: "from", down: false };
  let limit = AT_ONCE;
  const letters = new Intl.Collator("en"); // many times as quick as comparing with a locale each time

  function sorted() {
    const { value } = columns.find((column) => column.key === order.key);
    const compare = (one, other) => (typeof one === "number" ? one - other : letters.compare(one, other));
    const found = filters.shownFacts().map((fact) => ({ fact, value: value(fact) }));
    found.sort((one, other) => (order.down ? -1 : 1) * compare(one.value, other.value) || one.fact.index - other.fact.index);
    return found.map(({ fact }) => fact);
  }

  function heading({ key, value }) {
    const label = words.columns[key];
    if (!value) return make("th", { scope: "col", class: key }, label);
    const now = order.key === key ? (order.down ? "descending" : "ascending") : null;
    const sort = () => {
      order = { key, down: order.key === key && !order.down };
      show();
      box.querySelector(`th.${key} button`).focus();
    };
    return make("th", { scope: "col", class: key, "aria-sort": now }, make("button", { type: "button", class: "bare", click: sort }, label, now ? (order.down ? " ↓" : " ↑") : ""));
  }

  /* Text in which no date is broken. */
  const whole = (value) => value.split(/(\d{4}(?:-\d\d){0,2})/).map((part, at) => (at % 2 ? make("span", {}, part) : part));

  function row(fact) {
    const first = fact.evidence[0];
    const rest = fact.evidence.length - 1;
    return make(
      "tr", {},
      make("th", { scope: "row" }, name(fact.subject)),
      make("td", {}, page.predicates[fact.predicate].label, fact.role ? [": ", text(fact.role)] : null, fact.status === "stated" ? null : ` (${words.status[fact.status].toLowerCase()})`),
      make("td", {}, name(fact.object)),
      make("td", { class: "when" }, whole(facts.when(fact))),
      make("td", { class: "sure" }, words.percent(fact.confidence)),
      make("td", {}, first ? [make("q", {}, text(quotes.plain(first))), " ", make("span", { class: "source" }, quotes.source(data.articles[first.article], first.published), rest ? ` · ${words.moreQuotes(rest)}` : null)] : null),
    );
  }

  function show() {
    const found = sorted();
    const rows = found.slice(0, limit).map(row);
    const body = rows.length ? rows : [make("tr", {}, make("td", { colspan: columns.length }, words.noFactLeft))];
    const more = found.length > limit ? button(null, words.moreRows(found.length - limit), () => { limit += 500; show(); }, words.moreRows(found.length - limit), { id: "more-rows" }) : null;
    box.replaceChildren(...[make("table", {}, make("caption", {}, words.caption(data.counted(found))), make("thead", {}, make("tr", {}, columns.map(heading))), make("tbody", {}, body)), more].filter(Boolean));
  }

  box.addEventListener("click", (event) => {
    const target = event.target.closest("[data-node]");
    if (target) main.choose({ node: Number(target.dataset.node) }, true);
  });

  return { show };
})();
