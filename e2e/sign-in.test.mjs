// Coming in: an authenticator app that a role demands, recovery codes, a passkey on a virtual device, a real OpenID Connect
// provider, an invitation by mail, and the sessions that come of it.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before } from "node:test";
import { journey } from "./lib/journal.mjs";
import { look } from "./lib/look.mjs";
import { startProvider } from "./lib/provider.mjs";
import { freePort, startDemo } from "./lib/server.mjs";
import { openBrowser, Visitor } from "./lib/visitor.mjs";

const client = "ungcuu";
const secret = "only for this run";

let server;
let browser;
let provider;

before(async () => {
  const port = await freePort();
  server = await startDemo({
    settings: (url) => `
[desk]
site = "${url}"
[desk.sign_in]
second_factor_roles = ["administrator"]
[desk.sign_in.oidc]
issuer = "http://localhost:${port}"
client_id = "${client}"
client_secret = "${secret}"
label = "Cổng đăng nhập Minh Họa"
[[desk.sign_in.oidc.roles]]
value = "uc-team-24"
role = "unit-officer"
body = "team-24"
`,
  });
  provider = await startProvider({
    port, client, secret, answer: `${server.url}/sign-in/provider/answer`, groups: { "tran.ngoai": ["uc-team-24"] },
  });
  browser = await openBrowser();
}, { timeout: 15 * 60_000 });

after(async () => {
  await browser?.close();
  await provider?.stop();
  await server?.stop();
});

