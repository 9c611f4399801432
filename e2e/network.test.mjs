// The network in the browser: a stranger joins, an officer approves, a contact point changes and owes two proofs, a table is tried
// before it is written, and the provinces stand as tiles.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { journey } from "./lib/journal.mjs";
import { look } from "./lib/look.mjs";
import { startDemo } from "./lib/server.mjs";
import { openBrowser, Visitor } from "./lib/visitor.mjs";

let server;
let browser;
/** The application. */
const it = { number: "", secret: "" };

before(async () => {
  server = await startDemo();
  browser = await openBrowser();
}, { timeout: 15 * 60_000 });

after(async () => {
  await browser?.close();
  await server?.stop();
});

const send = (page) => page.locator("main .form-acts .btn-primary");

journey("the network", async (step) => {
  await step("a stranger joins, form after form, and follows the application", async () => {
    const visitor = await Visitor.arrive(browser, server);
    const { page } = visitor;
    await page.goto("/join");
    await look(visitor, "network/join");
    await page.fill('[name="organisation.name"]', "Hợp tác xã Số Minh Họa");
    await page.fill('[name="organisation.email"]', "lienhe@htx.example");
    await visitor.press(send(page));
    assert.equal(await page.inputValue('[name="organisation.email"]'), "lienhe@htx.example", "what was told is known");
    await look(visitor, "network/join-profile", { dark: true, english: false });
    await page.fill('[name="contact.name"]', "Phạm Thị Mai");
    await page.fill('[name="contact.phone"]', "0000 000 950");
    await visitor.press(send(page));
    await look(visitor, "network/join-staff", { english: false });
    await visitor.press(page.locator('[name="leave_out"]'));
    await look(visitor, "network/join-received", { english: false });
    [it.number, it.secret] = await page.locator("main dd.mono").allTextContents();
    await page.goto("/join/follow");
    await page.fill('[name="number"]', it.number);
    await page.fill('[name="secret"]', it.secret);
    await visitor.press(page.locator("main .btn-primary"));
    await look(visitor, "network/join-follow", { english: false });
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("an officer approves, and the applicant is a member", async () => {
    const visitor = await Visitor.signIn(browser, server, "dieuphoi");
    const { page } = visitor;
    await page.goto("/network");
    await look(visitor, "network/index");
    await page.goto("/network/applications");
    await look(visitor, "network/applications");
    await page.goto(`/network/applications/${it.number}`);
    await page.locator("#act-approve summary").click();
    await look(visitor, "network/application", { dark: true, english: false });
    await page.fill("#approve-cluster", "Cụm số 1");
    await visitor.press(page.locator("#act-approve .btn-primary"));
    await page.goto("/network/bodies/hop-tac-xa-so-minh-hoa");
    assert.match(await page.textContent("main"), /0000 000 950/);
    await look(visitor, "network/body");
    await page.goto("/network/profile-changes");
    await look(visitor, "network/profile-changes");
    await page.goto("/network/bodies/provider-may-trang");
    await look(visitor, "network/body-with-edit");
    await page.goto("/network/contact-changes");
    await look(visitor, "network/contact-changes", { dark: true });
    await page.goto("/network/map");
    await look(visitor, "network/map");
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("a member changes a contact point and proves that it is published", async () => {
    const visitor = await Visitor.signIn(browser, server, "doi-tinh");
    const { page } = visitor;
    await page.goto("/network");
    await visitor.press(page.locator("main .page-acts .btn-primary"));
    const back = new URL(page.url()).pathname;
    await visitor.press(page.locator(`a[href="${back}/contacts/new"]`));
    await look(visitor, "network/contact");
    await page.fill("#contact-name", "Tổ trực cuối tuần");
    await visitor.press(page.locator("main .form-acts .btn-primary"));
    assert.equal(await page.locator("#contact-phone-error").count(), 1, "nobody can be reached without a number");
    await page.fill("#contact-phone", "0000 000 960");
    await visitor.press(page.locator("main .form-acts .btn-primary"));
    await page.locator('details[id$="-published"] summary').first().click();
    await page.locator('details[open] input[name="how"]').fill("https://doi-tinh.example/lien-he");
    await visitor.press(page.locator("details[open] .btn-primary"));
    await page.goto(`${back}/profile`);
    await look(visitor, "network/profile");
    await page.goto(`${back}/profile?part=staff`);
    await look(visitor, "network/profile-staff", { english: false });
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("a table is tried, its wrong rows are told, and the right ones written", async () => {
    const visitor = await Visitor.signIn(browser, server, "quantri");
    const { page } = visitor;
    const file = join(await mkdtemp(join(tmpdir(), "ungcuu-table-")), "bodies.csv");
    await writeFile(file, "key,kind,name,province\nxa-minh-hoa,owner,UBND xã Minh Họa,24\nxa-sai,owner,UBND xã Sai,99\n");
    await page.goto("/network/import");
    await page.setInputFiles('[name="file"]', file);
    await visitor.press(page.locator('form[enctype] .btn-primary'));
    assert.match(await page.textContent("main"), /xa-sai/);
    await look(visitor, "network/import", { dark: true, english: false });
    await visitor.press(page.locator('[name="act"][value="write"]'));
    await look(visitor, "network/import-done", { english: false });
    assert.equal((await page.goto("/network/bodies/xa-minh-hoa")).status(), 200);
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("two systems claim the same range, and an officer decides", async () => {
    const visitor = await Visitor.signIn(browser, server, "quantri");
    const { page } = visitor;
    const fields = {
      key: "cong-a", name: "Cổng thông tin A (minh họa)", owner: "xa-minh-hoa", operator: "xa-minh-hoa", addresses: "10.0.0.0/8",
      domains: "cong-a.example", services: "Nộp hồ sơ trực tuyến", software: "Máy chủ web | 2.4.58", measures: "Sao lưu ngoại tuyến hằng ngày",
    };
    await page.goto("/network/systems/new");
    await look(visitor, "network/system-new");
    for (const [name, value] of Object.entries(fields)) await page.fill(`#system-${name}`, value);
    await visitor.press(send(page));
    assert.equal(await page.locator("#system-addresses-error").count(), 1, "a private range is nobody's");
    assert.equal(await page.inputValue("#system-software"), fields.software, "what was typed stays");
    await look(visitor, "network/system-wrong", { english: false });
    await page.fill("#system-addresses", "203.0.113.128/25");
    await visitor.press(send(page));
    await look(visitor, "network/system", { dark: true });
    await page.goto("/network/systems/new");
    const other = { ...fields, key: "cong-b", name: "Cổng thông tin B (minh họa)", addresses: "203.0.113.128/26" };
    for (const [name, value] of Object.entries(other)) await page.fill(`#system-${name}`, value);
    await page.fill("#system-owner", "team-24");
    await page.fill("#system-domains", "cong-b.example");
    await visitor.press(send(page));
    await page.goto("/network/disputes");
    await look(visitor, "network/disputes");
    const dispute = page.locator("form").filter({ has: page.locator('input[name="narrower"][value="203.0.113.128/26"]') });
    await dispute.locator('input[name="verdict"][value="both-stand"]').check();
    await dispute.locator('textarea[name="reason"]').fill("Dải của xã nằm trong dải đã cấp cho đội (minh họa)");
    await visitor.press(dispute.locator(".btn-primary"));
    assert.match(await page.textContent("#decided"), /203\.0\.113\.128\/26/);
    await look(visitor, "network/disputes-decided", { dark: true, english: false });
    await page.goto("/network/systems?software=m%C3%A1y+ch%E1%BB%A7+web&version=2.4");
    await look(visitor, "network/systems");
    await page.goto("/network/whois?q=203.0.113.130");
    assert.ok((await page.locator("tbody td").allTextContents()).some((cell) => /Đội|Tổ|trực/i.test(cell)), "whom to call first");
    await look(visitor, "network/whois", { dark: true });
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("contact tests and keys of the demonstration", async () => {
    const visitor = await Visitor.signIn(browser, server, "dieuphoi");
    const { page } = visitor;
    await page.goto("/network/reach");
    await look(visitor, "network/demo-reach", { dark: true });
    await page.goto("/network/reach/calls");
    await look(visitor, "network/demo-calls", { english: false });
    await page.goto("/network/keys");
    await look(visitor, "network/keys");
    visitor.assertNothingFound();
    await visitor.leave();
  });
});
