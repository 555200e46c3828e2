// Looks at the desk in a real browser, as a person would: every page at two widths
// and in two themes, with axe-core; then by keys, by clicks, and without scripts.
// What is wrong is printed, a line each; the exit status is 1 where anything is.
//
//   node browser.mjs BASE PAGES.json [FOLDER]
//
// PAGES.json says what is looked at, by internal/web/browser_test.go; with a FOLDER,
// screenshots go there.
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [, , base, list, shots] = process.argv;
const { pages, views, edited, title, report, lineup } = JSON.parse(readFileSync(list, "utf8"));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const mostBytes = 350_000; // of a page with all it loads, compressed
const patience = 60_000;

const wrong = [];
const say = (where, what) => { wrong.push(`${where}: ${what}`); console.log(`${where}: ${what}`); };
const must = (ok, where, what) => { if (!ok) say(where, what); };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});

// tab opens a tab of its own that tells of every error in it.
async function tab(where, options) {
  const context = await browser.newContext({ bypassCSP: false, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  // A page that asks for a moment says 503 and comes again by itself.
  page.on("console", (m) => m.type() === "error" && !m.text().includes("status of 503") && say(where, `console: ${m.text()} (${page.url()})`));
  page.on("pageerror", (e) => say(where, `script: ${e.message} (${page.url()})`));
  page.on("request", (r) => new URL(r.url()).origin === base || r.url().startsWith("data:") || say(where, `asks elsewhere: ${r.url()}`));
  return page;
}

async function look(page, path, where) {
  let bytes = 0;
  const weigh = async (response) => { try { bytes += (await response.request().sizes()).responseBodySize; } catch { /* gone */ } };
  page.on("response", weigh);
  let answer = await page.goto(base + path, { waitUntil: "load" });
  // No answer comes where the page has come again by itself meanwhile.
  for (let tries = 0; (!answer || answer.status() === 503 && answer.headers()["refresh"]) && tries < 120; tries++) {
    await page.waitForTimeout(1000);
    bytes = 0;
    answer = await page.goto(base + path, { waitUntil: "load" });
  }
  page.off("response", weigh);
  must(answer.ok() || path === "/nonsense", where, `status ${answer.status()}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  must(wide <= 0, where, `is ${wide} px wider than the window`);
  must(bytes <= mostBytes, where, `weighs ${bytes} bytes`);
  await page.evaluate(axe_source);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const v of violations) {
    if (v.impact === "serious" || v.impact === "critical") say(where, `axe: ${v.impact}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join(" | ")}`);
  }
  return bytes;
}

const axe_source = readFileSync(axe, "utf8");
if (shots) mkdirSync(shots, { recursive: true });
let heaviest = ["", 0];

must(views.length > 0 && pages.length > 0, "pages", "there is nothing to look at");
for (const { theme, width } of views) {
  // axe is put into the page from here, which the desk's own policy would forbid
  const page = await tab(`${theme} ${width}`, { viewport: { width, height: 900 }, colorScheme: theme, bypassCSP: true });
  for (const path of pages) {
    if (path === "/nonsense") continue;
    const bytes = await look(page, path, `${path} ${theme} ${width}`);
    if (bytes > heaviest[1]) heaviest = [path, bytes];
    if (shots) await page.screenshot({ path: `${shots}/${path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "").slice(0, 60) || "today"}-${theme}-${width}.png` });
  }
  await page.context().close();
}

// The desk's own policy, in force: no script or style of a page is refused.
{
  const page = await tab("policy", { viewport: { width: 1200, height: 800 } });
  for (const path of pages) if (path !== "/nonsense") await page.goto(base + path);
  await page.context().close();
}

// Keys.
{
  const page = await tab("keys", { viewport: { width: 1200, height: 800 } });
  await page.goto(base + "/events");
  await page.keyboard.press("/");
  must(await page.evaluate(() => document.activeElement.matches(".find input")), "keys", "/ does not lead to the box for searches");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const at = await page.evaluate(() => [...document.querySelectorAll("main .item")].indexOf(document.activeElement));
  must(at === 0, "keys", `j j k leads to record ${at}, not to the first`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/report\/.*#at$/);
  must(await page.locator("#at").first().isVisible(), "keys", "Enter does not open the passage");
  await page.keyboard.press("?");
  await page.waitForURL(/\/help$/);
  await page.keyboard.press("t");
  await page.waitForURL(base + "/");
  // From link to link by Tab alone, the first of which skips the frame.
  await page.keyboard.press("Tab");
  must(await page.evaluate(() => document.activeElement.matches(".skip")), "keys", "the first stop of Tab does not skip to the page");

  // Review, by keys alone: a name once, then a key each, and back word by word.
  await page.goto(base + "/review");
  const judged = (n) => page.waitForFunction((n) => new RegExp(`\\b${n} judged`).test(document.body.innerText), n);
  const focused = () => page.evaluate(() => [...document.querySelectorAll(".queue .item")].indexOf(document.activeElement));
  await page.locator("#who").fill("B. Tester");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".queue .item button[value=right]");
  must(await focused() === 0, "keys", "the queue does not begin where one can go on");
  const first = await page.locator(".queue .item .basis").first().innerText();
  for (const [key, n] of [["a", 1], ["x", 2], ["a", 3]]) {
    await page.keyboard.press(key);
    await judged(n);
  }
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  must(await focused() === 1, "keys", "j j k does not lead to the second record of the queue");
  for (const n of [2, 1, 0]) {
    await page.keyboard.press("u");
    await judged(n);
  }
  must(await page.locator(".queue .item .basis").first().innerText() === first, "keys", "what was undone is not the first of the queue again");
  await page.keyboard.press("a");
  await judged(1);
  await page.keyboard.press("x");
  await judged(2);
  await page.keyboard.press("e");
  await page.waitForURL(/\/correct\//);
  must(await page.locator("input[name=as]").inputValue() === "B. Tester", "keys", "the name is not remembered");
  await page.goto(base + "/corrections?applies=yes&verdict=right&verdict=wrong");
  must(await page.locator("main .item").count() === 2, "keys", "not every word that was said is listed");
  must((await page.locator("main .item").allInnerTexts()).join(" ").includes("because: the words do not say this"), "keys", "a word is listed without its reason");

  // People: as decided, split or merged, and back.
  await page.goto(base + "/review/people");
  const decided = (n) => page.waitForFunction((n) => new RegExp(`\\b${n} decided`).test(document.body.innerText), n);
  if (await page.locator(".queue .item").count() > 1) {
    const key = await page.locator(".queue .item button[value=overrule]").first().getAttribute("data-key");
    await page.keyboard.press(key);
    await decided(1);
    await page.keyboard.press("u");
    await decided(0);
    await page.keyboard.press("a");
    await decided(1);
    await page.keyboard.press("u");
    await decided(0);
  }
  for (const path of ["/review/conflicts", "/review/rates"]) {
    await page.goto(base + path);
    await page.keyboard.press("?");
    await page.waitForURL(/\/help$/);
  }

  // Search as one types; then by keys to a hit, to its passage, and back.
  await page.goto(base + "/help");
  await page.keyboard.press("/");
  await page.keyboard.type("report");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=report/);
  await page.goto(base + "/search");
  await page.locator("#q").focus();
  await page.keyboard.type("the");
  await page.waitForFunction(() => document.querySelectorAll("#results .hit").length > 0);
  await page.waitForURL(/q=the/);
  must(await page.locator("#results .facets a").count() > 3, "keys", "nothing narrows what is found as one types");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  must(await page.evaluate(() => document.activeElement.matches("#results .hit")), "keys", "no key leads to the hits");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/report\/.*#at$/);
  await page.goBack();
  await page.locator("#results .facets a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".narrowed a");
  await page.goto(base + "/search");
  const kept = await page.locator(".kept-searches").innerText();
  must(/report/.test(kept) && !/\bth\b/.test(kept), "keys", `the browser remembers ${kept}`);

  // The theme, and that it stays.
  await page.locator(".theme button:visible").first().click();
  await page.waitForLoadState();
  const theme = await page.evaluate(() => document.documentElement.dataset.theme);
  await page.goto(base + "/help");
  must(theme && theme === await page.evaluate(() => document.documentElement.dataset.theme), "keys", "the theme does not stay");
  await page.context().close();
}

// Tasks, by clicks from Today; what is typed is no click.
{
  const page = await tab("tasks", { viewport: { width: 1200, height: 900 } });
  let clicks = 0;
  const click = async (locator) => { clicks++; await locator.click(); await page.waitForLoadState(); };
  const done = (what) => { must(clicks <= 4, "tasks", `${what}: ${clicks} clicks`); console.log(`task: ${what}: ${clicks} clicks`); clicks = 0; };
  if (edited) {
    await page.goto(base + edited.today);
    await click(page.locator("#edited .edits a.open").first());
    must((await page.locator("del.gone").allInnerTexts()).join(" ").includes(edited.gone), "tasks", "what the article said before is not shown");
    done("what did this article say before it was edited");
  }
  if (lineup) {
    await page.goto(base + "/");
    await click(page.getByRole("link", { name: "Line-ups", exact: true }).first());
    await click(page.locator(`a.open[href="/lineup/${lineup.report}"]`));
    await page.locator("select[name=other]").selectOption(lineup.other);
    await click(page.getByRole("button", { name: "Compare" }));
    const words = await page.locator("main").innerText();
    must(/came in/.test(words) && /not there any more/.test(words), "tasks", "who entered and who left is not said");
    const changed = await page.locator(".side .in, .side .out").count();
    must(changed > 0, "tasks", "nobody entered or left: the two occasions show nothing");
    must(changed === await page.locator("section .item blockquote a.open").count(), "tasks", "not each who entered or left has a sentence");
    done(`who entered and left between two occasions, with the sentences (${changed} people)`);
  }
  if (title) {
    await page.goto(base + "/");
    await click(page.getByRole("link", { name: "Words", exact: true }).first());
    await click(page.locator(".sub").getByRole("link", { name: "Titles", exact: true }));
    await click(page.locator("details.filter summary"));
    await page.locator("input[name=text]").fill(title.text);
    await click(page.locator("details.filter button.main"));
    must((await page.locator("tbody tr").first().innerText()).includes(title.first), "tasks", "the day on which the title is held first is not shown");
    done("when is this title first held");
  }
  await page.context().close();
}

// Without scripts everything can be read and said.
{
  const page = await tab("without scripts", { viewport: { width: 1200, height: 900 }, javaScriptEnabled: false });
  await page.goto(base + "/");
  must(await page.locator("main .item").count() > 0, "without scripts", "Today is empty");
  await page.locator(".find input").fill("the");
  await page.locator(".find button").click();
  must(await page.locator(".hit").count() > 0, "without scripts", "nothing is found");
  await page.locator(".facets a").first().click();
  must(await page.locator(".hit").count() > 0 && await page.locator(".narrowed").count() > 0, "without scripts", "a search cannot be narrowed");
  await page.locator(".save summary").click();
  await page.locator(".save input[name=name]").fill("Kept " + Date.now());
  await page.locator(".save input[name=as]").fill("C. Plain");
  await page.locator(".save button").click();
  await page.goto(base + "/search");
  must(await page.locator(".kept-searches a").count() >= 3, "without scripts", "searches are not kept");
  await page.goto(base + report);
  await page.locator(".note a.judge").first().click();
  await page.locator("input[value=right]").check();
  await page.locator("input[name=as]").fill("C. Plain");
  await page.locator("button.main", { hasText: "Keep" }).click();
  must((await page.locator(".said").allInnerTexts()).join(" ").includes("right, says C. Plain"), "without scripts", "a word that was said is not shown");
  await page.context().close();
}

await browser.close();
console.log(`heaviest page: ${heaviest[0]}, ${Math.round(heaviest[1] / 1000)} kB; ${pages.length} pages, ${wrong.length} things wrong`);
process.exit(wrong.length ? 1 : 0);
