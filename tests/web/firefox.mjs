// Steers a Firefox by WebDriver BiDi, which it speaks itself: no driver is needed, and none of Playwright's own builds.
//
//     node firefox.mjs PATH STEPS   with a file of {"preferences": {…}, "steps": [{"url": …, "width": …, "does": "…"}, …]}
//
// Each step opens an address (left out: stays on the page) and runs `does`, the body of an async function of the page with
// `wait(condition)`, in it; prints for each what that gave, and what went wrong meanwhile: errors, other hosts, failed answers.
import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import puppeteer from "puppeteer-core";

const { preferences = {}, steps } = JSON.parse(readFileSync(argv[3], "utf8"));
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: argv[2], headless: true, extraPrefsFirefox: preferences,
});
const page = await browser.newPage();
let wrong = [];
let here = "";
const host = (url) => { try { return new URL(url).host; } catch { return ""; } };
page.on("console", (m) => { if (["error", "warn"].includes(m.type())) wrong.push(`${m.type()}: ${m.text()}`); });
page.on("pageerror", (e) => wrong.push(e.message));
page.on("request", (r) => { if (/^https?:/.test(r.url()) && host(r.url()) !== here) wrong.push(`asks ${r.url()}`); });
page.on("response", (r) => { if (r.status() >= 400) wrong.push(`${r.status()} ${r.url()}`); });

const WAIT = `const wait = async (is, ms = 10000) => {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) if (is()) return;
  throw new Error("not so after " + ms + " ms: " + is);
};`;
const out = [];
for (const { url, width = 1280, does = "", prints } of steps) {
  wrong = [];
  await page.setViewport({ width, height: 900 });
  let gave = null;
  try {
    if (url) { here = host(url); await page.goto(url, { waitUntil: "load" }); }
    if (does) gave = await page.evaluate(`(async () => { ${WAIT} ${does} })()`);
    if (prints) await page.pdf({ path: prints, format: "a4" });
  } catch (error) { wrong.push(error.message.split("\n")[0]); }
  out.push({ gave, wrong });
}
await browser.close();
stdout.write(JSON.stringify(out));
