/* The time that the articles span, cut into equal units: days, weeks, months or years, as few as fit a bar. */
const dates = (() => {
  const DAY = 86400000;
  const MOST = 110;
  const ISO = /^\d{4}-\d\d-\d\d$/;
  const days = data.articles.map((article) => article.published).filter((date) => ISO.test(date ?? "")).sort();
  const undated = data.articles.length - days.length;

  const time = (iso) => Date.parse(`${iso}T00:00:00Z`);
  const iso = (milliseconds) => new Date(milliseconds).toISOString().slice(0, 10);

  /* The first day of the unit after the one that starts on a day. */
  const next = {
    day: (start) => iso(time(start) + DAY),
    week: (start) => iso(time(start) + 7 * DAY),
    month: (start) => iso(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)), 1)),
    quarter: (start) => iso(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)) + 2, 1)),
    year: (start) => `${String(Number(start.slice(0, 4)) + 1).padStart(4, "0")}-01-01`,
  };
  const first = {
    day: (date) => date,
    week: (date) => iso(time(date) - ((new Date(time(date)).getUTCDay() + 6) % 7) * DAY),
    month: (date) => `${date.slice(0, 7)}-01`,
    quarter: (date) => `${date.slice(0, 5)}${String(Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`,
    year: (date) => `${date.slice(0, 4)}-01-01`,
  };

  function cut(unit) {
    const units = [];
    const last = days[days.length - 1];
    for (let start = first[unit](days[0]); start <= last && units.length <= 400; start = next[unit](start)) {
      units.push({ from: start, to: iso(time(next[unit](start)) - DAY), count: 0 });
    }
    return units;
  }

  /* The finest unit of which not too many are needed. */
  function choose() {
    if (!days.length) return { unit: "day", units: [] };
    for (const unit of ["day", "week", "month", "quarter"]) {
      const units = cut(unit);
      if (units.length <= MOST) return { unit, units };
    }
    return { unit: "year", units: cut("year") };
  }

  const { unit, units } = choose();
  const index = (date) => {
    let low = 0;
    let high = units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (units[middle].from <= date) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  for (const day of days) if (units.length) units[index(day)].count += 1;

  /* How a unit reads: "5 Mar 2031", "Mar 2031", "2031". */
  function name(start) {
    const options = { timeZone: "UTC", year: "numeric" };
    if (unit !== "year") options.month = "short";
    if (unit === "day" || unit === "week") options.day = "numeric";
    return new Intl.DateTimeFormat("en-GB", options).format(time(start));
  }

  return { first: days[0], last: days[days.length - 1], unit, units, undated, index, name };
})();
