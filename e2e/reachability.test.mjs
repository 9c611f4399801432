// 300 contact points are tried through a real mail server: mails arrive, come back, are answered by the button and by a reply;
// officers call, the body above is asked, and the score moves. It says so and stands aside where no mail server can be started.

import assert from "node:assert/strict";
import { chown, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { prepare, serve } from "./lib/deployment.mjs";
import { journey } from "./lib/journal.mjs";
import { look } from "./lib/look.mjs";
import { missing, startPostfix } from "./lib/postfix.mjs";
import { openBrowser, Visitor } from "./lib/visitor.mjs";

const why = missing();
const password = "dau-moi-tren-duong-day";
/** Contact points: the first 200 have a mailbox, 40 none, the mail of 60 is taken and comes back. */
const all = Array.from({ length: 300 }, (_, at) => {
  const name = `dau-moi-${String(at + 1).padStart(3, "0")}`;
  return { name, email: `${name}@${at < 240 ? "hop-thu" : "day"}.example`, phone: `0000 100 ${String(at + 1).padStart(3, "0")}` };
});
const reachable = all.slice(0, 200);
const boxes = [...reachable.map((one) => one.name), "doi-ung-cuu"];

const settings = (port) => (url) => `
[desk]
site = "${url}"
deployment = "Cơ quan điều phối (minh họa)"
mail_from = "tiepnhan@dieuphoi.example"

[mail]
transport = "smtp"

[mail.smtp]
host = "127.0.0.1"
port = ${port}
tls = "none"
`;

const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n");

/** A coordinator with an officer, a provincial team, and 300 bodies with a contact point each. */
async function fill(run, folder) {
  const bodies = csv([
    ["key", "kind", "name", "province", "email"],
    ["dieu-phoi", "national-coordinator", "Cơ quan điều phối (minh họa)", "", "tiepnhan@dieuphoi.example"],
    ["doi-ung-cuu", "provincial-team", "Đội ứng cứu (minh họa)", "24", "doi-ung-cuu@hop-thu.example"],
    ...all.map((one) => [one.name, "operator", `Đơn vị ${one.name} (minh họa)`, "24", one.email]),
  ]);
  const contacts = csv([
    ["body", "kind", "name", "phone", "email", "always"],
    ...all.map((one) => [one.name, "unit", `Trực ban ${one.name}`, one.phone, one.email, "yes"]),
  ]);
  for (const [name, table] of [["bodies.csv", bodies], ["contacts.csv", contacts]]) {
    const file = join(folder, "data", name);
    await writeFile(file, table);
    await chown(file, 65_534, 65_534);
    await run(["network", "import", file, "--write"]);
  }
  await run(["user", "add", "dieuphoi", "--name", "Trần Thị Hoa", "--body", "dieu-phoi", "--role", "coordinator-officer"], `${password}\n`);
}

/** Waits until the program says so. */
async function until(what, holds, seconds = 180) {
  const end = Date.now() + seconds * 1000;
  for (let seen; ; await pause(500)) {
    seen = await what();
    if (holds(seen)) return seen;
    if (Date.now() > end) assert.fail(`still ${JSON.stringify(seen)} after ${seconds} s`);
  }
}

/** Opens the link of a mail and presses the button, as a browser without scripts does. */
async function press(mail, note = "") {
  const link = /http:\/\/127\.0\.0\.1:\d+\/reach\/\S+/.exec(mail.replaceAll("=\n", ""))[0];
  const page = await fetch(link);
  const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
  const [, name, value] = /<input type="hidden" name="(\w+)" value="([^"]+)"/.exec(await page.text());
  const body = new URLSearchParams({ [name]: value, note });
  const answer = await fetch(link, { method: "POST", headers: { cookie: cookies }, body, redirect: "manual" });
  assert.equal(answer.status, 303, link);
}

