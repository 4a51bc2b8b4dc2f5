/* What is on the page as files: a picture, a drawing, a table, a list of sources. Nothing leaves the browser. */
const save = (() => {
  const { nodes, page } = data;

  function offer(name, type, content) {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = elements.make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 30000);
  }

  /* The view at twice its size, as a picture. */
  function png() {
    const shown = scene.build(camera.view());
    const made = document.createElement("canvas");
    [made.width, made.height] = [shown.view.width * 2, shown.view.height * 2];
    canvas.draw(made.getContext("2d"), shown, 2);
    made.toBlob((blob) => offer("graph.png", "image/png", blob), "image/png");
  }

  const svg = () => offer("graph.svg", "image/svg+xml", vector.draw(scene.build(camera.view()), page.about.title));

  /* A cell: quoted (RFC 4180); what a spreadsheet would take for a formula begins with an apostrophe. */
  function cell(value) {
    const plain = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(plain) && !/^-?\d+(\.\d+)?$/.test(plain) ? `'${plain}` : plain;
    return /[",\r\n]/.test(safe) || safe !== plain ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  const COLUMNS = ["subject", "subject_type", "predicate", "object", "object_type", "role", "status", "valid_from", "valid_to", "confidence", "quote", "published", "article", "publisher", "url", "subject_iri", "object_iri", "statement"];

  /* A row for each quote of each fact that the filters leave. */
  function rows(fact) {
    const [one, other] = [nodes[fact.subject], nodes[fact.object]];
    const proofs = fact.evidence.length ? fact.evidence : [null];
    return proofs.map((proof) => {
      const article = proof ? data.articles[proof.article] : {};
      return [one.label, one.type, fact.predicate, other.label, other.type, fact.role, fact.status, fact.from, fact.to, fact.confidence, proof ? quotes.plain(proof) : "",
        proof?.published ?? "", article.title, article.publisher, article.url, page.about.base + one.iri, page.about.base + other.iri, fact.id];
    });
  }

  const csv = () => data.quoted().then(() => offer("graph.csv", "text/csv;charset=utf-8", `\ufeff${[COLUMNS, ...filters.shownFacts().flatMap(rows)].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`));

  /* The articles that the facts cite, by date, one a paragraph. */
  function citations() {
    const cited = new Set(filters.shownFacts().flatMap((fact) => fact.evidence.map((proof) => proof.article)));
    const list = [...cited].map((at) => data.articles[at]).sort((one, other) => (one.published ?? "").localeCompare(other.published ?? "") || one.title.localeCompare(other.title));
    const line = (article, at) => `${at + 1}. ${[article.title, article.publisher, article.published, article.url].filter(Boolean).map((part) => part.replace(/\s+/g, " ")).join(". ")}`;
    offer("citations.txt", "text/plain;charset=utf-8", `${page.about.title}\n\n${list.map(line).join("\n")}\n`);
  }

  return { png, svg, csv, citations };
})();
