/* The graph as the page holds it, and indices over it. */
const data = (() => {
  const page = JSON.parse(document.getElementById("data").textContent);
  const nodes = new Map(page.nodes.map((node) => [node.id, node]));
  const edges = new Map(page.edges.map((edge) => [edge.id, edge]));
  const facts = page.statements;
  const factsOf = new Map(page.nodes.map((node) => [node.id, []]));
  const edgesOf = new Map(page.nodes.map((node) => [node.id, []]));
  for (const fact of facts) {
    fact.status ??= "stated";
    factsOf.get(fact.subject).push(fact);
    if (fact.object !== fact.subject) factsOf.get(fact.object).push(fact);
  }
  for (const edge of page.edges) {
    edge.facts = edge.statements.map((index) => facts[index]);
    edgesOf.get(edge.from).push(edge);
    if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
  }

  /* The filters: what the legend has switched off. */
  const hidden = { types: new Set(), statuses: new Set() };
  const factShown = (fact) => !hidden.statuses.has(fact.status);
  const nodeShown = (node) => !hidden.types.has(node.type);
  const edgeShown = (edge) =>
    nodeShown(nodes.get(edge.from)) && nodeShown(nodes.get(edge.to)) && edge.facts.some(factShown);

  /* Letters that no decomposition of Unicode turns into plain ones. */
  const letters = { đ: "d", ð: "d", ø: "o", ł: "l", ı: "i", ħ: "h", ŧ: "t", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

  /* Text without case and accents: "Nguyễn Đình" and "nguyen dinh" are one. */
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đðøłıħŧßæœþ]/g, (letter) => letters[letter]);

  return { page, nodes, edges, facts, factsOf, edgesOf, hidden, factShown, nodeShown, edgeShown, fold };
})();
