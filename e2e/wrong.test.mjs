// What goes wrong at the pages: each answer says how to mend it and keeps what was typed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look } from "./lib/look.mjs";
import { ago } from "./lib/moments.mjs";
import { startDemo } from "./lib/server.mjs";
import { openBrowser, Visitor } from "./lib/visitor.mjs";

const detected = ago(90);

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

/** Goes about as somebody, and ends with what was found on the way. */
async function as(login, act, options) {
  const visitor = login ? await Visitor.signIn(browser, server, login, options) : await Visitor.arrive(browser, server, options);
  await act(visitor, visitor.page);
  visitor.assertNothingFound();
  await visitor.leave();
}

/** Fills the short form rightly. */
async function fill(page) {
  await page.goto("/report");
  await page.check('input[name="secret"][value="no"]');
  await page.fill("#summary", "Trang thông tin không truy cập được.");
  await page.fill("#detected_date", detected.day);
  await page.fill("#affected", "Trang thông tin điện tử xã Minh Họa");
  await page.fill("#reporter", "UBND xã Minh Họa");
  await page.fill("#phone", "0000 000 055");
}

/** Sends the form past the checks of the browser. */
async function send(visitor) {
  await visitor.page.locator("main form").evaluate((form) => { form.noValidate = true; });
  return visitor.press("main form .btn-big");
}

/** The fault stands at the field, the summary leads there, and the field still holds what was typed. */
async function pointsAt(page, field, value) {
  const link = page.locator(`.summary-errors a[href="#${field}"]`);
  assert.equal(await link.count(), 1, await page.locator("main").innerText());
  assert.ok((await page.locator(`#${field}-error`).innerText()).length > 10);
  assert.equal(await page.locator(`#${field}`).getAttribute("aria-invalid"), "true");
  if (value !== undefined) assert.equal(await page.locator(`#${field}`).inputValue(), value);
  await link.click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), field);
}

test("an empty notice is answered with everything that is missing", () => as(null, async (visitor, page) => {
  await page.goto("/report");
  assert.equal((await send(visitor)).status(), 422);
  assert.ok((await page.locator(".summary-errors li").count()) >= 4);
  assert.equal(await page.locator('.summary-errors a[href="#secret"]').count(), 1);
  await look(visitor, "wrong-empty", { english: false, dark: true });
}));

test("what was typed stays when one field is wrong", () => as(null, async (visitor, page) => {
  await fill(page);
  await page.fill("#affected", "10.0.0.5");
  assert.equal((await send(visitor)).status(), 422);
  await pointsAt(page, "affected", "10.0.0.5");
  assert.equal(await page.inputValue("#summary"), "Trang thông tin không truy cập được.");
  assert.equal(await page.inputValue("#reporter"), "UBND xã Minh Họa");
  assert.ok(await page.isChecked('input[name="secret"][value="no"]'));
  await look(visitor, "wrong-private-address", { english: false });
}));

test("a year of two digits is refused with the way to write it", () => as(null, async (visitor, page) => {
  await fill(page);
  // Browsers without a field for dates send what was typed.
  await page.locator("#detected_date").evaluate((field) => { field.type = "text"; field.value = "20/11/26"; });
  assert.equal((await send(visitor)).status(), 422);
  await pointsAt(page, "detected_date");
  assert.match(await page.locator("#detected_date-error").innerText(), /4|bốn/i);
}));

test("a detection in the future is refused", () => as(null, async (visitor, page) => {
  await fill(page);
  await page.fill("#detected_date", ago(-3 * 1440).day);
  assert.equal((await send(visitor)).status(), 422);
  await pointsAt(page, "detected_date", ago(-3 * 1440).day);
}));

test("a state secret is refused, nothing is kept, and the paper channel is named", () => as(null, async (visitor, page) => {
  await fill(page);
  await page.check('input[name="secret"][value="yes"]');
  const answer = await send(visitor);
  assert.ok([409, 422].includes(answer.status()), `${answer.status()}`);
  const told = await page.locator("main").innerText();
  assert.match(told, /Số 1 đường Minh Họa/);
  assert.equal(await page.locator(".receipt-number").count(), 0);
  await look(visitor, "wrong-state-secret", { english: false });
}));

