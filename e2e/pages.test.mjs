// Every page that can be opened by its address, for strangers and for each account of the demonstration.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look } from "./lib/look.mjs";
import { startDemo } from "./lib/server.mjs";
import { openBrowser, Visitor } from "./lib/visitor.mjs";

let server;
let browser;

before(async () => {
  server = await startDemo();
  browser = await openBrowser();
}, { timeout: 15 * 60_000 });

after(async () => {
  await browser?.close();
  await server?.stop();
});

const open = ["/", "/report", "/report/full", "/follow", "/sign-in", "/law", "/law/clock", "/api/reference"];
const desk = ["/today", "/notices", "/notices/submit", "/incidents", "/reports", "/account", "/account/tokens", "/search?q=benh+vien"];
const tabs = ["overview", "process", "clocks", "timeline", "reports", "parties", "history"];
const more = {
  dieuphoi: ["/notices/new"],
  quantri: ["/network", "/network/map", "/network/import", "/admin/people", "/admin/jobs", "/admin/audit"],
};
const accounts = ["dieuphoi", "doi-tinh", "vanhanh", "chuquan", "nhamang", "baocao", "quantri"];

const named = (who, path) => `pages/${who}${path === "/" ? "-home" : path.split("?")[0].replace(/[^a-z0-9]+/gi, "-")}`;

/** Opens a page and looks at it. */
async function visit(visitor, who, path, how) {
  const answer = await visitor.page.goto(path);
  if (answer.status() !== 200) {
    visitor.faults.push(`${who} ${path}: ${answer.status()}`);
    return;
  }
  await look(visitor, named(who, path), how);
}

/** Addresses on the page that are like the pattern, each once. */
async function links(page, pattern) {
  const all = await page.locator("main a[href]").evaluateAll((links) => links.map((a) => a.getAttribute("href").split(/[?#]/)[0]));
  return [...new Set(all)].filter((href) => pattern.test(href));
}

test("public pages", async () => {
  const visitor = await Visitor.arrive(browser, server);
  for (const path of open) await visit(visitor, "public", path, { dark: true });
  visitor.assertNothingFound();
  await visitor.leave();
});

test("the reference of the API opens at what a link points to", async () => {
  const visitor = await Visitor.arrive(browser, server);
  const { page } = visitor;
  await page.goto("/api/reference");
  const schema = await page.locator('a[href^="#schema-"]').first().getAttribute("href");
  await page.goto(`/api/reference${schema}`);
  await page.locator(schema).waitFor();
  await page.locator("details.api-op").first().locator("summary").click();
  await look(visitor, "pages/public-api-reference-open", { english: false });
  visitor.assertNothingFound();
  await visitor.leave();
});

test("each text of the law, its forms and its clocks", async () => {
  const visitor = await Visitor.arrive(browser, server);
  const { page } = visitor;
  await page.goto("/law");
  const texts = await links(page, /^\/law\/(?!clock$|calendar$|compare|contradictions$|trace$)[^/]+$/);
  assert.ok(texts.length >= 3, `${texts}`);
  for (const path of texts) await visit(visitor, "law", path);
  for (const path of ["/law/calendar", "/law/calendar?year=2026&province=24", "/law/contradictions", "/law/trace", "/law/compare?left=tt20-2017-draft&right=tt20-2017&only=differing"]) await visit(visitor, "law", path);
  for (const path of texts) {
    await page.goto(path);
    for (const more of await links(page, /\/(process|provisions)$/)) await visit(visitor, "law", more);
  }
  await page.goto(`${texts[0]}/provisions`);
  await visit(visitor, "law", (await links(page, /\/provisions\/./))[0]);
  for (const path of texts) {
    await page.goto(path);
    for (const form of await links(page, /\/forms\//)) await visit(visitor, "law", form, { pictures: /initial/.test(form) });
  }
  for (const text of texts) {
    await page.goto(text);
    const clocks = await page.locator('main a[href*="/law/clock?"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const clock of clocks) {
      const answer = await page.goto(clock);
      if (answer.status() !== 200) visitor.faults.push(`${clock}: ${answer.status()}`);
    }
    if (clocks[0]) await look(visitor, `${named("law", text)}-clock`);
  }
  visitor.assertNothingFound();
  await visitor.leave();
});

for (const login of accounts) {
  test(`the desk of ${login}`, async () => {
    const visitor = await Visitor.arrive(browser, server);
    const { page } = visitor;
    const first = await visitor.signIn(login);
    if (first.status() !== 200) visitor.faults.push(`${login}: signing in leads to ${first.url()}: ${first.status()}`);
    await page.goto("/account");
    const menu = await page.locator("nav.side a[href]").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    const searches = (await page.locator("[data-search]").count()) > 0;
    const offered = (path) => path.startsWith("/account") || menu.some((href) => path.startsWith(href)) || (searches && path.startsWith("/search"));
    const pages = desk.filter(offered);
    for (const path of [...pages, ...(more[login] ?? [])]) await visit(visitor, login, path, { dark: login === "dieuphoi", english: login === "dieuphoi" });
    // All that the menu offers is there.
    for (const href of menu) {
      const answer = await page.goto(href);
      if (answer.status() !== 200) visitor.faults.push(`${login}: the menu leads to ${href}: ${answer.status()}`);
    }
    visitor.assertNothingFound();
    await visitor.leave();
  });

  test(`records as ${login} sees them`, async () => {
    const visitor = await Visitor.signIn(browser, server, login);
    const { page } = visitor;
    const first = async (list, pattern) => {
      await page.goto(list);
      return (await links(page, pattern))[0];
    };
    const notice = await first("/notices", /^\/notices\/[A-Z]+-/);
    if (notice) {
      await page.goto(notice);
      await look(visitor, `pages/${login}-notice`, { english: false });
    }
    const incident = await first("/incidents", /^\/incidents\/[A-Z]+-/);
    for (const tab of incident ? tabs : []) {
      const answer = await page.goto(`${incident}?tab=${tab}`);
      if (answer.status() === 200) await look(visitor, `pages/${login}-incident-${tab}`, { pictures: login === "vanhanh", english: login === "dieuphoi" });
      else visitor.faults.push(`${login} ${incident}?tab=${tab}: ${answer.status()}`);
    }
    const report = await first("/reports", /^\/reports\/[0-9a-f-]{36}$/);
    if (report) {
      await page.goto(report);
      await look(visitor, `pages/${login}-report`, { english: false });
    }
    visitor.assertNothingFound();
    await visitor.leave();
  });
}

test("one incident of each state, with all its tabs", async () => {
  const visitor = await Visitor.signIn(browser, server, "dieuphoi");
  const { page } = visitor;
  for (const state of ["open", "ended", "closed"]) {
    await page.goto(`/incidents?state=${state}`);
    const [incident] = await links(page, /^\/incidents\/[A-Z]+-/);
    assert.ok(incident, `no incident is ${state}`);
    for (const tab of tabs) {
      await page.goto(`${incident}?tab=${tab}`);
      await look(visitor, `pages/${state}-${tab}`, { english: false });
    }
  }
  visitor.assertNothingFound();
  await visitor.leave();
});
