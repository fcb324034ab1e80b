// How a page or a fact is cited, and the menu of its forms; it is asked for when somebody first wants to cite. APA and Chicago are
// styles of English: their words and months are so in every language. A title stands as it is written, capitals included.
"use strict";
(() => {
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const parts = (day) => day.split("-").map(Number);
const long = (day) => { const [year, month, date] = parts(day); return `${MONTHS[month - 1]} ${date}, ${year}`; };
const row = (names, and) => (names.length < 3 ? names.join(` ${and} `) : `${names.slice(0, -1).join(", ")}, ${and} ${names.at(-1)}`);

// Quotation marks of English; a full stop where no sign ends the text, before marks that close it.
const curled = (text) => text.replace(/(^|[\s([“‘])"(?=\S)/g, "$1“").replace(/"/g, "”").replace(/(^|[\s([“‘])'(?=\S)/g, "$1‘").replace(/'/g, "’");
const within = (text) => text.replace(/“([^”]*)”/g, (_, inner) => `‘${inner.replace(/‘([^’]*)’/g, "“$1”")}’`);
const stopped = (text) => (/[.!?][”’)]*$/.test(text) ? text : text.replace(/[”’]*$/, ".$&"));
const stop = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

// What the style does not know, but leads to what the reader saw.
const seen = (one) => [one.pin && `pin ${one.pin}`, one.revision && `revision ${one.revision}`].filter(Boolean).join(", ");
const bracketed = (one) => (seen(one) ? ` [${seen(one)}]` : "");

// Where no author is named, who publishes takes their place.
const credited = (one) => (one.authors.length ? [one.authors, one.publisher] : [[one.publisher].filter(Boolean), ""]);

const apa = (one) => {
  const [names, publisher] = credited(one);
  const title = stopped(curled(one.title)), day = one.date && parts(one.date);
  const issued = `(${day ? `${day[0]}, ${MONTHS[day[1] - 1]} ${day[2]}` : "n.d."}).`;
  const head = names.length ? [stop(row(names, "&")), issued, title] : [title, issued];
  const by = [publisher, one.site].filter(Boolean).map((name) => stop(curled(name)));
  const from = day || !one.url ? [] : one.accessed ? [`Retrieved ${long(one.accessed)}, from`] : ["Retrieved"];
  return [...head, ...by, ...from, one.url].filter(Boolean).join(" ") + bracketed(one);
};

const chicago = (one) => {
  const [names, publisher] = credited(one);
  const site = curled(one.site), title = `“${stopped(within(curled(one.title)))}”`;
  const issued = [names.length ? site : "", publisher && curled(publisher), one.date && long(one.date)].filter(Boolean).join(", ");
  const read = !one.date && one.accessed ? `Accessed ${long(one.accessed)}.` : "";
  return [stop(row(names, "and") || site), title, issued && stop(issued), read, one.url && `${one.url}.`].filter(Boolean).join(" ") + bracketed(one);
};

// As in the bibliography of the sources: signs of LaTeX as themselves, none joined with the next.
const SIGNS = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const latex = (text) => text.replace(/[\\{}~^%&$#_]/g, (sign) => SIGNS[sign] ?? `\\${sign}`).replace(/([-'`,<>])(?=\1)|[?!](?=`)/g, "$&{}");
const bibtex = (one) => {
  const listed = (names) => names.filter(Boolean).map((name) => `{${latex(name)}}`).join(" and ");
  const fields = { author: listed(one.authors), title: listed([one.title]), organization: listed([one.site, one.publisher]), date: one.date, url: one.url, urldate: one.accessed, language: one.language, note: seen(one) };
  return `@online{${one.id},\n${Object.entries(fields).filter(([, text]) => text).map(([name, text]) => `  ${name} = {${text}},\n`).join("")}}\n`;
};

const ris = (one) => {
  const slashed = (day) => day && `${day.replaceAll("-", "/")}/`;
  const lines = [["TY", "ELEC"], ["ID", one.id], ["TI", one.title], ...one.authors.map((name) => ["AU", name]), ["T2", one.site], ["PB", one.publisher], ["PY", one.date?.slice(0, 4)], ["DA", slashed(one.date)], ["UR", one.url], ["Y2", slashed(one.accessed)], ["LA", one.language], ["N1", seen(one)]];
  return `${lines.filter(([, text]) => text).map(([tag, text]) => `${tag}  - ${text}\r\n`).join("")}ER  - \r\n`;
};

const csl = (one) => {
  const day = (text) => text && { "date-parts": [parts(text)] };
  const item = { id: one.id, type: "webpage", title: one.title, author: one.authors.map((literal) => ({ literal })), "container-title": one.site, publisher: one.publisher, issued: day(one.date), accessed: day(one.accessed), URL: one.url, language: one.language, note: seen(one) };
  return `${JSON.stringify([item], (_, value) => (value?.length === 0 ? undefined : value ?? undefined), 1)}\n`;
};

// By the names that the menu has: from what is cited to the text of its citation.
const FORMS = { apa, chicago, bibtex, ris, csl };

const metas = (name) => [...document.querySelectorAll(`meta[name="citation_${name}"]`)].map((meta) => meta.content);
const data = async (url) => { try { return await (await fetch(url)).json(); } catch { return null; } }; // there may be none
// Where the site has what stands here, or the empty text: the place on a reader's own disk is told to nobody.
const published = (url, address, root) => {
  if (location.protocol !== "file:") return url.href;
  const below = (href) => href.slice(root.href.length).replace(/(^|\/)index\.html(?=#|$)/, "$1");
  const here = below(location.href.split(/[?#]/)[0]);
  return address && address.endsWith(here) ? address.slice(0, address.length - here.length) + below(url.href) : "";
};
const today = () => { const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-"); };

// What is cited: this page; or a fact, by its address and what the page says of it. The site's data know its pin and its day, and
// the revision that all was made from; without them that is not told.
const cited = async (root, fact) => {
  const [title, publisher, language, address] = ["title", "publisher", "language", "public_url"].map((name) => metas(name)[0] ?? "");
  const site = document.querySelector('meta[property="og:site_name"]')?.content ?? "";
  const here = address || published(new URL(location.href.split(/[?#]/)[0]), address, root);
  const one = { title, authors: metas("author"), site, publisher: publisher === site ? "" : publisher, date: metas("online_date")[0]?.replaceAll("/", "-"), url: here, language, accessed: today() };
  const index = data(new URL("api/v1/index.json", root));
  if (fact) {
    const path = fact.address.pathname.replace(/(\.html|\/)$/, "").split("/").slice(-2).join("/"), anchor = decodeURIComponent(fact.address.hash.slice(1));
    const record = await data(new URL(`api/v1/${path}.json`, root));
    const found = anchor ? record?.statements?.[anchor] : record?.event;
    Object.assign(one, { title: found?.words?.[language] ?? fact.text, authors: [], url: published(fact.address, address, root), pin: found?.pin });
    if (/^\d{4}-\d\d-\d\d$/.test(record?.checked)) one.date = record.checked;
    const sheet = record?.links?.[`page-${language}`] ?? "";
    if (/^https?:/.test(sheet)) one.url = sheet + fact.address.hash;
  }
  one.id = new URL(one.url || "http://x/", root).href.replace(/^https?:\/\/[^/]*/, "").split(/[^A-Za-z0-9]+/).filter(Boolean).join("-") || "page";
  one.revision = (await index)?.generated_from?.revision?.slice(0, 12);
  return one;
};

// The text of a citation in a form; plain text in the words of the catalogue, which `say` has.
const text = async (form, { root, say, said, fact }) => {
  const one = await cited(root, fact);
  if (FORMS[form]) return FORMS[form](one);
  const told = said ? [said] : [say("theme.cite.title", { title: one.title }), one.site, one.date && say("theme.cite.checked", { day: one.date }), one.url];
  const more = [one.pin && say("script.cite.pin", { pin: one.pin }), one.revision && say("script.cite.revision", { revision: one.revision }), say("script.cite.accessed", { day: one.accessed })];
  return [...told, ...more].filter(Boolean).join(say("list.comma.between"));
};

// A menu of forms and a button that copies, in the place of the button that asked for them.
const STYLES = { apa: "APA", chicago: "Chicago", bibtex: "BibTeX", ris: "RIS", csl: "CSL-JSON" };
const open = (opening, page) => {
  const { make, asking, copied, say } = page;
  const options = Object.entries({ text: say("script.cite.text"), ...STYLES }).map(([value, name]) => make("option", { value }, name));
  const select = make("select", { "aria-label": say("script.cite.form"), autocomplete: "off" }, ...options);
  const copying = asking("script.copy", () => copied(copying, text(select.value, page)));
  select.addEventListener("change", () => copying.replaceChildren(say("script.copy")));
  opening.parentElement.replaceChildren(select, " ", copying);
  select.focus({ preventScroll: true });
};

window.factsheetCite = { FORMS, open };
})();
