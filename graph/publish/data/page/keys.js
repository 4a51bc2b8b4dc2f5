/* Keys by which publishers and themes are filtered: by number for those that the page was built with, by name for those
   that the server adds, so that an address means the same whatever has come. */
const keys = (() => {
  function of(known) {
    const byName = new Map(known.map((name, at) => [name, String(at)]));
    const labels = new Map(known.map((name, at) => [String(at), name]));
    return {
      has: (name) => byName.has(name),
      label: (key) => labels.get(key),
      of(name) {
        if (!byName.has(name)) {
          const key = `=${encodeURIComponent(name)}`; // no comma, which separates keys in an address
          byName.set(name, key);
          labels.set(key, name);
        }
        return byName.get(name);
      },
    };
  }

  return { of };
})();
