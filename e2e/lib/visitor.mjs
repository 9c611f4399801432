// Somebody in front of a browser. What a reader of the page would not notice – errors in the console, blocked scripts,
// missing files, requests to other hosts – is gathered as faults while they go about.

import { chromium } from "playwright-core";

const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Faults of pages that could be used all the same. */
export class Found extends Error {
  /** @param {string[]} faults */
  constructor(faults) {
    super(`${faults.length} faults:\n  ${faults.join("\n  ")}`);
    this.name = "Found";
    this.stack = this.message;
  }
}

/** The browser; CHROMIUM names its program. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, headless: true });
}

/** A visitor of the service with a browser profile of their own. */
export class Visitor {
  /** @param {import("playwright-core").BrowserContext} context */
  constructor(context, page, server) {
    this.context = context;
    this.page = page;
    this.server = server;
    /** What was found, as sentences. */
    this.faults = [];
    this.#watch();
  }

  /** A stranger. `options` go to the browser context, such as `javaScriptEnabled`. */
  static async arrive(browser, server, options = {}) {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(20_000);
    return new Visitor(context, await context.newPage(), server);
  }

  /** Somebody who signs in with an account of the demonstration. */
  static async signIn(browser, server, login, options) {
    const visitor = await Visitor.arrive(browser, server, options);
    await visitor.signIn(login);
    return visitor;
  }

  /** Signs in; gives the answer of the server. */
  async signIn(login, password = this.server.signIns.find((one) => one.login === login)?.password) {
    await this.page.goto("/sign-in");
    await this.page.fill("#name", login);
    await this.page.fill("#password", password);
    return this.press("main form .btn-primary");
  }

  /** Presses something that leads to a page, and waits for that page; gives the answer of the server. */
  async press(target) {
    const place = typeof target === "string" ? this.page.locator(target) : target;
    const [answer] = await Promise.all([
      this.page.waitForResponse((r) => r.request().isNavigationRequest() && ![301, 302, 303, 307].includes(r.status())),
      place.click(),
    ]);
    await this.page.waitForLoadState("load");
    return answer;
  }

  /** Chooses the language without leaving the page. */
  async speak(lang) {
    await this.context.addCookies([{ name: "uc_lang", value: lang, url: this.server.url }]);
  }

  /** The token that this page's forms carry. */
  token() {
    return this.page.locator('input[name="csrf"]').first().inputValue();
  }

  /** Posts past the page, as a program would, without following where it leads. */
  post(path, form) {
    return this.page.request.post(path, { form, maxRedirects: 0 });
  }

  /** Fails with everything found so far; afterwards nothing is held against the pages any more. */
  assertNothingFound() {
    const found = [...new Set(this.faults.splice(0))];
    if (found.length > 0) throw new Found(found);
  }

  /** Closes the browser profile. */
  leave() {
    return this.context.close();
  }

  #watch() {
    const { page, faults } = this;
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      // The browser also reports the status of a page that says no; that answer is looked at by the test itself.
      const answered = message.text().startsWith("Failed to load resource: the server responded with a status of");
      if (!answered) faults.push(`${page.url()}: console: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`${page.url()}: script: ${error.message}`));
    page.on("response", (response) => {
      const navigation = response.request().isNavigationRequest();
      if (!navigation && response.status() >= 400) faults.push(`${page.url()}: ${response.url()} answered ${response.status()}`);
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(this.server.url) && !url.startsWith("data:")) faults.push(`${page.url()}: asks ${url}`);
    });
  }
}