if (why) {
  test("300 contact points through a mail server", { skip: `left out: ${why}` }, () => {});
} else {
  let place, post, server, browser, token;
  const counts = async (number) => (await server.run(["reach", "show", number])).test.counts;
  const reach = async (name) => Object.values((await server.run(["member", "show", name])).member.reach)[0];

  before(async () => {
    place = await prepare();
    const mailgate = [place.program, "mailgate", "--config", place.config, "--data", join(place.folder, "data")];
    post = await startPostfix(place.folder, { boxes, mailgate });
    server = await serve(place, settings(post.port), (run) => fill(run, place.folder));
    browser = await openBrowser();
    token = (await server.run(["token", "add", "dieuphoi", "--name", "gọi", "--scope", "members:keep"])).secret;
  }, { timeout: 10 * 60_000 });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await post?.stop();
    await place?.leave();
  });

  /** An officer logs calls, as a program at the telephone exchange would. */
  const call = async (number, ones, said) => {
    const rows = (await server.run(["reach", "show", number])).test.trials;
    for (const one of ones) {
      const { trial } = rows.find((row) => row.body_key === one.name);
      const answer = await fetch(`${server.url}/api/v1/reach-trials/${trial.id}/calls`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "if-match": `"${trial.version}"` },
        body: JSON.stringify({ number: one.phone, said, note: "Gọi kiểm tra" }),
      });
      assert.equal(answer.status, 204, await answer.text());
    }
  };

  const number = `KT-${new Date(Date.now() + 7 * 3_600_000).getUTCFullYear()}-000001`;

  journey("300 contact points through a mail server", async (step) => {
    await step("an officer begins a test, and every mail arrives or comes back", async () => {
      assert.deepEqual((await reach("dau-moi-001")).freshness, "never");
      const visitor = await Visitor.arrive(browser, server);
      await visitor.signIn("dieuphoi", password);
      await visitor.page.goto("/network/reach");
      await look(visitor, "network/reach-none");
      await visitor.page.fill("#begin-reason", "Kiểm tra trước đợt nghỉ Tết");
      await visitor.press(visitor.page.locator("#begin .btn-primary"));
      assert.match(visitor.page.url(), new RegExp(number));
      const settled = await until(() => counts(number), (it) => it.mailed === 200 && it.to_call === 100);
      assert.deepEqual(settled, { all: 300, reached: 0, unreached: 0, mailed: 200, to_call: 100, above: 0, bounced: 100 });
      const arrived = await Promise.all(reachable.map(async (one) => (await post.mails(one.name)).length));
      assert.deepEqual(arrived, reachable.map(() => 1), "one mail in every box");
      console.log("after the mails:", JSON.stringify(settled));
      visitor.assertNothingFound();
      await visitor.leave();
    });

    await step("140 press the button and 10 write back", async () => {
      const [first, ...rest] = reachable.slice(0, 140);
      const visitor = await Visitor.arrive(browser, server);
      const [mail] = await post.mails(first.name);
      await visitor.page.goto(/\/reach\/\S+/.exec(mail.replaceAll("=\n", ""))[0]);
      await look(visitor, "network/reach-asked", { dark: true });
      await visitor.press(visitor.page.locator("main .btn-primary"));
      await look(visitor, "network/reach-thanks", { english: false });
      visitor.assertNothingFound();
      await visitor.leave();
      for (const one of rest) await press((await post.mails(one.name))[0]);
      for (const one of reachable.slice(140, 150)) {
        const id = /^Message-ID: (\S+)/im.exec((await post.mails(one.name))[0])[1];
        await post.send(one.email, "tiepnhan@dieuphoi.example", [
          `From: <${one.email}>`, "To: <tiepnhan@dieuphoi.example>", `Message-ID: <tra-loi-${one.name}@hop-thu.example>`,
          `In-Reply-To: ${id}`, "Subject: Re: kiem tra", "", "Da nhan.",
        ]);
      }
      const settled = await until(() => counts(number), (it) => it.reached === 150);
      assert.equal(settled.mailed, 50);
      const { score, freshness, reach: _, ...known } = await reach("dau-moi-001");
      assert.ok(score >= 99 && freshness === "fresh" && known.proven.rung === "mail", JSON.stringify([score, freshness, known]));
      assert.equal((await reach("dau-moi-150")).proven.rung, "mail");
      assert.equal((await reach("dau-moi-151")).freshness, "never");
      assert.equal((await reach("dau-moi-201")).failed.said, "bounced");
      console.log("after the answers:", JSON.stringify(settled));
    });

    await step("an officer calls those whose mail came back; wrong numbers go to the body above", async () => {
      const visitor = await Visitor.arrive(browser, server);
      await visitor.signIn("dieuphoi", password);
      const { page } = visitor;
      await page.goto("/network/reach/calls");
      await look(visitor, "network/reach-calls");
      await page.getByRole("link", { name: `Trực ban ${all[200].name}` }).click();
      await page.check('input[name="said"][value="answered"]');
      await page.fill("#call-note", "Trực ban nghe máy ngay");
      await look(visitor, "network/reach-trial", { english: false });
      await visitor.press(page.locator("#call .btn-primary"));
      await look(visitor, "network/reach-trial-reached", { dark: true, english: false });
      await call(number, all.slice(201, 230), "answered");
      await call(number, all.slice(230, 260), "wrong-number");
      const settled = await until(() => counts(number), (it) => it.above === 30);
      assert.deepEqual(settled, { all: 300, reached: 180, unreached: 0, mailed: 50, to_call: 40, above: 30, bounced: 100 });
      const asked = await until(() => post.mails("doi-ung-cuu"), (mails) => mails.length === 30);
      for (const mail of asked.slice(0, 20)) await press(mail, "Số mới: 0000 200 001");
      const over = await until(() => counts(number), (it) => it.reached === 200);
      assert.deepEqual(over, { all: 300, reached: 200, unreached: 0, mailed: 50, to_call: 40, above: 10, bounced: 100 });
      console.log("after the calls:", JSON.stringify(over));
      const scores = await Promise.all([1, 201, 231, 261, 300].map(async (at) => (await reach(all[at - 1].name)).score));
      console.log("scores of 1, 201, 231, 261, 300:", JSON.stringify(scores));
      await page.goto("/network/reach");
      await look(visitor, "network/reach");
      await page.goto(`/network/reach/${number}`);
      await look(visitor, "network/reach-test");
      await page.goto("/network?type=operator");
      await look(visitor, "network/index-reach", { english: false });
      visitor.assertNothingFound();
      await visitor.leave();
    });

    await step("a mailbox is gone at the next test, and the score of its contact point halves", async () => {
      const one = all[0];
      const before = (await reach(one.name)).score;
      await post.keep(boxes.filter((name) => name !== one.name));
      const begun = await server.run(["reach", "begin", "--body", one.name]);
      await until(() => counts(begun.number), (it) => it.bounced === 1);
      const after = await reach(one.name);
      assert.equal(after.score, Math.floor(before / 2));
      console.log(`score of ${one.name}: ${before} before, ${after.score} after; ${after.freshness}`);
      const visitor = await Visitor.arrive(browser, server);
      await visitor.signIn("dieuphoi", password);
      await visitor.page.goto(`/network/bodies/${one.name}`);
      await look(visitor, "network/body-reach", { english: false });
      visitor.assertNothingFound();
      await visitor.leave();
    });
  });
}
