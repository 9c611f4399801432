// A change of the law in the browser: begun by one person, edited, simulated over the open incidents, brought into force by another.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { journey } from "./lib/journal.mjs";
import { look } from "./lib/look.mjs";
import { startDemo } from "./lib/server.mjs";
import { openBrowser, Visitor } from "./lib/visitor.mjs";

const id = "tt20-2017-sd1";
const clocks = `rulesets/${id}/clocks.toml`;

let server;
let browser;
/** The change. */
const it = { href: "" };

before(async () => {
  server = await startDemo();
  browser = await openBrowser();
}, { timeout: 15 * 60_000 });

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A day so many days from now, as a date field takes it. */
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

async function begin(visitor, from, name) {
  const { page } = visitor;
  await page.goto("/law/changes/new");
  const form = page.locator("section", { has: page.locator("#by-edition") });
  await form.locator('[name="title"]').fill("Báo cáo kết thúc: 7 ngày");
  await form.locator('[name="source"]').fill("Thông tư 99/2026/TT-BCA (minh họa)");
  await form.locator('[name="of"]').selectOption("tt20-2017");
  await form.locator('[name="id"]').fill(name);
  await form.locator('[name="from"]').fill(from);
  await visitor.press(form.locator(".btn-primary"));
  return new URL(page.url()).pathname;
}

async function sevenDays(visitor, href, path) {
  const { page } = visitor;
  await page.goto(`${href}/file?path=${encodeURIComponent(path)}`);
  const text = await page.inputValue("#text");
  const at = text.indexOf('id = "closing-report"');
  assert.ok(at > 0, "the clock of the closing report stands in the file");
  await page.fill("#text", text.slice(0, at) + text.slice(at).replace("limit = { days = 5 }", "limit = { days = 7 }"));
  await visitor.press('main button[value="write"]');
}

journey("a change of the law", async (step) => {
  await step("only those with the right find it", async () => {
    const visitor = await Visitor.signIn(browser, server, "vanhanh");
    await visitor.page.goto("/law");
    assert.equal(await visitor.page.locator('a[href="/law/changes"]').count(), 0);
    assert.equal((await visitor.page.goto("/law/changes")).status(), 403);
    await visitor.leave();
  });

  await step("a draft is begun from the edition in force, and edited", async () => {
    const visitor = await Visitor.signIn(browser, server, "dieuphoi");
    const { page } = visitor;
    await page.goto("/law");
    await visitor.press(page.locator('a[href="/law/changes"]'));
    await look(visitor, "law/changes-empty");
    await page.goto("/law/changes/new");
    await look(visitor, "law/change-new", { dark: true });
    it.href = await begin(visitor, day(4), id);
    await look(visitor, "law/change");
    await sevenDays(visitor, it.href, clocks);
    await look(visitor, "law/change-file");
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("a fault is told with its place, and the text typed stays", async () => {
    const visitor = await Visitor.signIn(browser, server, "dieuphoi");
    const { page } = visitor;
    await page.goto(`${it.href}/file?path=calendars/2031.toml`);
    await page.fill("#text", "year = 2031\n[[day]]\ndate = 2032-01-01\n");
    await visitor.press('main button[value="write"]');
    assert.match(await page.locator("main").innerText(), /3:\d+/);
    assert.match(await page.inputValue("#text"), /2032-01-01/);
    await look(visitor, "law/change-file-faults", { dark: true });
    await page.goto(`${it.href}/simulation`);
    assert.match(await page.locator("main").innerText(), /calendars\/2031\.toml:3/);
    await look(visitor, "law/change-unsound");
    await page.goto(`${it.href}/file?path=calendars/2031.toml`);
    await visitor.press('main button[value="restore"]');
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("the simulation lists the clocks that would move; whoever wrote it cannot bring it into force", async () => {
    const visitor = await Visitor.signIn(browser, server, "dieuphoi");
    const { page } = visitor;
    await page.goto(`${it.href}/simulation`);
    await look(visitor, "law/change-simulation", { dark: true });
    assert.ok((await page.locator("tbody tr").count()) > 0, "some clock moves");
    await page.goto(it.href);
    assert.equal(await page.locator(`form[action="${it.href}/activate"]`).count(), 0);
    const refused = await visitor.post(`${it.href}/activate`, { csrf: await visitor.token(), version: "2" });
    assert.equal(refused.status(), 409);
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("one that reaches back to open incidents is refused with the list", async () => {
    const writer = await Visitor.signIn(browser, server, "dieuphoi");
    const href = await begin(writer, day(-60), "tt20-2017-sd0");
    await sevenDays(writer, href, "rulesets/tt20-2017-sd0/clocks.toml");
    await writer.leave();
    const visitor = await Visitor.signIn(browser, server, "quantri");
    const { page } = visitor;
    await page.goto(href);
    const answer = await visitor.press(page.locator(`form[action="${href}/activate"] button`));
    assert.equal(answer.status(), 422);
    assert.match(await page.locator('[role="alert"]').first().innerText(), /[A-Z]+-\d{4}-\d{6}/);
    await look(visitor, "law/change-refused", { english: false });
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("a second person brings it into force", async () => {
    const visitor = await Visitor.signIn(browser, server, "quantri");
    const { page } = visitor;
    await page.goto(it.href);
    await visitor.press(page.locator(`form[action="${it.href}/activate"] button`));
    await look(visitor, "law/change-active");
    assert.equal((await page.goto(`/law/${id}`)).status(), 200);
    await look(visitor, "law/new-edition");
    visitor.assertNothingFound();
    await visitor.leave();
  });
});
