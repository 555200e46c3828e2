// Takes the pictures of the guide: node pictures.mjs BASE FOLDER
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const [, , base, folder] = process.argv;
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
});
const shot = async (name, path, { width = 1000, height = 640, theme = "light", before } = {}) => {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  await page.goto(base + path);
  await before?.(page);
  // JPEG, as a page of text and flat colours takes a third of a PNG's room so
  await page.screenshot({ path: `${folder}/${name}.jpg`, type: "jpeg", quality: 62 });
  await context.close();
};
// What there is to be found is found beside the pages.
for (const path of ["/today.txt", "/order", "/absences", "/company"]) {
  while ((await fetch(base + path)).status === 503) await new Promise((done) => setTimeout(done, 200));
}
await shot("today", "/?from=2031-04-06&to=2031-04-12", { height: 800 });
await shot("order", "/order", { height: 520 });
await shot("person", "/person?name=Eldrun+Ost+Corvan", { height: 860 });
await shot("report", "/report/vdb-2031-04-10-002", { width: 1200, height: 720 });
await shot("changes", "/diff/vdb-2031-04-10-002", { height: 760 });
await shot("lineup", "/lineup/vdb-2031-04-10-002?other=vdb-2031-03-01-001", { width: 1100, height: 700 });
await shot("search", "/search?q=%22tour+of+counsel%22+person%3A%22Torvane+Ost+Halric%22");
await shot("review", "/review", { height: 560 });
await shot("narrow", "/report/vdb-2031-04-09-001", { width: 390, height: 760, theme: "dark" });
await browser.close();
