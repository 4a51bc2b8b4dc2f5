/* The graph as the page holds it, and indices over it. Nodes and facts are known by their number. */
const data = await (async () => {
  const element = document.getElementById("data");

  /* Compressed data is gzip in base64; the browser unpacks it without a request. */
  async function read() {
    if (element.type === "application/json") return JSON.parse(element.textContent);
    document.documentElement.classList.add("waiting");
    document.getElementById("wait").textContent = words.waiting;
    if (typeof DecompressionStream === "undefined") throw new Error(document.getElementById("wait").textContent = words.tooOld);
    const letters = atob(element.textContent);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  }

  const page = await read();
  element.remove();
  const { nodes, statements: facts, articles } = page;
  const byId = new Map();
  const factsOf = nodes.map(() => []);
  const edgesOf = nodes.map(() => []);
  const edges = [];
  const pairs = new Map();

  nodes.forEach((node, index) => {
    node.index = index;
    node.aliases ??= [];
    node.ids ??= {};
    node.articles ??= [];
    byId.set(node.id, index);
  });

  function pair(fact) {
    const [low, high] = fact.subject < fact.object ? [fact.subject, fact.object] : [fact.object, fact.subject];
    const key = low * nodes.length + high;
    if (!pairs.has(key)) {
      const edge = { index: edges.length, from: fact.subject, to: fact.object, facts: [] };
      pairs.set(key, edge);
      edges.push(edge);
      edgesOf[low].push(edge);
      edgesOf[high].push(edge);
    }
    return pairs.get(key);
  }

  facts.forEach((fact, index) => {
    fact.index = index;
    fact.status ??= "stated";
    factsOf[fact.subject].push(fact);
    if (fact.object === fact.subject) return;
    factsOf[fact.object].push(fact);
    pair(fact).facts.push(fact);
  });

  const edgeBetween = (one, other) => pairs.get(Math.min(one, other) * nodes.length + Math.max(one, other));

  /* Letters that no decomposition of Unicode turns into plain ones. */
  const letters = { đ: "d", ð: "d", ø: "o", ł: "l", ı: "i", ħ: "h", ŧ: "t", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

  /* Text without case and accents: "Nguyễn Đình" and "nguyen dinh" are one. */
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đðøłıħŧßæœþ]/g, (letter) => letters[letter]);

  return { page, nodes, facts, edges, articles, byId, factsOf, edgesOf, edgeBetween, fold };
})();
