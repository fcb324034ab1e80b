// One script that only adds: every page says the same without it. Nothing here writes HTML from a string; nodes are made,
// or cloned from pages of this site. No other host is asked. Pages are contributed: it acts only on markup that the generator
// prints, and takes nothing for granted about the rest. A theme may change the page without loading it: see the end.
"use strict";
(() => {
// ---- What all parts use -------------------------------------------------------------------------------------------------

const ROOT = new URL("../", document.currentScript.src); // the site's address, wherever it is served
let article = null; // of the page that is shown now
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const words = (node) => node.textContent.replace(/\s+/g, " ").trim();

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

// The messages of the catalogue that are said here; they are filled in when the script is handed over, with how numbers are written.
const WORDS = {};
const numbers = new Intl.NumberFormat(WORDS.intl), plurals = new Intl.PluralRules(WORDS.intl);
const written = (value) => (typeof value === "number" ? numbers.format(value) : value ?? "");
// A message as a row of texts and of what is given for its places; `count` decides which of its forms is said.
const tell = (key, values = {}) => {
  const said = WORDS[key] ?? key;
  const form = typeof said === "string" ? said : said[plurals.select(values.count ?? 1)] ?? said.other;
  return form.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? written(values[piece]) : piece));
};
const say = (key, values) => tell(key, values).join("");

// An address, or null where a text is none; what a #place on this page names, or null.
const urlOf = (text, base) => { try { return text ? new URL(text, base) : null; } catch { return null; } };
const placed = (hash) => { try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; } };

// A copy fit for another place: no ids, no marks and arrows, no attribute that acts, links that lead where they led.
const ANCHOR = "a[id]:not([href]):empty";
const KEPT = ["class", "lang", "dir", "href", "rel", "datetime", "data-until"];
const copy = (node, from = location.href, drop = "") => {
  const clone = document.importNode(node, true);
  for (const one of all(`sup:has(.footnote-ref), .fs-home, .headerlink, .footnote-backref, ${ANCHOR}, script, style${drop}`, clone)) one.remove();
  for (const one of [clone, ...all("*", clone)]) {
    for (const { name } of [...one.attributes]) if (!KEPT.includes(name)) one.removeAttribute(name);
    if (!one.hasAttribute("href")) continue;
    const url = urlOf(one.getAttribute("href"), from);
    if (/^https?:$/.test(url?.protocol)) one.setAttribute("href", url.href);
    else one.removeAttribute("href");
  }
  return clone;
};