test("a notice without a way back to the sender is refused", () => as(null, async (visitor, page) => {
  await fill(page);
  await page.fill("#phone", "");
  assert.equal((await send(visitor)).status(), 422);
  assert.ok((await page.locator(".summary-errors").innerText()).length > 20);
}));

test("the full form of the law answers with faults at its fields", () => as(null, async (visitor, page) => {
  await page.goto("/report");
  await visitor.press(page.locator('aside a[href^="/report/full"]').first());
  await look(visitor, "report-full");
  await page.check('input[name="secret"][value="no"]');
  assert.equal((await send(visitor)).status(), 422);
  assert.ok((await page.locator(".summary-errors li").count()) >= 3);
  await look(visitor, "wrong-full", { english: false });
}));

test("a notice can be given without JavaScript", () => as(null, async (visitor, page) => {
  await fill(page);
  const answer = await visitor.press("main form .btn-big");
  assert.equal(answer.status(), 201);
  const number = (await page.locator(".receipt-number").innerText()).trim();
  const secret = (await page.locator("#secret").innerText()).trim();
  await visitor.press('main a.btn-primary[href*="/follow"]');
  await page.fill("#number", number);
  await page.fill("#secret", secret);
  assert.equal((await visitor.press("main form .btn-primary")).status(), 200);
  await page.screenshot({ path: new URL("screenshots/without-javascript.png", import.meta.url).pathname, fullPage: true, caret: "initial" });
}, { javaScriptEnabled: false }));

test("a draft that was not sent is found again", () => as(null, async (visitor, page) => {
  await page.goto("/report");
  await page.fill("#summary", "Đang viết dở.");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("draft:")));
  await page.goto("/");
  await page.goto("/report");
  assert.equal(await page.inputValue("#summary"), "Đang viết dở.");
  assert.ok(await page.locator("#draft-notice").isVisible());
  await page.click("[data-discard]");
  assert.equal(await page.inputValue("#summary"), "");
}));

test("a wrong password says no more than that, and keeps the name", () => as(null, async (visitor, page) => {
  await visitor.signIn("dieuphoi", "not-the-password");
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  assert.ok(await page.locator('[role="alert"]').isVisible());
  assert.equal(await page.inputValue("#name"), "dieuphoi");
  assert.equal(await page.inputValue("#password"), "");
  await look(visitor, "wrong-password", { english: false });
}));

test("who is not signed in is asked to, and then comes where they wanted", () => as(null, async (visitor, page) => {
  await page.goto("/incidents");
  assert.match(page.url(), /\/sign-in\?next=/);
  await page.fill("#name", "dieuphoi");
  await page.fill("#password", server.signIns[0].password);
  await visitor.press("main form .btn-primary");
  assert.equal(new URL(page.url()).pathname, "/incidents");
}));

for (const path of ["/admin/people", "/admin/jobs", "/admin/audit"]) {
  test(`a provider does not open ${path}`, () => as("nhamang", async (visitor, page) => {
    const answer = await page.goto(path);
    assert.ok([403, 404].includes(answer.status()), `${answer.status()}`);
    assert.equal(await page.locator(`nav a[href="${path}"]`).count(), 0);
    await look(visitor, `refused${path.replaceAll("/", "-")}`);
  }));
}

