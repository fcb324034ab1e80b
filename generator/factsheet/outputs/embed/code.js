// The code of a frame with a fact, for a page elsewhere. The frame of the fact's record is asked which part of it has the fact, and how
// many lines; the height fits these, about. `site` is where the site says that it is published, `further` the folders of further
// languages: the frame speaks that of the page where its code is copied.
"use strict";
(() => {
const root = new URL("../", document.currentScript.src);
const words = (node) => node.textContent.replace(/\s+/g, " ").trim();
const quoted = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const page = async (url) => {
  const answer = await fetch(url.pathname);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

window.factsheetEmbed = async (address, fact, { site, further }) => {
  const below = (path) => path.slice(root.pathname.length);
  const at = further.find((folder) => below(location.pathname).startsWith(folder)) ?? "";
  const sheet = below(address.pathname).replace(/(\.html|\/)?$/, "/");
  let url = new URL(`${at}embed/${sheet.startsWith(at) ? sheet.slice(at.length) : sheet}${address.hash}`, root), there = await page(url);
  const asked = () => (url.hash ? there.getElementById(url.hash.slice(1)) : there.body);
  const on = asked().closest(".more li")?.querySelector("a[href]");
  if (on) { url = new URL(on.getAttribute("href"), url); there = await page(url); }
  const lines = [...(asked().closest(".f") ?? asked()).querySelectorAll("p, li, h2")].reduce((sum, one) => sum + 0.3 + Math.ceil(words(one).length / 40), 0);
  const height = Math.min(600, Math.max(220, 110 + 24 * Math.ceil(lines)));
  const src = site ? site + url.href.slice(root.href.length) : url.href;
  return `<iframe src="${quoted(src)}" title="${quoted(`${fact.slice(0, 200)} – ${there.title}`)}" width="100%" height="${height}" loading="lazy" style="border:0" referrerpolicy="no-referrer-when-downgrade"></iframe>`;
};
})();
