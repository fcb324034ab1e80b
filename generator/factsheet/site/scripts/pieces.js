// The search in pieces: in the place of the worker of the theme's search, which would load the index of the whole site. The
// theme sends it what it would send there, and shows what it answers, so that box, list and keys are the theme's own. Texts
// of results are facts: whatever of them reaches the page goes through `escaped`. No other host is asked.
"use strict";
(() => {
const ROOT = new URL("../", document.currentScript.src); // the site's address, wherever it is served
const HIDDEN = "\u241e"; // behind it stand spellings, which are found and not shown
const STEP = 10; // results that are fetched at a time
const LONG = 30; // words of a passage
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // of the theme's messages
const TheirWorker = window.Worker;
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const split = (text) => text.split(/\s+/).filter(Boolean);

// A sheet whose name has the word comes before those that say it often; `name` is a name that does not count: of lists, sources.
const RANKING = { metaWeights: { title: 10, name: 0 }, termSimilarity: 5, termFrequency: 0.3, pageLength: 0.1 };
let loaded = null;
const pagefind = () => loaded ??= import(new URL("search/pagefind/pagefind.js", ROOT).href).then(async (found) => {
  await found.options({ ranking: RANKING });
  return found;
});

// ---- A page that was found, as the theme shows it -------------------------------------------------------------------------------

// The sections of a page: where each begins in its words, where its heading, its text and its hidden spellings end.
const sections = ({ content, anchors, meta }) => {
  const words = split(content);
  const heads = anchors.filter(({ element }) => element === "h2").sort((a, b) => a.location - b.location);
  const starts = [{ location: 0, id: "", text: meta.title ?? meta.name ?? "" }, ...heads];
  return starts.map(({ location, id, text }, at) => {
    const end = starts[at + 1]?.location ?? words.length, hidden = words.indexOf(HIDDEN, location);
    return { id, title: text, words, from: location + split(text).length, till: hidden < 0 ? end : Math.min(hidden, end), start: location, end };
  });
};
const passage = ({ words, from, till }, hits) => {
  const first = Math.max(from, Math.min((hits.find((at) => at >= from && at < till) ?? from) - 5, till - LONG));
  const shown = words.slice(first, Math.min(first + LONG, till)).map((word, at) => (hits.includes(first + at) ? `<mark>${escaped(word)}</mark>` : escaped(word)));
  return `<p>${first > from ? "… " : ""}${shown.join(" ")}${first + LONG < till ? " …" : ""}</p>`;
};
const item = (data, score, terms) => {
  const location = new URL(data.raw_url.replace(/^\//, ""), ROOT).href;
  const found = sections(data).map((section, at) => {
    const hits = data.weighted_locations.filter((word) => word.location >= section.start && word.location < section.end);
    const heaviest = Math.max(0, ...hits.map(({ weight }) => weight)); // headings are heavier than texts
    return { location: section.id ? `${location}#${section.id}` : location, title: escaped(section.title), text: passage(section, hits.map((word) => word.location)), terms, heaviest, at };
  });
  const [page] = found, hit = found.filter(({ heaviest }) => heaviest).sort((a, b) => b.heaviest - a.heaviest || a.at - b.at);
  const [best = page, ...more] = hit.map((one, at) => ({ ...one, score: at ? score / 2 : score }));
  return [{ ...best, score }, ...(best.at && more.every(({ at }) => at) ? [{ ...page, score: 0, terms: {} }] : []), ...more];
};

// ---- The controls that narrow results down, and more of these ----------------------------------------------------------------

const make = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const controls = ({ words, choices }, ask, more) => {
  const form = make("div", { class: "fs-narrow", role: "group", "aria-label": words.narrow });
  for (const key of ["kind", "status", "year"].filter((key) => choices[key])) {
    const options = choices[key].map(([value, name]) => make("option", { value }, name));
    form.append(make("label", {}, words[key], make("select", { autocomplete: "off" }, make("option", { value: "" }, words.all), ...options)));
  }
  const button = make("button", { type: "button", class: "fs-button fs-more", hidden: "" }, words.more);
  button.addEventListener("click", more);
  form.addEventListener("change", ask);
  const result = document.querySelector(".md-search-result");
  result?.before(form);
  result?.after(button);
  return { chosen: () => [...form.querySelectorAll("select")].map(({ value }) => value).filter(Boolean), button };
};

// The theme's keys are for its own box and list: Tab would shut the search, and letters would leave a control.
const keys = () => {
  const search = document.querySelector(".md-search"), toggle = document.getElementById("__search");
  addEventListener("keydown", (event) => {
    const ours = event.target.closest?.(".fs-narrow, .fs-more");
    if (toggle.checked && search.contains(event.target) && (event.key === "Tab" || (ours && event.key !== "Escape"))) event.stopImmediatePropagation();
  }, true);
  search.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && toggle.checked && !search.contains(relatedTarget)) toggle.click(); });
};

// ---- In the worker's place ------------------------------------------------------------------------------------------------------

// Our other script folds what is sent to a worker, and so to this one. Other workers are as they were: Pagefind has one.
class Pieces extends EventTarget {
  query = "";
  count = STEP;
  turn = 0;

  constructor(url, ...rest) {
    if (!`${url}`.includes("/workers/search.")) return new TheirWorker(url, ...rest);
    super();
  }

  postMessage({ type, data }) {
    if (type === SETUP) {
      this.told = data.config.pieces;
      this.controls = controls(this.told, () => this.ask(STEP), () => this.ask(this.count + STEP));
      keys();
      this.say(READY);
    } else if (type === QUERY) {
      this.query = data.trim();
      this.ask(STEP);
    }
  }

  say(type, data) { this.dispatchEvent(new MessageEvent("message", { data: { type, data } })); }

  async ask(count) {
    const turn = ++this.turn, is = this.controls.chosen(), box = document.querySelector(".md-search-result")?.parentElement;
    const terms = Object.fromEntries(split(document.querySelector(".md-search__input").value).map((word) => [word, true]));
    const later = count > STEP;
    let results = [], items = [];
    if (this.query || is.length) try {
      const { search } = await pagefind();
      await new Promise((on) => setTimeout(on, later ? 0 : 100)); // while somebody types
      if (turn !== this.turn) return;
      ({ results } = await search(this.query || null));
      const sets = is.length ? await this.facets(is) : [];
      results = results.filter(({ id }) => sets.every((set) => set.has(id.replace(/.*_/, ""))));
      items = await Promise.all(results.slice(0, count).map(async (one) => item(await one.data(), one.score, terms)));
      if (turn !== this.turn) return;
    } catch (error) {
      console.error(error);
      if (box) box.querySelector(".md-search-result__meta").textContent = this.told.words.failed;
      return;
    }
    this.count = count;
    const top = later ? box.scrollTop : 0;
    this.say(RESULT, { items: { length: results.length, slice: (from) => (from ? [] : items) } }); // all that was fetched, at once
    box.scrollTop = top;
    this.controls.button.hidden = results.length <= count;
  }

  // The ids of the pages that have each of these.
  async facets(wanted) {
    this.all ??= fetch(new URL(`search/pagefind/${this.told.facets}`, ROOT)).then((answer) => answer.json());
    const { ids, steps } = await this.all;
    return wanted.map((one) => {
      let at = 0;
      return new Set((steps[one] ?? []).map((step) => ids[at += step]));
    });
  }

  terminate() {}
}
window.Worker = Pieces;
// For the page that is told instead of one that is not there: pages that some of these words may mean, as in the theme's index.
window.factsheetNear = async (words) => {
  const { search } = await pagefind();
  const found = await Promise.all(split(words.replace(/[-_/]/g, " ")).map((word) => search(word)));
  const data = await Promise.all(found.flatMap(({ results }) => results.slice(0, STEP)).map((one) => one.data()));
  return { docs: data.map(({ raw_url, meta }) => ({ location: raw_url.replace(/^\//, ""), title: escaped(meta.title ?? meta.name ?? "") })) };
};
})();
