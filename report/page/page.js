// What the page can do besides being read: find, sort, and show who knows whom.
// Without this script everything is there already; nothing is kept or sent.
(function () {
  "use strict";
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const warmths = ["warm", "new", "cooling", "cold", "dormant", "not spoken", "to meet", "paused", "archived", "do not contact", "deceased"];
  const letters = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th"};

  function fold(text) {
    if (/[^\0-\x7f]/.test(text)) text = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[ßæœøłđþ]/g, c => letters[c]);
    return text.toLowerCase().replace(/['’]/g, "").replace(/[-\u2010-\u2015_,;.:@\s]+/g, " ");
  }

  function make(tag, attributes, text) {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    if (text) element.textContent = text;
    return element;
  }

  // A card opens when something leads to it.
  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const card = target && target.closest("details");
    if (!card) return;
    card.hidden = false;
    card.open = true;
    target.tabIndex = -1;
    target.scrollIntoView();
    target.focus({preventScroll: true});
  }
  const table = document.querySelector(".pt");
  if (table) people(table);
  const map = document.querySelector(".map");
  if (map) network(map);
  addEventListener("hashchange", reveal);
  reveal();

  function people(table) {
    const body = table.tBodies[0], cards = document.querySelector(".cards");
    const main = table.closest("main"), most = main.matches(".many") ? 100 : Infinity; // rows that are shown at once, as many as the style shows
    let next = 0; // of the cards, which those have whose name leads to one
    let rows = Array.from(body.rows, (row, order) => ({row, order, card: row.querySelector("a") && cards.children[next++], marks: [row.querySelector("i").textContent, ...row.dataset.x.split(",")]}));

    // The words of a row are folded when they are asked for, or when nothing else
    // is to be done.
    function words(entry) {
      return entry.words ||= " " + fold([...entry.row.cells, ...entry.card ? entry.card.querySelectorAll("dd") : []].map(part => part.textContent).concat(entry.row.dataset.x).join(" "));
    }
    (function ahead(entries) {
      for (const entry of entries.splice(0, 50)) words(entry);
      if (entries.length) setTimeout(ahead, 0, entries);
    })(rows.slice());

    const tools = make("div", {class: "tools", role: "search"});
    const box = make("input", {type: "search", "aria-label": "Filter people", placeholder: "Name, place, skill, circle…"});
    const count = make("output");
    const pressed = new Set();
    tools.append(box);
    for (const word of table.dataset.chips.split(",")) {
      if (!word) continue;
      const chip = make("button", {type: "button", "aria-pressed": "false"}, word);
      chip.addEventListener("click", () => {
        const on = !pressed.has(word);
        if (on) pressed.add(word); else pressed.delete(word);
        chip.setAttribute("aria-pressed", on);
        filter();
      });
      tools.append(chip);
    }
    tools.append(count);
    table.parentNode.before(tools);
    let whole = false;
    const more = make("button", {type: "button", class: "tg"});
    table.parentNode.after(more);
    more.addEventListener("click", () => { whole = true; filter(); });
    addEventListener("beforeprint", () => { filter(true); follow(); });
    addEventListener("afterprint", () => filter());

    // Chips of one sort widen the choice, those of several narrow it.
    function sort(word) {
      const first = word.split(" ")[0];
      return first === "tier" || first === "circle" ? first : "";
    }
    // A browser takes its time over thousands of rows: the table holds the first that
    // fit, and on a word all of them. Cards follow as soon as nobody types any more;
    // the one to which a link has led stays.
    let shown = new Set(rows), rest = 0;
    function follow() {
      const target = document.querySelector(":target"), led = target && target.closest("details");
      for (const entry of rows) {
        const card = entry.card, hide = !shown.has(entry) && card !== led;
        if (card && card.hidden !== hide) card.hidden = hide;
      }
    }
    function filter(every) {
      const asked = fold(box.value).split(" ").filter(Boolean).map(word => " " + word);
      const chips = new Map();
      for (const word of pressed) chips.set(sort(word), (chips.get(sort(word)) || []).concat(word));
      const choices = Array.from(chips.values());
      const fit = rows.filter(entry => asked.every(word => words(entry).includes(word)) && choices.every(some => some.some(word => entry.marks.includes(word))));
      shown = new Set(whole || every ? fit : fit.slice(0, most));
      body.replaceChildren();
      getComputedStyle(body).color; // where rows go and come at once Chromium styles much else anew
      body.append(...Array.from(shown, entry => entry.row));
      clearTimeout(rest);
      rest = setTimeout(follow, 300);
      more.textContent = "Show all " + fit.length;
      more.hidden = fit.length === shown.size;
      count.textContent = (fit.length < rows.length ? fit.length + " of " : "") + rows.length + (rows.length === 1 ? " person" : " people");
    }
    box.addEventListener("input", () => filter());
    filter();
    follow();
    main.classList.add("live");

    // A column's key: the day of a time, what the cell says of itself, its words.
    // "Never" and the unknown stand last in either direction.
    function key(entry, column) {
      if (column === 0) return String(entry.order).padStart(6, "0");
      const cell = entry.row.cells[column], time = cell.querySelector("time");
      if (time) return time.dateTime;
      const warmth = cell.querySelector("i");
      return warmth ? String(warmths.indexOf(warmth.textContent) + 1).padStart(2, "0") : fold(cell.textContent.trim());
    }
    const heads = all("th", table.tHead);
    heads.forEach((head, column) => {
      const button = make("button", {type: "button"}, head.textContent);
      head.textContent = "";
      head.append(button);
      button.addEventListener("click", () => {
        const dates = column === 3;
        const now = head.getAttribute("aria-sort"), first = dates ? "descending" : "ascending", other = dates ? "ascending" : "descending";
        const up = (now === first ? other : first) === "ascending";
        for (const h of heads) h.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const sorted = rows.map(entry => ({entry, key: key(entry, column)})).sort((a, b) => {
          if (!a.key !== !b.key) return a.key ? -1 : 1;
          const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
          return (up ? order : -order) || a.entry.order - b.entry.order;
        });
        rows = sorted.map(s => s.entry);
        filter();
      });
    });
  }

  // Pointing at a mark, or coming to its row in the table, shows whom it is tied to.
  function network(map) {
    const marks = new Map(all(".n", map).map(mark => [mark.dataset.n, mark]));
    const lines = all("[data-a], [data-b]", map);
    let lit = [];
    function light(number) {
      for (const element of lit) element.classList.remove("on");
      lit = [];
      const mark = marks.get(number);
      map.classList.toggle("hot", Boolean(mark));
      if (!mark) return;
      lit.push(mark);
      for (const line of lines) {
        const a = line.dataset.a, b = line.dataset.b;
        if (a !== number && b !== number) continue;
        lit.push(line);
        const other = marks.get(a === number ? b : a);
        if (other) lit.push(other);
      }
      for (const element of lit) element.classList.add("on");
    }
    map.addEventListener("pointerover", event => {
      const mark = event.target.closest(".n");
      light(mark && mark.dataset.n);
    });
    map.addEventListener("pointerleave", () => light(null));
    for (const row of all(".netlist tr[data-n]")) {
      for (const kind of ["focusin", "pointerenter"]) row.addEventListener(kind, () => light(row.dataset.n));
      for (const kind of ["focusout", "pointerleave"]) row.addEventListener(kind, () => light(null));
    }
  }
})();