/** The code that an authenticator app shows now, or so many steps from now. */
function code(key, ahead = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key.replaceAll(" ", "")].map((l) => letters.indexOf(l).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((eight) => Number.parseInt(eight, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const tag = createHmac("sha1", bytes).update(step).digest();
  const number = tag.readUInt32BE(tag[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Signs out by the menu's form. */
async function leave(visitor) {
  await visitor.page.locator('form[action="/sign-out"] button').evaluate((button) => button.click());
  await visitor.page.waitForURL(`${server.url}/`);
}

/** Whether somebody is in, by the page of their account. */
const isIn = async ({ page }) => (await page.goto("/account")).url().endsWith("/account");

journey("an authenticator app that the role demands", async (step) => {
  let visitor;
  let key;
  let codes;

  await step("after the password nothing is open but adding one", async () => {
    visitor = await Visitor.signIn(browser, server, "quantri");
    const { page } = visitor;
    for (const path of ["/admin/people", "/today", "/account", "/law/changes"]) {
      await page.goto(path);
      assert.equal(new URL(page.url()).pathname, "/account/factors", path);
    }
    await look(visitor, "sign-in/factors-demanded", { dark: true });
    await visitor.press('button:has-text("Thêm ứng dụng mã")');
    key = await page.locator("#totp-secret").innerText();
    await look(visitor, "sign-in/factors-offer");
    visitor.assertNothingFound();
  });

  await step("a wrong code is told at the field; the right one brings recovery codes", async () => {
    const { page } = visitor;
    await page.fill("#code", "000000");
    await visitor.press('form[action$="/confirm"] .btn-primary');
    assert.match(await page.locator("#code-error").innerText(), /\S{2}/);
    await page.fill("#code", code(key));
    const answer = await visitor.press('form[action$="/confirm"] .btn-primary');
    assert.equal(answer.status(), 201);
    codes = await page.locator("#codes li").allInnerTexts();
    assert.equal(codes.length, 10);
    await look(visitor, "sign-in/codes", { english: false });
    await page.goto("/admin/people");
    assert.equal(new URL(page.url()).pathname, "/admin/people");
    await look(visitor, "sign-in/admin-people");
    await page.goto("/admin/people/quantri");
    await look(visitor, "sign-in/admin-person", { dark: true });
    visitor.assertNothingFound();
    await leave(visitor);
  });

  await step("the second factor is asked for; a code that was used is refused", async () => {
    const { page } = visitor;
    await visitor.signIn("quantri");
    assert.equal(new URL(page.url()).pathname, "/sign-in/second");
    assert.equal(await isIn(visitor), false);
    await visitor.signIn("quantri");
    await look(visitor, "sign-in/second", { dark: true });
    const next = code(key, 1);
    await page.fill("#code", "000000");
    assert.equal((await visitor.press("main form .btn-primary")).status(), 401);
    await look(visitor, "sign-in/second-refused", { english: false });
    await page.fill("#code", next);
    await visitor.press("main form .btn-primary");
    assert.equal(await isIn(visitor), true);
    await leave(visitor);
    await visitor.signIn("quantri");
    await page.fill("#code", next);
    assert.equal((await visitor.press("main form .btn-primary")).status(), 401);
  });

  await step("a recovery code opens once", async () => {
    const { page } = visitor;
    await page.fill("#code", codes[0].trim().toLowerCase());
    await visitor.press("main form .btn-primary");
    assert.equal(new URL(page.url()).pathname, "/account/factors");
    assert.match(await page.locator("main").innerText(), /còn 9 mã/);
    await look(visitor, "sign-in/factors-after-recovery", { english: false });
    await page.fill("#current", "không phải mật khẩu");
    await visitor.press('button:has-text("Tạo mã mới")');
    assert.match(await page.locator("#current-error").innerText(), /\S{2}/);
    visitor.assertNothingFound();
    await visitor.leave();
  });
});

journey("a passkey", async (step) => {
  let visitor;
  let posted;

  await step("is made on a device that verifies its user", async () => {
    visitor = await Visitor.signIn(browser, server, "dieuphoi");
    const { page } = visitor;
    const devices = await visitor.context.newCDPSession(page);
    await devices.send("WebAuthn.enable");
    await devices.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true,
        isUserVerified: true, automaticPresenceSimulation: true,
      },
    });
    await page.goto("/account/factors");
    await page.fill("#passkey-name", "Máy trực ca");
    await visitor.press("[data-passkey-make] button");
    assert.equal(await page.locator("#codes li").count(), 10, await page.locator("main").innerText());
    await page.goto("/account/factors");
    assert.match(await page.locator("main").innerText(), /Máy trực ca/);
    await look(visitor, "sign-in/factors-passkey", { dark: true });
    visitor.assertNothingFound();
    await leave(visitor);
  });

  await step("opens without name and password", async () => {
    const { page } = visitor;
    await page.goto("/sign-in");
    await page.locator("form[data-passkey-ask]").waitFor();
    await look(visitor, "sign-in/sign-in", { dark: true });
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/sign-in/passkey")) posted = request.postData();
    });
    await visitor.press("form[data-passkey-ask] button");
    assert.equal(await isIn(visitor), true);
    await page.goto("/account/sessions");
    assert.match(await page.locator("main").innerText(), /khóa truy cập/);
    await look(visitor, "sign-in/sessions");
    visitor.assertNothingFound();
  });

  await step("an answer that is sent again is refused, and the refusal says what to do", async () => {
    await leave(visitor);
    const again = await visitor.page.request.post("/sign-in/passkey", {
      data: posted, headers: { "content-type": "application/x-www-form-urlencoded" }, maxRedirects: 0,
    });
    assert.equal(again.status(), 401);
    assert.match(await again.text(), /tải lại trang/i);
    await visitor.leave();
  });

  await step("the password of who has one is not enough; without script the page still works", async () => {
    const other = await Visitor.arrive(browser, server, { javaScriptEnabled: false });
    await other.signIn("dieuphoi");
    assert.equal(new URL(other.page.url()).pathname, "/sign-in/second");
    assert.equal(await other.page.locator("form[data-passkey-ask]").isVisible(), false);
    await other.leave();
  });
});