test("an incident of others is as if it were not there", async () => {
  let foreign;
  await as("dieuphoi", async (_, page) => {
    await page.goto("/incidents");
    const seen = await page.locator('tbody a[href^="/incidents/VN-"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    foreign = [...new Set(seen.map((href) => href.split("?")[0]))];
  });
  await as("nhamang", async (visitor, page) => {
    const answers = [];
    for (const path of foreign) {
      const answer = await visitor.page.request.get(path);
      answers.push(answer.status());
    }
    assert.ok(answers.includes(404), `${answers}`);
    assert.ok(answers.every((status) => status === 200 || status === 404), `${answers}`);
    const hidden = foreign[answers.indexOf(404)];
    assert.equal((await page.goto(hidden)).status(), 404);
    await look(visitor, "not-found");
    const posted = await visitor.post(`${hidden}/close`, { csrf: await visitor.token() });
    assert.equal(posted.status(), 404);
    const never = await page.goto("/incidents/VN-2026-999999");
    assert.equal(never.status(), 404);
  });
});

test("a form whose token is old is not taken, and leads back", () => as("dieuphoi", async (visitor, page) => {
  await page.goto("/notices/submit");
  await page.locator('main input[name="csrf"]').first().evaluate((field) => { field.value = "0".repeat(64); });
  const answer = await send(visitor);
  assert.equal(answer.status(), 422);
  await look(visitor, "wrong-old-token", { english: false });
  const back = await page.locator("main .btn-primary").getAttribute("href");
  assert.equal((await page.goto(back)).status(), 200);
}));

test("an act whose token is old leads back to the record", () => as("dieuphoi", async (visitor, page) => {
  await page.goto("/notices");
  await visitor.press(page.locator('tbody a[href^="/notices/"]').first());
  const path = new URL(page.url()).pathname;
  await page.locator("main form[method=post]").first().evaluate((form) => {
    form.action = `${location.pathname}/take`;
    form.querySelector('input[name="csrf"]').value = "0".repeat(64);
    form.noValidate = true;
    form.submit();
  });
  await page.waitForURL(/\/take$/);
  const back = await page.locator("main .btn-primary").getAttribute("href");
  assert.equal((await visitor.page.request.get(back)).status(), 200, `${back}, from ${path}`);
}));

/** Presses the language switch: the page that answers is there, in English. */
async function switchLanguage(visitor) {
  const from = visitor.page.url();
  const answer = await visitor.press('.prefs button[name="lang"]');
  assert.equal(answer.status(), 200, `from ${from} to ${answer.url()}`);
  assert.equal(await visitor.page.locator("html").getAttribute("lang"), "en");
}

test("the language can be changed on a page that answers a post of a stranger", () => as(null, async (visitor, page) => {
  await page.goto("/follow");
  await page.fill("#number", "TB-2026-000001");
  await page.fill("#secret", "wrong");
  await visitor.press("main form .btn-primary");
  await switchLanguage(visitor);
  await visitor.speak("vi");
  await fill(page);
  await visitor.press("main form .btn-big");
  const number = (await page.locator(".receipt-number").innerText()).trim();
  const secret = (await page.locator("#secret").innerText()).trim();
  await page.goto("/follow");
  await page.fill("#number", number);
  await page.fill("#secret", secret);
  await visitor.press("main form .btn-primary");
  await page.fill("#text", "Bổ sung thông tin.");
  await visitor.press("section form .btn-primary");
  await switchLanguage(visitor);
}));

test("the language can be changed on a page that answers a post at the desk", () => as("dieuphoi", async (visitor, page) => {
  await page.goto("/notices?state=received");
  await visitor.press(page.locator('tbody a[href^="/notices/TB-"]').first());
  await visitor.press('form[action$="/take"] button');
  await page.locator("#act-reject summary").first().click();
  await page.locator("#act-reject form").evaluate((form) => { form.noValidate = true; });
  assert.ok([409, 422].includes((await visitor.press("#act-reject form button")).status()));
  assert.ok(await page.locator("#act-reject").evaluate((act) => act.open));
  await look(visitor, "wrong-reject", { english: false });
  await switchLanguage(visitor);
}));

test("two officers change the same incident: both versions are shown", async () => {
  let path;
  await as("dieuphoi", async (visitor, page) => {
    await page.goto("/incidents?state=open");
    path = (await page.locator('tbody a[href^="/incidents/VN-"]').first().getAttribute("href")).split("?")[0];
    await page.goto(path);
    const second = await visitor.context.newPage();
    await second.goto(path);
    for (const [one, harm] of [[second, 1], [page, 2]]) {
      await one.locator("#act-classify summary").first().click();
      await one.locator('#act-classify select[name="harm"]').selectOption({ index: harm });
      await Promise.all([one.waitForLoadState("load"), one.locator("#act-classify form button.btn-primary").click()]);
      await one.waitForURL((url) => url.href !== `${server.url}${path}`);
    }
    assert.ok((await page.locator("table tbody tr").count()) > 0, await page.locator("main").innerText());
    await look(visitor, "conflict", { english: false });
  });
});

test("keys lead through the desk", () => as("dieuphoi", async (_, page) => {
  await page.goto("/today");
  await page.keyboard.press("/");
  assert.ok(await page.evaluate(() => document.activeElement?.matches("[data-search]")));
  await page.locator("[data-search]").blur();
  await page.keyboard.press("?");
  assert.ok(await page.locator("#keys-help").isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.waitForURL(/\/incidents$/);
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.waitForURL(/\/incidents\/VN-/);
}));
