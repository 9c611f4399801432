// One incident in the browser, from a stranger's notice to the recorded closure.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { after, before } from "node:test";
import { promisify } from "node:util";
import { journey } from "./lib/journal.mjs";
import { look, picture } from "./lib/look.mjs";
import { ago } from "./lib/moments.mjs";
import { fillReport } from "./lib/report-form.mjs";
import { startDemo } from "./lib/server.mjs";
import { openBrowser, Visitor } from "./lib/visitor.mjs";

const detected = ago(180);
const what = "Trang chủ cổng đặt lịch khám của bệnh viện bị thay đổi nội dung và chuyển hướng tới trang lạ.";

let server;
let browser;
/** The notice and what comes of it. */
const it = { number: "", secret: "", hash: "", incident: "", initial: "", closing: "" };

before(async () => {
  server = await startDemo();
  browser = await openBrowser();
}, { timeout: 15 * 60_000 });

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function fillNotice(page, language) {
  await page.check('input[name="secret"][value="no"]');
  await page.fill("#summary", what);
  await page.fill("#detected_date", detected.day);
  await page.fill("#detected_time", detected.time);
  await page.fill("#affected", "his.hoa-sen-general-hospital.example\n192.0.2.10");
  await page.check('input[name="ongoing"][value="yes"]');
  await page.setInputFiles("#attachments", {
    name: "nhật ký.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("192.0.2.10 - - \"GET /dat-lich HTTP/1.1\" 302\n"),
  });
  await page.fill("#reporter", "Người dân minh họa");
  await page.fill("#email", "nguoidan@minhhoa.example");
  await page.fill("#phone", "0000 000 055");
  await page.check('input[name="confidential"][value="no"]');
  await page.selectOption("#language", language);
}

/** Opens an act of the page and gives its form. */
async function open(page, key) {
  const act = page.locator(`#act-${key}`);
  if ((await act.getAttribute("open")) === null) await act.locator("summary").first().click();
  return act.locator("form").first();
}

const tab = (name) => `/incidents/${it.incident}?tab=${name}`;

/** Reads the PDF behind a link of the page and keeps its first sheet as a picture. */
async function readPdf(visitor, link, name) {
  const answer = await visitor.page.request.get(await link.getAttribute("href"));
  assert.equal(answer.status(), 200);
  assert.equal(answer.headers()["content-type"], "application/pdf");
  const bytes = await answer.body();
  assert.equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  const file = picture(name).replace(/\.png$/, ".pdf");
  await writeFile(file, bytes);
  await promisify(execFile)("pdftoppm", ["-png", "-singlefile", "-r", "80", file, file.slice(0, -4)]);
  const { stdout } = await promisify(execFile)("pdftotext", ["-layout", file, "-"]);
  return stdout.normalize("NFC");
}

/** Begins, fills and submits a report of the incident; gives its address. */
async function report(operator, kind, name) {
  const { page } = operator;
  await page.goto(tab("reports"));
  await operator.press(page.locator(`form:has(input[name="kind"][value="${kind}"]) button`));
  assert.match(new URL(page.url()).pathname, /^\/reports\/[0-9a-f-]{36}$/);
  await look(operator, `${name}-editor-begun`);
  await fillReport(page, ago(1));
  await operator.press(page.locator('button[name="check"]'));
  await look(operator, `${name}-editor-filled`, { english: false, dark: true });
  assert.equal(await page.locator(".summary-errors").count(), 0, await page.locator(".summary-errors").allInnerTexts().then((t) => t.join()));
  await operator.press(page.locator("button[formaction]"));
  const path = new URL(page.url()).pathname;
  assert.ok(await page.locator('[role="status"]').first().isVisible());
  return path;
}