journey("an OpenID Connect provider", async (step) => {
  let answer;

  /** Goes to the provider as somebody and comes back; gives the visitor. */
  async function come(name) {
    const visitor = await Visitor.arrive(browser, server);
    const { page } = visitor;
    await page.goto("/sign-in");
    await page.click('a[href^="/sign-in/provider"]');
    await page.fill('input[name="login"]', name);
    await page.fill('input[name="password"]', "any");
    await page.click('button[type="submit"]');
    await page.waitForSelector('button[autofocus]');
    page.on("request", (request) => {
      if (request.url().includes("/sign-in/provider/answer?")) answer = request.url();
    });
    await page.click('button[type="submit"]');
    await page.waitForURL((url) => url.href.startsWith(server.url));
    // What is found at the provider is not ours.
    visitor.faults.splice(0);
    return visitor;
  }

  await step("somebody who is mapped comes in as what the mapping says", async () => {
    const visitor = await come("tran.ngoai");
    const { page } = visitor;
    assert.equal(await isIn(visitor), true);
    assert.match(await page.locator("main").innerText(), /tran\.ngoai/);
    await look(visitor, "sign-in/account-by-provider");
    await page.goto("/account/sessions");
    assert.match(await page.locator("main").innerText(), /cổng đăng nhập ngoài/);
    visitor.assertNothingFound();
    await leave(visitor);
    const again = await page.goto(answer);
    assert.equal(again.status(), 401);
    assert.match(await page.locator('[role="alert"]').innerText(), /bắt đầu đăng nhập lại/i);
    await look(visitor, "sign-in/provider-replayed", { english: false });
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("somebody who is not stays outside and reads why", async () => {
    const visitor = await come("nguoi.la");
    assert.match(await visitor.page.locator('[role="alert"]').innerText(), /người quản trị/);
    assert.equal(await isIn(visitor), false);
    await visitor.leave();
  });
});

journey("an invitation", async (step) => {
  let href;

  /** The link in the newest mail of the spool. */
  async function link() {
    const folder = join(server.data, "outbox");
    for (let tries = 0; tries < 100; tries += 1) {
      const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".eml"));
      for (const name of names.sort().reverse()) {
        const mail = await readFile(join(folder, name), "utf8");
        // A Vietnamese text is sent in base64.
        const [, body] = mail.split(/\r?\n\r?\n/, 2);
        const text = Buffer.from(body.replace(/\s/g, ""), "base64").toString("utf8");
        const found = text.match(/\/invitation\/[0-9a-f]{96}/);
        if (found) return found[0];
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error("no invitation in the spool");
  }

  await step("is sent by the administrator", async () => {
    await server.run("user", "reset-factors", "quantri");
    const visitor = await Visitor.signIn(browser, server, "quantri");
    const { page } = visitor;
    await visitor.press('button:has-text("Thêm ứng dụng mã")');
    await page.fill("#code", code(await page.locator("#totp-secret").innerText()));
    await visitor.press('form[action$="/confirm"] .btn-primary');
    await page.goto("/admin/invitations");
    await look(visitor, "sign-in/invitations-empty");
    await page.fill("#name", "Lê Thị Người Mới");
    await page.fill("#login", "nguoi.moi");
    await page.fill("#email", "nguoi.moi@donvi.example");
    await page.selectOption("#body", "team-24");
    await page.check('input[name="roles"][value="unit-officer"]');
    await visitor.press('form[action="/admin/invitations"] .btn-primary');
    assert.match(await page.locator("main").innerText(), /nguoi\.moi/);
    await look(visitor, "sign-in/invitations", { english: false });
    href = await link();
    visitor.assertNothingFound();
    await visitor.leave();
  });

  await step("is accepted once, with a password that nobody guesses first", async () => {
    const visitor = await Visitor.arrive(browser, server);
    const { page } = visitor;
    await page.goto(href);
    await look(visitor, "sign-in/invitation", { dark: true });
    const choose = async (password) => {
      await page.fill("#new", password);
      await page.fill("#again", password);
      return visitor.press("main form .btn-primary");
    };
    assert.equal((await choose("Matkhau@123456")).status(), 422);
    assert.match(await page.locator("#new-error").innerText(), /\S{2}/);
    await choose("một câu dài của riêng mình");
    assert.equal(new URL(page.url()).pathname, "/sign-in");
    await visitor.signIn("nguoi.moi", "một câu dài của riêng mình");
    assert.equal(await isIn(visitor), true);
    await leave(visitor);
    assert.equal((await page.goto(href)).status(), 410);
    assert.match(await page.locator("main").innerText(), /đã được dùng/);
    await look(visitor, "sign-in/invitation-used", { english: false });
    visitor.assertNothingFound();
    await visitor.leave();
  });
});
