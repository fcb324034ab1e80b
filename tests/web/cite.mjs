// Cites things twice: as our script does it, and as citeproc-js does by the style's own file. Reads {styles, locale, script,
// items} as JSON; prints for each item [the texts of our script by form, those of citeproc by style].
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const CSL = createRequire(import.meta.url)("citeproc");
const { styles, locale, script, items } = JSON.parse(readFileSync(0, "utf8"));
globalThis.window = globalThis;
await import(script);
const { FORMS } = window.factsheetCite;

const known = new Map();
const engines = Object.entries(styles).map(([name, style]) => {
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => known.get(id) }, style, "en-US", true);
  engine.setOutputFormat("text");
  return [name, engine];
});
const cited = (engine, csl) => {
  known.set(csl.id, csl);
  engine.updateItems([csl.id]);
  return engine.makeBibliography()[1][0].trim();
};
const told = items.map((item, number) => {
  const ours = Object.fromEntries(Object.entries(FORMS).map(([name, write]) => [name, write(item)]));
  // Signs of HTML are markup for citeproc, and a language that is not English leaves capitals as they are.
  const plain = JSON.parse(ours.csl.replaceAll("<", "\ue000").replaceAll(">", "\ue001"))[0];
  const theirs = engines.map(([name, engine]) => [name, cited(engine, { ...plain, id: `${name}-${number}`, language: "zxx" })]);
  return [ours, Object.fromEntries(theirs.map(([name, text]) => [name, text.replaceAll("\ue000", "<").replaceAll("\ue001", ">")]))];
});
process.stdout.write(JSON.stringify(told));
