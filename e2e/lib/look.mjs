// A look at a page: screenshots in two widths, two languages and two sets of colours, accessibility by axe, reflow.
// What is wrong is added to the visitor's faults, so that one run tells everything.

import { readFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const pictures = fileURLToPath(new URL("../screenshots", import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const narrowest = { width: 320, height: 700 };
/** No picture is taller, in CSS pixels. */
const tallest = 8000;

await mkdir(pictures, { recursive: true });

/** Where a picture of this name is kept. */
export const picture = (name) => join(pictures, `${name}.png`);

/**
 * Looks at the page the visitor has open.
 * @param {import("./visitor.mjs").Visitor} visitor
 * @param {string} name how its pictures are called
 * @param {{dark?: boolean, english?: boolean, pictures?: boolean}} [how] `english` loads the page again, so not for the answer to a post
 */
export async function look(visitor, name, { dark = false, english = true, pictures: shown = true } = {}) {
  const { page } = visitor;
  await page.setViewportSize(wide);
  await rest(page);
  await words(visitor, name);
  await check(visitor, `${name} at 1440`);
  if (shown) await shoot(page, `${name}-1440-vi`);
  if (dark) {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator('html[data-bs-theme="dark"]').waitFor({ state: "attached", timeout: 60_000 });
    await rest(page);
    await check(visitor, `${name} in the dark`);
    await shoot(page, `${name}-1440-vi-dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await page.locator('html[data-bs-theme="light"]').waitFor({ state: "attached", timeout: 60_000 });
    await rest(page);
  }
  await page.setViewportSize(phone);
  await reflow(visitor, name, phone.width);
  await check(visitor, `${name} at 390`);
  if (shown) await shoot(page, `${name}-390-vi`);
  await page.setViewportSize(narrowest);
  await reflow(visitor, name, narrowest.width);
  await page.setViewportSize(wide);
  if (english) await lookInEnglish(visitor, name, shown);
}

/** The same page in English; then back to Vietnamese. */
async function lookInEnglish(visitor, name, shown) {
  const { page } = visitor;
  const here = page.url();
  await visitor.speak("en");
  await page.goto(here);
  await rest(page);
  const lang = await page.locator("html").getAttribute("lang");
  if (lang !== "en") visitor.faults.push(`${name}: asked for English, the page says lang="${lang}"`);
  await words(visitor, `${name} in English`);
  if (shown) await shoot(page, `${name}-1440-en`);
  await page.setViewportSize(phone);
  await reflow(visitor, `${name} in English`, phone.width);
  if (shown) await shoot(page, `${name}-390-en`);
  await page.setViewportSize(wide);
  await visitor.speak("vi");
  await page.goto(here);
}

/** Waits until nothing on the page changes by itself any more. */
async function rest(page) {
  await page.waitForLoadState("load");
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
  });
}

async function shoot(page, name) {
  const clip = await page.evaluate((tallest) => {
    window.scrollTo(0, 0);
    const { clientWidth, scrollHeight } = document.documentElement;
    return { x: 0, y: 0, width: clientWidth, height: Math.min(scrollHeight, tallest) };
  }, tallest);
  // Hiding the caret would need a style of its own, which the page's policy forbids.
  await page.screenshot({ path: picture(name), fullPage: true, clip, caret: "initial", timeout: 60_000 });
}

/** A title of its own, one first heading, no phrase that is missing and no value that was not put in. */
async function words({ page, faults }, name) {
  const title = await page.title();
  if (!/^\S.* · \S/.test(title)) faults.push(`${name}: title "${title}"`);
  const headings = await page.locator("h1").count();
  if (headings !== 1) faults.push(`${name}: ${headings} first headings`);
  const shown = await page.locator("body").innerText();
  // What stands as code is quoted from a file and may look like anything.
  const quoted = await page.locator("code").allInnerTexts();
  const text = quoted.filter(Boolean).reduce((rest, code) => rest.replaceAll(code, ""), shown);
  // Some controls carry their words as attributes.
  const said = await page.evaluate(() =>
    [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
      .flatMap((e) => [e.getAttribute("aria-label"), e.getAttribute("title"), e.getAttribute("placeholder")])
      .join("\n"));
  for (const wrong of `${title}\n${text}\n${said}`.matchAll(/\[[a-z][a-z0-9_-]*\]|\{\s*\$[a-z_]+\s*\}|\bundefined\b|\bNaN\b|\{\{|\}\}/g)) {
    faults.push(`${name}: raw words "${wrong[0]}"`);
  }
}

/** Nothing makes the page scroll sideways. */
async function reflow({ page, faults }, name, width) {
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    const excess = root.scrollWidth - root.clientWidth;
    if (excess <= 0) return null;
    const wide = [...document.body.querySelectorAll("*")]
      .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".table-wrap, .tabs, pre, .visually-hidden"))
      .slice(0, 3)
      .map((e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ""}.${[...e.classList].join(".")}`);
    return `${excess} px too wide (${wide.join(", ")})`;
  });
  if (over) faults.push(`${name} at ${width}: ${over}`);
}

/** Asks axe. */
async function check({ page, faults }, name) {
  // Evaluated by the debugger, so that the page's policy for scripts stays as it is.
  await page.evaluate(axe);
  const violations = await page.evaluate(async (only) => {
    const found = await window.axe.run(document, { runOnly: only, resultTypes: ["violations"] });
    return found.violations.map((v) => ({ id: v.id, nodes: v.nodes.map((n) => ({ at: n.target.join(" "), why: n.failureSummary })) }));
  }, rules);
  for (const { id, nodes } of violations) {
    const [first] = nodes;
    faults.push(`${name}: axe ${id} ×${nodes.length}: ${first.at} – ${first.why.replace(/\s+/g, " ").slice(0, 260)}`);
  }
}