const page = async (url) => {
  if (url.origin !== location.origin) throw new Error("another site");
  if (url.pathname === location.pathname) return document;
  if (location.protocol === "file:") throw new Error("another file");
  const answer = await fetch(url.pathname);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

// Where a fact stands whose anchor is in a row of links to the pages of its list: there, where the next link leads; else null.
// One that is on another record's sheet has the address that the link has.
const ahead = (anchor, base = location.href) => {
  const gone = anchor?.matches(`.fs-gone ${ANCHOR}`);
  let link = gone || anchor?.matches(`.fs-apart ${ANCHOR}`) ? anchor.nextElementSibling : null;
  while (link && !link.hasAttribute("href")) link = link.nextElementSibling;
  const url = urlOf(link?.getAttribute("href"), base);
  if (url && !gone) url.hash = anchor.id;
  return url?.origin === location.origin ? url : null;
};

// ---- The pop-up, one for citations and cards ------------------------------------------------------------------------------

const pop = make("div", { class: "fs-pop md-typeset", role: "dialog", popover: "manual", tabindex: "-1", id: "fs-pop" });
let opener = null; // the link whose pop-up is open
let pinned = false; // opened on purpose: it stays until it is closed
let timer = 0;
const later = (act, ms) => { clearTimeout(timer); timer = setTimeout(act, ms); };

const place = () => {
  if (!opener) return;
  pop.style.cssText = "";
  if (matchMedia("(max-width: 30em)").matches) return; // a sheet at the foot of the screen, by CSS
  const at = opener.getClientRects()[0] || opener.getBoundingClientRect();
  const { width, height } = pop.getBoundingClientRect();
  const [above, below] = [at.top - 16, innerHeight - at.bottom - 16];
  const under = below >= height || below >= above;
  const tall = Math.max(under ? below : above, 160);
  const left = Math.min(Math.max(at.left + at.width / 2 - width / 2, 8), document.documentElement.clientWidth - width - 8);
  pop.style.left = `${left + scrollX}px`;
  pop.style.top = `${scrollY + (under ? at.bottom + 8 : Math.max(at.top - 8 - Math.min(height, tall), 8))}px`;
  pop.style.maxHeight = `${tall}px`;
};

const close = (refocus) => {
  clearTimeout(timer);
  if (!opener) return;
  const was = opener;
  opener = null;
  pinned = false;
  was.removeAttribute("aria-describedby");
  if (was.hasAttribute("aria-expanded")) was.setAttribute("aria-expanded", "false");
  pop.hidePopover();
  if (refocus) was.focus({ preventScroll: true });
};

const show = (link, fill, focus) => {
  clearTimeout(timer);
  if (opener !== link) {
    const parts = fill(link);
    close(false);
    const shut = make("button", { type: "button", class: "fs-pop-close", "aria-label": say("script.close") }, "×");
    shut.addEventListener("click", () => close(true));
    pop.replaceChildren(shut, ...parts);
    opener = link;
    pop.showPopover();
    pop.scrollTop = 0;
    place();
  }
  if (link.hasAttribute("aria-expanded")) link.setAttribute("aria-expanded", "true");
  else link.setAttribute("aria-describedby", "fs-pop");
  if (focus) { pinned = true; pop.focus({ preventScroll: true }); }
};

const watch = () => {
  if (!pop.showPopover) return;
  document.body.append(pop);
  const over = (event) => {
    const link = event.target.closest?.(`${MARKS}, .fs-intro`);
    return link && article?.contains(link) && (noteOf(link) || cardOf(link)) ? link : null;
  };
  const fill = (link) => (link.matches(".fs-intro") ? card : citation);
  const inside = () => pop.contains(document.activeElement);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = over(event);
    if (link && !(pinned && inside())) later(() => show(link, fill(link), false), link === opener ? 0 : 200);
    else if (pop.contains(event.target)) clearTimeout(timer);
    else if (opener && !pinned) later(() => close(inside()), 300);
    else if (!opener) clearTimeout(timer);
  });
  document.addEventListener("click", (event) => {
    const link = over(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.matches(".fs-intro") && !(event.pointerType === "touch" && link !== opener)) return; // a card's link leads on
    event.preventDefault();
    event.stopPropagation(); // a theme that follows links itself must not go to the footnote
    show(link, fill(link), !link.matches(".fs-intro"));
  }, true);
  document.addEventListener("pointerdown", (event) => {
    if (opener && !pop.contains(event.target) && !opener.contains(event.target)) close(inside());
  });
  document.addEventListener("focusin", (event) => {
    const link = over(event);
    if (link?.matches(".fs-intro:focus-visible") && link !== opener) show(link, card, false);
    else if (opener && event.target !== opener && !inside()) close(false);
  });
  document.addEventListener("keydown", (event) => {
    if (opener && event.key === "Escape") { event.stopPropagation(); close(inside()); }
    if (event.key !== "Tab" || !inside()) return;
    const stops = all("a[href], button, select, summary", pop).filter((one) => one.checkVisibility());
    const edge = event.shiftKey ? [pop, stops[0]] : [stops.at(-1)];
    if (!edge.includes(document.activeElement)) return;
    if (event.shiftKey) event.preventDefault(); // back to the mark; forward: on from the mark
    close(true);
  }, true);
  pop.addEventListener("pointerdown", () => { pinned = true; }); // a menu in it opens beyond its edge
  pop.addEventListener("toggle", place, true);
  addEventListener("resize", place);
};

// ---- Citations --------------------------------------------------------------------------------------------------------------

const MARKS = "sup > a.footnote-ref";
const noteOf = (mark) => {
  const note = mark.matches(MARKS) && mark.hash ? placed(mark.hash) : null;
  return note?.matches(".footnote li") ? note : null;
};
const EXTRA = ", .fs-meta, .fs-note, .fs-who, .fs-status, .fs-about, .fs-change, .fs-review, ul, ol";

// The fact that a mark belongs to: its wrapper, its line, or the words before the mark up to the fact before.
const factOf = (mark) => {
  const box = mark.closest(".fs-fact") || mark.closest("li, blockquote, td, dd");
  if (box) return box;
  const isMark = (node) => node?.nodeName === "SUP";
  let last = mark.parentElement;
  while (isMark(last.nextSibling)) last = last.nextSibling;
  const meta = last.nextElementSibling;
  if (meta?.matches(".fs-meta") && !words(last.nextSibling)) last = meta;
  const found = [];
  let seen = false;
  for (let node = last; node; node = node.previousSibling) {
    const ends = node.nodeType === 1 && node.matches(".fs-fact, .fs-meta, sup");
    if (seen && ends) break;
    seen ||= !ends && words(node) !== "";
    found.unshift(node.cloneNode(true));
  }
  return make("span", {}, ...found);
};