journey("one incident, from the first notice to the recorded closure", async (step) => {
  let stranger;
  let officer;
  let operator;

  await step("a stranger finds the way to report", async () => {
    stranger = await Visitor.arrive(browser, server);
    await stranger.page.goto("/");
    await look(stranger, "home", { dark: true });
    await stranger.press('main a[href="/report"]');
    await look(stranger, "report-short", { dark: true });
    stranger.assertNothingFound();
  });

  await step("the notice gets number, moment, hash, secret and QR at once", async () => {
    const { page } = stranger;
    await fillNotice(page, "vi");
    assert.equal((await stranger.press("main form .btn-big")).status(), 201);
    it.number = (await page.locator(".receipt-number").innerText()).trim();
    it.secret = (await page.locator("#secret").innerText()).trim();
    it.hash = (await page.locator("#hash").innerText()).trim();
    assert.match(it.number, /^\S+-\d{4}-\d{6}$/);
    assert.match(it.hash, /^[0-9a-f]{64}$/);
    assert.ok(await page.locator(".qr svg").isVisible());
    await assert.doesNotReject(page.getByText("nhật ký.txt").waitFor({ timeout: 2000 }));
    await look(stranger, "receipt", { english: false, dark: true });
    stranger.assertNothingFound();
  });

  await step("a stranger who reads English gets an English receipt", async () => {
    const reader = await Visitor.arrive(browser, server, { locale: "en-GB" });
    await reader.page.goto("/report");
    await fillNotice(reader.page, "en");
    assert.equal((await reader.press("main form .btn-big")).status(), 201);
    assert.equal(await reader.page.locator("html").getAttribute("lang"), "en");
    await look(reader, "receipt-english", { english: false });
    reader.assertNothingFound();
    await reader.leave();
  });

  await step("the notice is followed with number and secret", async () => {
    const { page } = stranger;
    await page.goto("/follow");
    await look(stranger, "follow");
    await page.fill("#number", it.number);
    await page.fill("#secret", "wrong-secret");
    assert.equal((await stranger.press("main form .btn-primary")).status(), 404);
    assert.equal(await page.inputValue("#number"), it.number);
    await page.fill("#secret", it.secret);
    assert.equal((await stranger.press("main form .btn-primary")).status(), 200);
    assert.ok((await page.locator("main").innerText()).includes(it.hash));
    await look(stranger, "followed", { english: false });
    await page.fill("#text", "Bổ sung: trang lạ vẫn còn hoạt động lúc này.");
    assert.equal((await stranger.press("section form .btn-primary")).status(), 200);
    await page.getByText("Bổ sung: trang lạ").waitFor();
    stranger.assertNothingFound();
  });

  await step("the duty officer signs in and sees what is due today", async () => {
    officer = await Visitor.arrive(browser, server);
    await officer.page.goto("/sign-in");
    await look(officer, "sign-in");
    await officer.signIn("dieuphoi");
    assert.equal(new URL(officer.page.url()).pathname, "/today");
    await look(officer, "today", { dark: true });
    officer.assertNothingFound();
  });

  await step("every number of today is a link to its list", async () => {
    const { page } = officer;
    const tiles = await page.locator("#today-tiles a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    assert.ok(tiles.length >= 4);
    for (const href of tiles) assert.equal((await page.goto(href)).status(), 200, href);
    officer.assertNothingFound();
  });

  await step("the notice waits in the list", async () => {
    const { page } = officer;
    await page.goto("/notices");
    await look(officer, "notices", { dark: true });
    await page.fill("#list-words", "dat lich kham");
    await page.press("#list-words", "Enter");
    await page.waitForURL(/q=dat/);
    await page.locator(`a[href="/notices/${it.number}"]`).first().waitFor();
    await officer.press(page.locator(`a[href="/notices/${it.number}"]`).first());
    await look(officer, "notice-received");
    officer.assertNothingFound();
  });

  await step("it is taken, its sender verified", async () => {
    const { page } = officer;
    await officer.press('form[action$="/take"] button');
    await page.locator('[role="status"]').first().waitFor();
    const form = await open(page, "verify");
    await form.locator('select[name="method"]').selectOption({ index: 0 });
    await form.locator('select[name="verdict"]').selectOption("verified");
    await form.locator("textarea").fill("Gọi lại số điện thoại đã cho; người gửi xác nhận.");
    await officer.press(form.locator("button.btn-primary"));
    await page.getByText("Gọi lại số điện thoại đã cho").waitFor();
    await look(officer, "notice-taken", { dark: true });
    officer.assertNothingFound();
  });

  await step("it is confirmed and becomes an incident of the system that was named", async () => {
    const { page } = officer;
    const form = await open(page, "confirm");
    const system = form.locator("label", { hasText: "Bệnh viện Đa khoa Hoa Sen" }).locator('input[name="system"]').first();
    await system.check();
    await form.locator('input[name="title"]').fill("Thay đổi giao diện cổng đặt lịch khám");
    await officer.press(form.locator("button.btn-primary"));
    it.incident = new URL(page.url()).pathname.split("/")[2];
    assert.match(it.incident, /^VN-\d{4}-\d{6}$/);
    officer.assertNothingFound();
  });

  await step("each tab of the incident answers", async () => {
    const { page } = officer;
    for (const name of ["overview", "process", "clocks", "timeline", "reports", "parties", "history"]) {
      await page.goto(tab(name));
      await look(officer, `incident-${name}`, { dark: name === "overview" || name === "process" });
    }
    await page.goto("/incidents");
    await look(officer, "incidents", { dark: true });
    officer.assertNothingFound();
  });

  await step("it is classified, and the lists of the law follow", async () => {
    const { page } = officer;
    await page.goto(tab("overview"));
    const form = await open(page, "classify");
    await form.locator('select[name="primary"]').selectOption({ index: 1 });
    await form.locator('select[name="cause"]').selectOption({ index: 1 });
    await form.locator('input[name="effects"][value="integrity"]').check();
    await look(officer, "incident-classifying", { english: false });
    await officer.press(form.locator("button.btn-primary"));
    await page.locator('[role="status"]').first().waitFor();
    await look(officer, "incident-classified");
    officer.assertNothingFound();
  });

  await step("the steps of the process are started and finished in order", async () => {
    const { page } = officer;
    await page.goto(tab("process"));
    let finished = 0;
    for (let round = 0; round < 40; round += 1) {
      const start = page.locator('form[action$="/start"] button').first();
      const finish = page.locator('details[id^="act-finish-"]').first();
      if ((await finish.count()) > 0) {
        const key = (await finish.getAttribute("id")).replace("act-", "");
        const form = await open(page, key);
        for (const input of await form.locator("input.form-control").all()) await input.fill("Biên bản số 01/BB-MH");
        await form.locator("textarea").fill("Đã hoàn thành, có biên bản.");
        if (finished === 0) await look(officer, "incident-step-finishing", { english: false });
        await officer.press(form.locator("button.btn-primary"));
        finished += 1;
      } else if ((await start.count()) > 0) {
        await officer.press(start);
      } else break;
      assert.equal(await page.locator(".summary-errors").count(), 0);
    }
    assert.ok(finished >= 10, `${finished} steps finished`);
    await page.goto(tab("process"));
    await look(officer, "incident-process-done");
    officer.assertNothingFound();
  });

  await step("a decision and a direction stand in the timeline", async () => {
    const { page } = officer;
    await page.goto(tab("timeline"));
    const form = await open(page, "entry");
    await form.locator('input[name="kind"]').first().check();
    await form.locator('textarea[name="text"]').fill("Cô lập máy chủ web, giữ nguyên nhật ký.");
    await form.locator('input[name="document"]').fill("Số 12/QĐ-MH ngày 23/11/2026");
    await officer.press(form.locator("button.btn-primary"));
    await page.getByText("Cô lập máy chủ web").first().waitFor();
    await look(officer, "incident-timeline-entry");
    officer.assertNothingFound();
  });

  await step("the operator fills and submits the initial report", async () => {
    operator = await Visitor.signIn(browser, server, "vanhanh");
    await operator.page.goto(tab("overview"));
    await look(operator, "operator-incident");
    it.initial = await report(operator, "initial", "initial");
    await look(operator, "initial-submitted");
    operator.assertNothingFound();
  });

  await step("its PDF opens and says what the form says", async () => {
    const link = operator.page.locator('a[href*="/document"]').first();
    const text = await readPdf(operator, link, "initial-report");
    assert.match(text, /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
    assert.match(text, /BÁO CÁO/);
  });

  await step("the initial report is returned once with a reason, mended, and accepted", async () => {
    const { page } = officer;
    await page.goto("/reports");
    await look(officer, "reports");
    await page.goto(it.initial);
    await look(officer, "initial-to-judge");
    const form = await open(page, "return");
    await form.locator("textarea").fill("Đề nghị bổ sung kết quả xử lý ban đầu.");
    await officer.press(form.locator("button"));
    await operator.page.goto(it.initial);
    await look(operator, "initial-returned");
    await operator.press(operator.page.locator("button[formaction]"));
    await page.goto(it.initial);
    await officer.press('form[action$="/judge"]:has(input[value="accept"]) button');
    await page.locator('[role="status"]').first().waitFor();
    await look(officer, "initial-accepted");
    officer.assertNothingFound();
    operator.assertNothingFound();
  });

  await step("the response ends when it is fixed and back to normal", async () => {
    const { page } = officer;
    await page.goto(tab("overview"));
    const form = await open(page, "end");
    await form.locator('input[name="fixed_at"]').fill(ago(2).local);
    await form.locator('input[name="normal_at"]').fill(ago(1).local);
    await officer.press(form.locator("button.btn-primary"));
    await page.locator('[role="status"]').first().waitFor();
    await look(officer, "incident-ended", { dark: true });
    officer.assertNothingFound();
  });

  await step("closing without the closing report is not offered, says why, and is refused to a program too", async () => {
    const { page } = officer;
    await page.goto(tab("overview"));
    assert.equal(await page.locator("#act-close").count(), 0);
    const refused = page.locator("#ending .act-refused");
    assert.ok((await refused.first().locator(".act-reason").innerText()).length > 10);
    const answer = await officer.post(`/incidents/${it.incident}/close`, { csrf: await officer.token(), version: "99" });
    assert.equal(answer.status(), 409);
    await page.goto(tab("overview"));
    assert.equal(await page.locator("#ending li[aria-current=step]").evaluate((e) => e.parentElement.children[1] === e), true);
    officer.assertNothingFound();
  });

  await step("the operator submits the closing report, and it is accepted", async () => {
    it.closing = await report(operator, "closing", "closing");
    await look(operator, "closing-submitted");
    const text = await readPdf(operator, operator.page.locator('a[href*="/document"]').first(), "closing-report");
    assert.match(text, /BÁO CÁO KẾT THÚC/);
    await officer.page.goto(it.closing);
    await officer.press('form[action$="/judge"]:has(input[value="accept"]) button');
    await officer.page.locator('[role="status"]').first().waitFor();
    officer.assertNothingFound();
    operator.assertNothingFound();
  });

  await step("only now is the incident recorded as closed", async () => {
    const { page } = officer;
    await page.goto(tab("overview"));
    await look(officer, "incident-closing", { english: false });
    const form = await open(page, "close");
    await officer.press(form.locator("button.btn-primary"));
    await page.locator('[role="status"]').first().waitFor();
    await look(officer, "incident-closed", { dark: true });
    await page.goto(tab("clocks"));
    await look(officer, "incident-clocks-closed");
    await page.goto(tab("history"));
    await look(officer, "incident-history-closed");
    officer.assertNothingFound();
  });

  await step("the stranger reads that it went on as an incident", async () => {
    const { page } = stranger;
    await page.goto(`/follow?number=${it.number}`);
    await page.fill("#secret", it.secret);
    await stranger.press("main form .btn-primary");
    assert.ok((await page.locator("main").innerText()).includes(it.incident));
    await look(stranger, "followed-confirmed", { english: false });
    stranger.assertNothingFound();
  });

  await step("the audit chain holds", async () => {
    const verified = await server.run("audit", "verify");
    assert.equal(verified.ok, true, JSON.stringify(verified));
  });
});
