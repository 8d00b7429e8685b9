// See scripts/browser. Ends with status 1 where axe finds something or a page runs over the edge of a phone.
const { spawn } = require("node:child_process");
const { mkdirSync } = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const [hiwar, out, ...only] = process.argv.slice(2);
const PAGES = {
  home: "/", rounds: "/rounds", timeline: "/timeline", people: "/people", statements: "/statements", figures: "/figures",
  events: "/events", commitments: "/commitments", conflicts: "/conflicts", gaps: "/gaps", dialogue: "/dialogue",
  documents: "/documents", origins: "/origins", rulings: "/rulings", search: "/search?q=%D8%A7%D9%84%D8%AD%D9%88%D8%A7%D8%B1", missing: "/nowhere",
};
const SIZES = { desk: 1440, phone: 390 };

const served = () => new Promise((resolve, reject) => {
  const server = spawn(hiwar, ["serve", path.join(out, "sample.hiwar"), "--port", "0", "--by", "هناء"], { stdio: ["ignore", "pipe", "inherit"] });
  server.on("exit", (status) => reject(new Error(`hiwar serve ended with ${status}`)));
  server.stdout.once("data", (line) => resolve([server, String(line).trim()]));
});

const firstOf = async (address, list) => {
  const rows = await (await fetch(`${address}${list}.json`)).json();
  const most = rows.reduce((best, row) => ((row.mentions ?? 0) > (best.mentions ?? 0) ? row : best), rows[0]);
  const place = most.evidence.find((one) => list !== "documents" || one.document === most.id);
  const at = list === "documents" && place ? `?at=${place.start}-${place.end}#c${place.start}-${place.end}` : "";
  return `/${list}/${encodeURIComponent(most.id)}${at}`;
};

// Rules by the keys alone and, where scripts do not run, by the forms: what does not work is a problem.
const ruling = async (browser, address, problem) => {
  const at = (where) => address.replace(/\/$/, "") + where;
  const expect = (holds, what) => { if (!holds) problem(`ruling: ${what}`); };
  const count = async () => (await (await fetch(`${address}events.json`)).json()).length;
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.on("pageerror", (error) => problem(`ruling: ${error}`));
    const done = () => page.waitForURL(/done=ruling-/);
    const before = await count();
    await page.goto(at("/events"));
    if (javaScriptEnabled) {
      for (const key of ["j", "j", "x"]) await page.keyboard.press(key);
    } else await page.locator(".quick [formaction='/rulings/reject']").nth(1).click();
    await done();
    expect(await count() === before - 1, "a row is rejected");
    expect(await page.locator(".notice.done").isVisible(), "the page says so");
    const first = page.url();
    if (javaScriptEnabled) await page.keyboard.press("u"); else await page.locator(".notice.done button").click();
    await page.waitForURL((url) => String(url) !== first);
    expect(await count() === before, "and takes it back");
    const person = await firstOf(address, "people");
    await page.goto(at(person));
    if (javaScriptEnabled) {
      await page.locator(".desk input:not([type=hidden])").first().focus();
      await page.keyboard.type("axu");
      expect(!page.url().includes("done"), "letters that are typed rule nothing");
      await page.locator(".desk button").first().focus();
      await page.keyboard.press("m");
      await page.keyboard.type("ملاحظة كُتبت بالمفاتيح");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    } else {
      await page.locator(".desk summary").nth(1).click();
      await page.locator(".desk [name=note]").fill("ملاحظة بلا سكربت");
      await page.locator("form[action='/rulings/annotate'] button").click();
    }
    await done();
    expect(await page.locator(".desk .ruled.annotate").count() > 0, "a note is there");
    await context.close();
  }
};

(async () => {
  const [server, base] = await served();
  const address = base.replace(/\/$/, "/");
  for (const list of ["people", "statements", "commitments", "conflicts", "documents"]) {
    PAGES[`one-${list}`] = await firstOf(address, list);
  }
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  mkdirSync(path.join(out, "shots"), { recursive: true });
  let problems = 0;
  const problem = (line) => { problems += 1; console.log(line); };
  await ruling(browser, address, problem);
  for (const language of ["ar", "en"]) {
    for (const scheme of ["light", "dark"]) {
      for (const [size, width] of Object.entries(SIZES)) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
        await context.addCookies([{ name: "hiwar_lang", value: language, url: address }]);
        for (const [name, where] of Object.entries(PAGES)) {
          if (only.length && !only.includes(name)) continue;
          const page = await context.newPage();
          const label = `${name}-${language}-${size}-${scheme}`;
          page.on("pageerror", (error) => problem(`${label}: ${error}`));
          await page.goto(address.replace(/\/$/, "") + where);
          await page.evaluate(() => document.querySelectorAll(".desk details").forEach((one) => { one.open = true; }));
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (over > 0) problem(`${label}: runs ${over} px over the edge`);
          await page.addScriptTag({ path: axe });
          const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
          for (const one of found.violations) {
            problem(`${label}: ${one.id} (${one.impact}) × ${one.nodes.length}: ${one.nodes[0].target} ${one.nodes[0].failureSummary.replace(/\s+/g, " ").slice(0, 160)}`);
          }
          await page.screenshot({ path: path.join(out, "shots", `${label}.png`), fullPage: size === "desk" ? false : true, clip: size === "phone" ? { x: 0, y: 0, width, height: 1600 } : undefined });
          await page.close();
        }
        await context.close();
      }
    }
  }
  await browser.close();
  server.removeAllListeners("exit");
  server.kill("SIGINT");
  console.log(`${Object.keys(PAGES).length} pages, both languages, light and dark, ${Object.values(SIZES).join(" and ")} px: ${problems} problem(s)`);
  process.exit(problems ? 1 : 0);
})().catch((error) => { console.error(error); process.exit(2); });