// The addresses of the facts that a passage rests on: those it names, those its note leads to, that of its line.
const addressesOf = (fact, told) => {
  const named = fact.dataset.fact?.split(" ").map((one) => new URL(one.replace(/#|$/, (sign) => `/${sign}`), ROOT));
  if (named) return named;
  const leads = told.map(({ lead }) => lead?.querySelector("a[href]")).filter(Boolean);
  if (leads.length) return leads.map((link) => new URL(link.href));
  const anchor = fact.matches("li, .fs-fact") && fact.querySelector(ANCHOR);
  const sheet = article?.querySelector(".fs-up a")?.href ?? location.href; // of a page that continues a sheet: that
  return anchor ? [new URL(`#${anchor.id}`, sheet.split(/[?#]/)[0])] : [];
};

const report = (addresses, fact, sources) => {
  let url;
  try { url = new URL(document.querySelector('meta[name="factsheet:report"]').content); } catch { return null; }
  const mail = url.protocol === "mailto:", query = url.searchParams;
  if (!mail && url.protocol !== "https:" || location.protocol === "file:") return null; // where a reader keeps a copy is told to nobody
  const here = location.href.split(/[?#]/)[0], named = addresses.join(" ");
  const listed = sources.map((source) => `- ${source}`).join("\n");
  query.set(mail ? "subject" : "title", say("script.report.title", { fact: addresses[0]?.href.slice(ROOT.href.length) ?? document.title }).slice(0, 200));
  let long = { body: say("script.report.body", { fact: named || say("script.report.here"), page: here, text: fact, sources: listed }) };
  if (query.has("template")) { // a form has fields of its own
    query.set("page", here);
    query.set("fact", named);
    long = { says: fact, sources: listed };
  }
  do for (const key in long) {
    query.set(key, long[key]);
    long[key] = long[key].slice(0, -200);
  } while (url.href.length > (mail ? 1800 : 6000) && Object.values(long).some(Boolean));
  if (mail) url.search = url.search.replaceAll("+", "%20");
  return make("a", { href: url.href, rel: "noopener" }, say("script.report"));
};

const versions = async (link, into, url = new URL(link.href)) => {
  const there = await page(url);
  const anchor = there.getElementById(decodeURIComponent(url.hash.slice(1)));
  const on = ahead(anchor, url.href);
  if (on) return versions(link, into, on);
  let list = anchor?.closest("h1, h2, h3, h4, h5, h6, p, li") || anchor;
  while (list && !list.matches("ul, ol")) list = list.nextElementSibling;
  if (list) into.replaceChildren(make("p", {}, ...tell("labelled", { what: link.cloneNode(true) })), copy(list, url.href));
};

// A note in parts, one for each fact: its first words, its sources, how well it is known and what is to be said of it. Sources
// of several facts stand in a part before them. A note that an editor wrote is all rest.
const partsOf = (note) => {
  const parts = [];
  for (const node of (note.querySelector("p") ?? note).childNodes) {
    if (node.nodeName === "STRONG") parts.push({ lead: node, sources: [], rest: [] });
    else if (!parts.length) parts.push({ sources: [], rest: [] });
    if (node.nodeName === "STRONG" || node.matches?.(".footnote-backref")) continue;
    if (node.matches?.(".fs-sources")) parts.at(-1).sources.push(...sourcesOf(node)); else parts.at(-1).rest.push(node);
  }
  return parts;
};

// A part that says no more than its first words: a note above tells the rest.
const filled = (part) => {
  if (!part.lead || part.sources.length || part.rest.some((node) => words(node))) return part;
  const way = part.lead.querySelector("a[href]")?.getAttribute("href");
  const same = way ? all(`.footnote li strong a[href="${CSS.escape(way)}"]`, article) : [];
  const told = same.flatMap((link) => partsOf(link.closest("li"))).find((one) => one.lead?.querySelector(`a[href="${CSS.escape(way)}"]`) && one.rest.some((node) => words(node)));
  return told ? { ...part, rest: told.rest } : part;
};

// The sources that a note names: [its words, with the place in it; its line in the list of the page, which begins with its name].
// At each place the longest name counts: one may be how another begins, or have a semicolon in it.
const sourcesOf = (row) => {
  const said = words(row), between = say("list.semicolon.between"), found = [];
  const known = sourceList().map((entry) => [words(nameOf(entry)), entry]);
  for (let at = 0, stop; at < said.length; at = stop + between.length) {
    const here = known.filter(([name]) => name && said.startsWith(name, at));
    const longest = Math.max(0, ...here.map(([name]) => name.length));
    stop = said.indexOf(between, at + longest);
    if (stop < 0) stop = said.length;
    const part = said.slice(at, stop).replace(/[;\s]+$/, "");
    if (here.length) found.push(...here.filter(([name]) => name.length === longest).map(([, entry]) => [part, entry]));
    else if (found.length) found.at(-1)[0] += between + part;
  }
  return found;
};
const nameOf = (entry) => [...entry.children].find(words) ?? entry;
const sourceList = () => {
  const found = [];
  for (let node = document.getElementById("sources__")?.nextElementSibling; node && !/^H[12]$/.test(node.nodeName); node = node.nextElementSibling) found.push(...all("li", node));
  return found;
};

// A source as the note names it, with the place in it; then from the list where it is to be read, and our sheet of it.
const source = ([said, entry]) => {
  const ways = all("a[href]", entry).map((way) => copy(way));
  const sheet = ways.find((way) => way.origin === location.origin);
  if (sheet) { ways.push(...ways.splice(ways.indexOf(sheet), 1)); sheet.textContent = say("script.about-source"); }
  const name = nameOf(entry);
  return make("li", {}, make("b", {}, ...copy(name).childNodes, said.slice(words(name).length)), ...ways.flatMap((way, at) => [at ? say("list.dot.between") : make("br"), way]));
};

// The rest of a part without the sign that parted it from the sources.
const rest = (part) => {
  const told = copy(make("p", {}, ...part.rest.map((node) => node.cloneNode(true))));
  told.normalize(); // the blanks before and behind the sources are one text with what follows
  const first = told.firstChild;
  if (part.sources.length && first?.nodeType === 3) first.data = first.data.replace(/^[^\p{L}\p{N}“„«]+/u, "");
  return words(told) ? [told] : [];
};

const why = (fact, notes) => {
  const marks = new Map([fact, ...notes].flatMap((one) => all(".fs-status", one)).map((mark) => [words(mark), mark]));
  const usual = [...marks.values()].every((mark) => mark.classList.contains("fs-corrected"));
  const details = make("details", { class: "fs-pop-why" }, make("summary", {}, say("script.why")));
  for (const mark of marks.values()) {
    const key = [...mark.classList].map((one) => one.replace("fs-", "status.") + ".meaning").find((one) => one in WORDS);
    details.append(make("p", {}, copy(mark), key ? ` ${say(key)}` : ""));
  }
  if (usual) details.append(make("p", {}, make("b", {}, say("status.accepted")), ` ${say("status.accepted.meaning")}`));
  const differ = all(".fs-meta a", fact).find((link) => words(link) === say("versions-differ"));
  if (differ) {
    const into = make("div", {}, make("p", {}, copy(differ)));
    details.append(into);
    details.addEventListener("toggle", () => versions(differ, into).then(place).catch(() => {}), { once: true });
  }
  return details;
};

// A mark and those right beside it: one of ours stands alone, an editor may write several.
const besideOf = (mark) => {
  const row = [mark.parentElement];
  for (const side of ["previousSibling", "nextSibling"]) {
    for (let one = row[0][side]; one?.nodeName === "SUP"; one = one[side]) row.push(one);
  }
  return row.map((sup) => sup.querySelector(MARKS)).filter(Boolean);
};

const citation = (mark) => {
  const fact = factOf(mark);
  const notes = besideOf(mark).map(noteOf).filter(Boolean);
  const told = notes.flatMap(partsOf).map(filled);
  const sentence = copy(fact, location.href, EXTRA);
  for (const link of all("a", sentence)) link.replaceWith(...link.childNodes);
  const cell = fact.querySelector(`${ANCHOR}, .fs-home`) && fact.closest("td"); // of a table of facts
  const titles = cell ? [cell.cellIndex ? cell.parentElement.cells[0] : null, cell.closest("table").rows[0].cells[cell.cellIndex]] : [];
  if (fact.querySelector(`:scope > ${ANCHOR} + strong`) || (cell && !cell.cellIndex && !fact.querySelector(".fs-home"))) titles.unshift(article.querySelector("h1"));
  for (const title of titles.filter(Boolean).reverse()) sentence.prepend(`${say("labelled", { what: words(copy(title)) })} `); // a property says whose it is
  const text = make("p", { class: "fs-pop-fact", id: "fs-pop-fact", dir: "auto" }, ...sentence.childNodes);
  const lang = mark.closest("[lang]")?.lang;
  if (lang) text.lang = lang;
  const known = told.flatMap((part) => [
    ...(part.lead && told.length > 1 ? [make("p", { class: "fs-pop-of" }, copy(part.lead))] : []),
    ...(part.sources.length ? [make("ul", { class: "fs-pop-sources" }, ...part.sources.map(source))] : []),
    ...rest(part),
  ]);
  pop.setAttribute("aria-labelledby", "fs-pop-fact");
  const addresses = addressesOf(fact, told);
  const links = make("p", { class: "fs-pop-links" });
  if (addresses.length === 1) links.append(make("a", { href: addresses[0].href }, say("script.address")), ...citing("", { address: addresses[0], text: words(text) }), ...embedding(addresses[0], words(text)));
  const wrong = report(addresses, words(text), told.flatMap((part) => (part.sources.length ? part.sources.map(([said]) => said) : part.rest.map(words))).filter(Boolean));
  if (wrong) links.append(wrong);
  return [text, ...known, why(fact, notes), links];
};

// ---- Cite this: a page at its foot, a fact in its pop-up; a fact for a page elsewhere -------------------------------------------

// What is behind such a button is a script of its own, asked for when it is pressed.
const asking = (key, act) => {
  const made = make("button", { type: "button", class: "fs-button" }, say(key));
  made.addEventListener("click", () => {
    made.parentElement.querySelector("[role=alert]")?.remove();
    act(made).then(place, () => { made.after(make("span", { role: "alert" }, ` ${say("script.failed")}`)); place(); });
  });
  return made;
};
// A browser lets who clicks copy, not who comes later with the text: it is told at once that there will be one.
const copied = (made, text) => navigator.clipboard.write([new ClipboardItem({ "text/plain": text.then((found) => new Blob([found], { type: "text/plain" })) })])
  .then(() => made.replaceChildren(say("script.copied")));

// What few readers ask for comes as a <script>: a page on a disk may import no module, and a browser may keep that one was not there.
const lent = {};
const lend = (path, name) => (lent[path] ??= new Promise((done, fail) => {
  const script = make("script", { src: new URL(path, ROOT) });
  script.onload = () => done(window[name]);
  script.onerror = () => { delete lent[path]; script.remove(); fail(); };
  document.head.append(script);
}));
// `said` is what a page says of itself as plain text; a `fact` has its address and its words.
const citing = (said, fact) => {
  if (!navigator.clipboard?.write || !document.querySelector('meta[name="citation_title"]')) return [];
  const opening = asking(fact ? "script.cite.fact" : "script.cite.page", () => lend("assets/cite.js", "factsheetCite").then((ours) => ours.open(opening, { make, asking, copied, say, root: ROOT, said, fact })));
  return [make("span", { class: "fs-citing" }, opening)];
};

// What makes the code of a fact's frame stands beside the frames; a copy on a disk has none that a page elsewhere could show.
const embedding = (address, fact) => {
  if (!WORDS.embed || !navigator.clipboard?.write || location.protocol === "file:") return [];
  const coded = () => lend("embed/code.js", "factsheetEmbed").then((ours) => ours(address, fact, WORDS.embed));
  return [make("span", { class: "fs-embed" }, asking("script.embed", (made) => copied(made, coded())))];
};

// ---- Cards: who and what is on this page ------------------------------------------------------------------------------------

const cards = new Map(); // the address of a sheet -> its line in the list
const cardOf = (link) => (link.matches(".fs-intro") ? cards.get(link.href.split("#")[0]) : null);
const card = (link) => {
  pop.removeAttribute("aria-labelledby");
  pop.setAttribute("aria-label", say("script.about", { what: words(link) }));
  return [make("div", { class: "fs-pop-card" }, ...copy(cardOf(link)).childNodes)];
};
const introduce = () => {
  cards.clear();
  let list = document.getElementById("who-is-who_");
  while (list && !list.matches("ul")) list = list.nextElementSibling;
  if (!list || !pop.showPopover) return;
  for (const item of list.children) {
    const link = item.querySelector("a[href]");
    if (link) cards.set(link.href.split("#")[0], item);
  }
  const left = new Set(cards.keys());
  for (const link of all("a[href]", article)) {
    if (list.contains(link) || link.hash || link.closest(".footnote, .fs-meta, .fs-home, .md-content__button") || !left.delete(link.href)) continue;
    link.classList.add("fs-intro");
  }
};

// ---- Folded parts: CSS has shut them; their titles become buttons --------------------------------------------------------------

document.documentElement.classList.add("fs-js"); // where our templates are left out; they set it in the head
const FOLDED = ".fold, .footnote"; // of footnotes the first twelve are open
const unfold = (box, open) => {
  box.classList.toggle("fs-open", open);
  box.querySelector(":scope > .admonition-title > button, :scope > .fs-more")?.setAttribute("aria-expanded", `${open}`);
};
// Opens what a #place on this page stands in, and what that stands in; the browser could not go there before.
const reveal = () => {
  const place = location.hash ? placed(location.hash) : null;
  let shut = false;
  for (let box = place?.closest(FOLDED); box; box = box.parentElement.closest(FOLDED)) {
    shut ||= !box.classList.contains("fs-open");
    unfold(box, true);
  }
  if (shut) place.scrollIntoView();
};
const folds = () => {
  for (const title of all(".fold > .admonition-title", article ?? document)) {
    const box = title.parentElement;
    if (box.classList.contains("fs-ready")) continue;
    const button = make("button", { type: "button", "aria-expanded": "false" }, ...title.childNodes);
    button.addEventListener("click", () => unfold(box, !box.classList.contains("fs-open")));
    title.append(button);
    unfold(box, box.matches(":has(:target)"));
    box.classList.add("fs-ready");
  }
  for (const box of all(".footnote:not(.fs-ready)", article ?? document)) {
    const count = box.querySelectorAll(":scope > ol > li").length;
    box.classList.add("fs-ready");
    if (count <= 12) continue;
    const button = make("button", { type: "button", class: "fs-more fs-button", "aria-expanded": "false" }, say("script.notes", { count }));
    button.addEventListener("click", () => unfold(box, !box.classList.contains("fs-open")));
    box.append(button);
  }
  reveal(); // a theme that puts pages in place itself has no :target
};

// ---- Around the text ---------------------------------------------------------------------------------------------------------------

const around = () => {
  document.documentElement.style.setProperty("--fs-running", JSON.stringify(document.title)); // at the head of printed pages
  for (const link of all('a[href^="http"][href*="%"]', article ?? document)) { // what is printed behind them can be read and typed
    try { link.dataset.printed = decodeURI(link.href); } catch { /* no text */ }
  }
  const contents = document.querySelector("details.fs-contents");
  contents?.addEventListener("click", ({ target }) => { if (target.closest("a")) contents.open = false; });
  const said = article?.querySelector(".fs-cite > span");
  if (said && !article.querySelector(".fs-citing")) said.after(" ", ...citing(words(said)));
};

// ---- Timeline filters -------------------------------------------------------------------------------------------------------

const FILTERS = { group: /^groups\//, place: /^(cities|places)\// };
const timeline = () => {
  const items = article ? [...new Set(all("ol > li .fs-about", article).map((about) => about.closest("li")))] : [];
  if (items.length < 8) return;
  const about = new Map(items.map((item) => [item, new Map((all(".fs-about", item)[0].dataset.about || "").split("|").map((one) => [one.split(" ")[0], one.slice(one.indexOf(" ") + 1)]))]));
  const form = make("form", { class: "fs-filter", "aria-label": say("script.filter") });
  const selects = Object.entries(FILTERS).map(([key, path]) => {
    const counts = new Map();
    for (const links of about.values()) for (const [at, name] of links) {
      if (path.test(at)) counts.set(at, [name, (counts.get(at)?.[1] || 0) + 1]);
    }
    const select = make("select", { name: key, autocomplete: "off" }, make("option", { value: "" }, say("script.filter.all")));
    for (const [at, [name, count]] of [...counts].sort((a, b) => a[1][0].localeCompare(b[1][0], WORDS.intl))) select.append(make("option", { value: at, "data-name": name }, say("script.filter.choice", { name, count })));
    select.value = new URLSearchParams(location.search).get(key) || "";
    if (select.selectedIndex < 0) select.value = "";
    if (counts.size) form.append(make("label", {}, `${say(`script.filter.${key}`)} `, select));
    return select;
  });
  const told = make("p", { class: "fs-filter-told", role: "status", "data-printed": say("script.filter.printed") });
  form.append(make("button", { type: "reset", class: "fs-button" }, say("script.filter.reset")), told);
  const lists = [...new Set(items.map((item) => item.parentElement))];
  const ways = all(".fs-partly a[href]", article).filter((link) => link.pathname !== location.pathname);
  const boxes = all(".fold", article).filter((box) => lists.some((list) => box.contains(list)));
  const heads = lists.length < 2 ? [] : [...article.children].filter((node) => /^H[2-6]$/.test(node.tagName));
  let filtered = false;
  const apply = () => {
    for (const item of items) item.hidden = selects.some((select) => select.value && !about.get(item).has(select.value));
    for (const list of lists) list.hidden = [...list.children].every((item) => item.hidden);
    const narrowed = selects.some((select) => select.value);
    for (const box of boxes) {
      box.hidden = lists.every((list) => list.hidden || !box.contains(list));
      if (narrowed !== filtered) unfold(box, narrowed);
    }
    filtered = narrowed;
    for (const head of heads) {
      const mine = [];
      for (let node = head.nextElementSibling; node && !(/^H[1-6]$/.test(node.tagName) && node.tagName <= head.tagName); node = node.nextElementSibling) mine.push(...lists.filter((list) => node.contains(list)));
      head.hidden = mine.length > 0 && mine.every((list) => list.hidden);
      for (const link of all(`.md-nav--secondary a[href="#${CSS.escape(head.id)}"]`)) link.closest("li").hidden = head.hidden;
    }
    const shown = items.filter((item) => !item.hidden).length;
    const chosen = selects.filter((select) => select.value).map((select) => select.selectedOptions[0].dataset.name);
    const [every, some] = ways.length ? ["script.events.here", "script.events.some.here"] : ["script.events", "script.events.some"];
    told.textContent = say(chosen.length ? some : every, { count: items.length, shown, chosen: chosen.join(say("list.comma.between")) });
    const url = new URL(location);
    for (const select of selects) if (select.value) url.searchParams.set(select.name, select.value); else url.searchParams.delete(select.name);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
    for (const link of ways) link.search = url.search; // the rest of the list is filtered by the same choice
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); for (const select of selects) select.value = ""; apply(); });
  let before = lists[0];
  while (before.parentElement !== article) before = before.parentElement;
  while (lists.length > 1 && /^H[2-6]$/.test(before.previousElementSibling?.tagName)) before = before.previousElementSibling;
  before.before(form);
  apply();
};

// ---- The map, day by day ----------------------------------------------------------------------------------------------------

const turns = []; // for each map of the page: shows the day or marks the place that the address names
let named = ""; // the #place that was followed last
const follow = () => {
  if (location.hash === named) return;
  named = location.hash;
  for (const turn of turns) turn();
};
const maps = () => {
  turns.length = 0;
  named = location.hash;
  for (const map of all(".fs-map")) {
    const days = all(".fs-day", map);
    const asked = () => { // what of the map the address names, if anything
      const target = document.getElementById(location.hash.slice(1));
      return target && map.contains(target) ? target : null;
    };
    const marked = () => { // the ring around a place, in each picture
      for (const old of all(".fs-map-mark", map)) old.remove();
      const ring = asked()?.closest(".fs-map-place")?.querySelector(".fs-map-halo");
      if (ring) for (const picture of all(".fs-map-picture", map)) picture.append(ring.cloneNode()), picture.lastChild.classList.add("fs-map-mark");
    };
    marked();
    if (days.length < 2) {
      turns.push(marked);
      continue;
    }
    const id = `fs-slider-${all(".fs-map").indexOf(map)}`;
    const range = make("input", { type: "range", id, min: 0, max: days.length - 1, step: 1, autocomplete: "off" });
    const output = make("output", { for: id });
    const button = (label, sign, step) => {
      const made = make("button", { type: "button", class: "fs-button", "aria-label": label }, sign);
      made.addEventListener("click", () => go(Number(range.value) + step));
      return made;
    };
    const [back, on] = [button(say("script.day.back"), "‹", -1), button(say("script.day.on"), "›", 1)];
    const go = (index) => {
      range.value = index;
      const now = Number(range.value);
      days.forEach((figure, at) => { figure.hidden = at !== now; });
      const time = days[now].querySelector("time");
      output.textContent = time ? words(time) : days[now].dataset.day;
      range.setAttribute("aria-valuetext", output.textContent);
      [back.ariaDisabled, on.ariaDisabled] = [`${now === 0}`, `${now === days.length - 1}`];
    };
    range.addEventListener("input", () => go(range.value));
    map.prepend(make("div", { class: "fs-slider", role: "group", "aria-label": say("script.day.shown") }, make("label", { for: id }, say("script.day")), back, range, on, output));
    const there = () => days.findIndex((figure) => figure.contains(asked()));
    turns.push(() => { if (there() >= 0) { go(there()); marked(); map.scrollIntoView(); } });
    go(there() >= 0 ? there() : days.length - 1);
    if (asked()) map.scrollIntoView();
  }
};

// ---- Search: spellings with and without marks find each other ---------------------------------------------------------------

// The worker of the theme compares letters as they are. What is sent to it is folded on the way: each query, and beside each
// text of the index a second field with the folded form of every word that has one. The reader's own typing is never touched.
const LETTERS = {};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\p{M}\u0640ʼʾʿ‘’'`´]/gu, "").replace(/[\u2010-\u2015]/g, "-").replace(LETTER, (letter) => LETTERS[letter]).replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
const folded = (text) => [...new Set(text.replace(/<[^>]*>/g, " ").match(/[\p{L}\p{M}\p{N}\u0640ʼʾʿ‘’'`´]+/gu))]
  .flatMap((word) => [...new Set([word, word.replace(/[äöü]/gi, "$&e"), word.replace(/^ال(?=\p{L}{3})/u, "")].map(fold))].filter((form) => form !== word.toLowerCase()))
  .join(" "); // Köln, as Koln and as Koeln; الشرع, without its article too
// A name is looked for on its own sheet: lists of everything come after it, sheets on sources between.
const weight = (location, at = location.replace(/(^|\/)index\.html(?=#|$)/, "$1")) => (/^([\w-]+\/)?(#|$)|^[\w-]+\/index\//.test(at) ? 0.2 : /^sources\/|^([\w-]+\/){3}/.test(at) ? 0.6 : 1);
// The index of the whole site is many times the page: it is asked for when somebody turns to the search, or came from it.
const wanted = new Promise((resolve) => {
  if (/[?&][hq]=/.test(location.search)) resolve();
  for (const kind of ["focusin", "pointerover", "pointerdown"]) addEventListener(kind, ({ target }) => { if (target.closest?.(".md-search, [for=__search]")) resolve(); });
  addEventListener("keydown", ({ key }) => { if (key === "/") resolve(); }, true);
});
const search = () => {
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.waits = `${url}`.endsWith("search/search_index.json");
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...rest) {
    if (this.waits) wanted.then(() => send.apply(this, rest));
    else send.apply(this, rest);
  };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    try {
      if (message?.type === 2) message = { ...message, data: fold(message.data) }; // a query
      else if (message?.type === 0) { // the index
        const { config, docs } = message.data;
        const names = ["title", "text"].filter((name) => name in config.fields);
        const fields = { ...config.fields, ...Object.fromEntries(names.map((name) => [`${name}_folded`, config.fields[name]])) };
        const more = docs.map((doc) => ({ boost: weight(doc.location), ...doc, ...Object.fromEntries(names.map((name) => [`${name}_folded`, folded(doc[name] || "")])) }));
        message = { ...message, data: { ...message.data, config: { ...config, fields }, docs: more } };
      }
    } catch (error) { console.warn(error); }
    return post.call(this, message, ...rest);
  };
  // Letters alone must not act: a dictating reader's words would. “/” still opens the search.
  addEventListener("keydown", (event) => {
    const typing = document.activeElement?.closest("input, select, textarea, [contenteditable]");
    if (!typing && !event.ctrlKey && !event.metaKey && /^[a-z.,]$/i.test(event.key)) event.stopImmediatePropagation();
  }, true);
};

// ---- A page that has moved: on to where it went, with all that the address asked for -------------------------------------------

const leave = (to) => {
  if (!to) return;
  to.search = location.search;
  location.replace(to);
};
const moved = () => {
  const to = urlOf(document.querySelector('meta[name="factsheet:moved"]')?.content, location.href);
  if (to?.origin !== location.origin || to.pathname === location.pathname) return;
  to.hash = location.hash;
  leave(ahead(placed(location.hash)) ?? to);
};
const forward = () => leave(ahead(placed(location.hash)));

// ---- Small things -----------------------------------------------------------------------------------------------------------

// Says when a page's check is older than its review period. The day comes from the page, today from the reader's clock.
const reviews = () => {
  const today = new Date().toISOString().slice(0, 10);
  for (const one of all("[data-review-by]")) one.replaceChildren(...(one.dataset.reviewBy < today ? [say("list.dot.between"), ...tell("script.review", { day: make("bdi", {}, one.dataset.reviewBy) })] : []));
};

// A page that is not there: the sheets whose addresses are most like the one asked for.
const pairs = (text) => new Set([...text].slice(1).map((letter, at) => text[at] + letter));
const like = (a, b) => {
  const [one, two] = [pairs(a), pairs(b)];
  return (2 * [...one].filter((pair) => two.has(pair)).length) / (one.size + two.size || 1);
};
const near = async () => {
  const into = document.querySelector(".fs-near");
  if (!into) return;
  const asked = decodeURI(location.href.split(/[?#]/)[0]).slice(decodeURI(ROOT.href).length).toLowerCase().replace(/(index)?(\.html?)?\/*$/, "");
  const end = (path) => path.split("/").filter(Boolean).at(-1) || "";
  // Below a sheet or an index: of a list that is short again.
  const above = asked.replace(/^([\w-]+)\/index\/.*/, "$1/").replace(/^([\w-]+\/[\w-]+\/).*/, "$1");
  const { docs } = await (window.factsheetNear?.(end(above)) ?? (await fetch(new URL("search/search_index.json", ROOT))).json());
  const sheet = above !== asked && docs.find((doc) => doc.location.replace(/\.html$/, "/") === above);
  if (sheet) return location.replace(new URL(sheet.location + location.hash, ROOT));
  const best = docs.filter((doc) => doc.location && !doc.location.includes("#"))
    .map((doc) => [like(asked, doc.location.replace(/\/$/, "")) + 2 * like(end(asked), end(doc.location)), doc])
    .filter(([score]) => score > 1).sort((a, b) => b[0] - a[0]).slice(0, 5);
  if (!best.length) return;
  into.append(make("h2", {}, say("script.near")),
    make("ul", {}, ...best.map(([, doc]) => make("li", {}, make("a", { href: new URL(doc.location, ROOT) }, words(new DOMParser().parseFromString(doc.title, "text/html").body))))));
};

const labels = () => {
  for (const mark of all(MARKS, article || document).filter(noteOf)) {
    mark.setAttribute("aria-label", say("script.source", { number: words(mark) }));
    if (pop.showPopover) { mark.setAttribute("aria-haspopup", "dialog"); mark.setAttribute("aria-expanded", "false"); }
  }
  document.querySelector(".md-search")?.setAttribute("aria-label", say("script.search"));
  for (const home of all(".fs-home a")) home.setAttribute("aria-label", say("script.home"));
};

// ---- Once, and for each page --------------------------------------------------------------------------------------------------

const run = (parts) => {
  for (const part of parts) try { part(); } catch (error) { console.error(error); } // one part that fails takes no other with it
};
const begin = () => {
  const now = document.querySelector("article.md-content__inner");
  if (now && now === article) return;
  article = now;
  run([() => close(false), forward, folds, around, timeline, maps, introduce, labels, reviews]);
  near().catch(() => {});
};

// Material's script, which comes after this one, asks for a map of the site beside each alternate; it takes no feed for one.
const feeds = () => { for (const link of all('link[type="application/atom+xml"]')) link.relList.add("feed"); };

run([moved, feeds, search, watch]);
for (const event of ["hashchange", "popstate"]) addEventListener(event, () => { follow(); reveal(); });
addEventListener("hashchange", forward);
addEventListener("click", ({ target }) => setTimeout(() => { // a theme that follows links itself tells of no new #place
  follow();
  if (target.closest?.("a[href]")) reveal();
}));
begin();
// Such a theme (Material with navigation.instant) has a stream of the pages that it puts in the place of the first. Its script
// comes after this one, or before it where our templates are left out.
const listen = () => { if (typeof window.document$?.subscribe === "function") window.document$.subscribe(begin); };
if (document.readyState === "complete") listen();
else addEventListener("DOMContentLoaded", listen);
})();
