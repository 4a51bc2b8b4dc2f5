/* The graph as the page holds it, and indices over it. Nodes and facts are known by their number. A page that is served
   can take in more, for which there is room in what the other modules keep for each node and fact. */
const data = await (async () => {
  const element = document.getElementById("data");
  const server = document.querySelector("meta[name=newsgraph-server]")?.content ?? null;

  /* Compressed data is gzip in base64; the browser unpacks it without a request. */
  function unpacked({ textContent: text }) {
    if (typeof DecompressionStream === "undefined") throw new Error(document.getElementById("wait").textContent = words.tooOld);
    let bytes = Uint8Array.fromBase64?.(text);
    if (!bytes) {
      const letters = atob(text);
      bytes = new Uint8Array(letters.length);
      for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    }
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  }

  async function read() {
    if (element.type === "application/json") return JSON.parse(element.textContent);
    document.documentElement.classList.add("waiting");
    document.getElementById("wait").textContent = words.waiting;
    return unpacked(element).json();
  }

  const page = await read();
  element.remove();
  const { nodes, statements: facts, articles } = page;
  const beyond = server !== null && page.about.entities < page.about.allEntities; // whether the server has more
  const room = { nodes: nodes.length + (beyond ? 10000 : 0), facts: facts.length + (beyond ? 40000 : 0) };
  const byId = new Map();
  const factById = new Map();
  const factsOf = [];
  const edgesOf = [];
  const edges = [];
  const pairs = new Map();
  const listeners = [];
  const NO = Object.freeze([]);
  const NO_IDS = Object.freeze({});

  function enter(node, index) {
    node.index = index;
    node.aliases ??= NO;
    node.ids ??= NO_IDS;
    node.articles ??= NO;
    node.more ??= 0;
    byId.set(node.id, index);
    factsOf.push([]);
    edgesOf.push([]);
  }

  function pair(fact) {
    const [low, high] = fact.subject < fact.object ? [fact.subject, fact.object] : [fact.object, fact.subject];
    const key = low * room.nodes + high;
    let edge = pairs.get(key);
    if (!edge) {
      edge = { index: edges.length, from: fact.subject, to: fact.object, facts: [] };
      pairs.set(key, edge);
      edges.push(edge);
      edgesOf[low].push(edge);
      edgesOf[high].push(edge);
    }
    return edge;
  }

  function link(fact, index) {
    fact.index = index;
    fact.status ??= "stated";
    factsOf[fact.subject].push(fact);
    if (fact.object === fact.subject) return;
    factsOf[fact.object].push(fact);
    pair(fact).facts.push(fact);
  }

  nodes.forEach(enter);
  facts.forEach(link);
  /* An entity that took the place of others goes by their ids too. */
  for (const node of nodes) for (const old of node.replaces ?? NO) if (!byId.has(old)) byId.set(old, node.index);

  const edgeBetween = (one, other) => pairs.get(Math.min(one, other) * room.nodes + Math.max(one, other));

  /* How many of some facts are facts, and how many only tell that an entity has a theme. */
  function counted(some) {
    let links = 0;
    for (const fact of some) if (fact.link) links += 1;
    return { facts: some.length - links, links };
  }

  let numbers = null;
  /* The number of an article that the server names, which the page may not hold yet. */
  function articleOf(article) {
    numbers ??= new Map(articles.map(({ id }, at) => [id, at]));
    if (!numbers.has(article.id)) numbers.set(article.id, articles.push(article) - 1);
    return numbers.get(article.id);
  }

  /* Take in nodes (with their places) and facts between them as the server tells them: ends by id, articles whole.
     Numbers of the new nodes and facts; false where there is no room left. */
  function add(piece) {
    const fresh = piece.nodes.filter((node) => !byId.has(node.id));
    if (nodes.length + fresh.length > room.nodes || facts.length + piece.statements.length > room.facts) return false;
    const first = { node: nodes.length, fact: facts.length };
    for (const { id, articles: named } of piece.nodes) {
      if (named && byId.has(id)) Object.assign(nodes[byId.get(id)], { articles: named.map(articleOf), unread: false });
    }
    for (const node of fresh) {
      node.unread = !node.articles; // a neighbour comes without them
      node.articles = (node.articles ?? NO).map(articleOf);
      enter(node, nodes.push(node) - 1);
      for (const old of node.replaces ?? NO) if (!byId.has(old)) byId.set(old, node.index);
    }
    if (!factById.size) for (const fact of facts) factById.set(fact.id, fact);
    for (const told of piece.statements) {
      const [subject, object] = [byId.get(told.subject), byId.get(told.object)];
      if (factById.has(told.id) || subject === undefined || object === undefined) continue;
      const fact = { ...told, subject, object, evidence: told.evidence.map((one) => ({ ...one, article: articleOf(one.article) })) };
      link(fact, facts.push(fact) - 1);
      factById.set(fact.id, fact);
      for (const end of [subject, object]) nodes[end].more = Math.max(0, nodes[end].more - 1);
    }
    listeners.forEach((listener) => listener(first));
    return true;
  }

  let told = null;
  const part = document.getElementById("quotes");

  /* The quotes, where they are a part of their own: read bit by bit, so that the page can be used meanwhile. */
  async function readQuotes() {
    let at = 0;
    for (const line of (await unpacked(part).text()).split("\n")) {
      for (const quotes of JSON.parse(line)) {
        const { evidence } = facts[at];
        quotes.forEach((quote, number) => { evidence[number].quote = quote; });
        at += 1;
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /* As far as the part can be read: what it lacks is said in the place of a quote. Whether it lacks nothing. */
  async function tell() {
    await readQuotes().catch(() => null);
    part.remove();
    const lost = facts.flatMap((fact) => fact.evidence.filter((one) => !one.quote));
    for (const one of lost) one.quote = [words.lost];
    return !lost.length;
  }

  /* Resolves once every fact has its quotes, to whether all of them could be read. */
  const quoted = () => (told ??= part ? tell() : Promise.resolve(true));

  /* Letters that no decomposition of Unicode turns into plain ones. */
  const letters = { đ: "d", ð: "d", ø: "o", ł: "l", ı: "i", ħ: "h", ŧ: "t", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

  /* Text without case and accents: "Nguyễn Đình" and "nguyen dinh" are one. */
  function fold(text) {
    if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đðøłıħŧßæœþ]/g, (letter) => letters[letter]);
  }

  return {
    page, nodes, facts, edges, articles, byId, factsOf, edgesOf, edgeBetween, fold, room, server, beyond, counted, add, quoted,
    listen: (listener) => listeners.push(listener), parted: part !== null,
  };
})();
