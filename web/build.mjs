// Builds web/dist from the npm packages and web/src: bundled script and styles, an icon sprite of the icons
// that the templates name, fonts, and manifest.json (plain name → name with the hash of the content).
// The same input gives the same bytes. `--check` builds in memory and only reports.

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { prune } from "./prune.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "dist");
const packages = join(here, "node_modules");
const templates = resolve(here, "../templates");
const onlyCheck = process.argv.includes("--check");

/** Text of every file below a folder whose name has one of the endings, without template comments. */
function texts(folder, endings) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return texts(path, endings);
      return endings.includes(extname(name)) ? [readFileSync(path, "utf8").replace(/{#[\s\S]*?#}/g, "")] : [];
    });
}

const pages = texts(templates, [".html"]);

/** Every icon name that a template writes as icon("…"), icon: "…" or icon="…". */
function iconNames() {
  const names = new Set();
  for (const text of pages) {
    for (const match of text.matchAll(/\bicon"?\s*[(:=]\s*"([a-z0-9-]+)"/g)) names.add(match[1]);
  }
  return [...names].sort();
}

/** Leaves out the framework's rules for classes that no template and no script names. */
const withoutUnused = {
  name: "without-unused",
  setup(hooks) {
    const words = new Set([...pages, ...texts(join(here, "src/js"), [".js"])].join(" ").match(/[\w-]+/g));
    hooks.onLoad({ filter: /tabler\.min\.css$/ }, ({ path }) => ({
      contents: prune(readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, ""), words),
      loader: "css",
    }));
  },
};

/** One SVG file with a symbol an icon; stroke settings are inherited from the page's CSS. */
function sprite() {
  const symbols = iconNames().map((name) => {
    const path = join(packages, "@tabler/icons/icons/outline", `${name}.svg`);
    if (!existsSync(path)) throw new Error(`the icon set has no icon "${name}"`);
    const body = readFileSync(path, "utf8")
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(/^[\s\S]*?<svg[\s\S]*?>/, "")
      .replace(/<\/svg>\s*$/, "")
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
      .replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

const manifest = {};
const files = new Map();

/** Keeps a file under a name with its hash and notes it in the manifest. */
function keep(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const ending = extname(name);
  const hashed = `${name.slice(0, -ending.length)}-${hash}${ending}`;
  manifest[name] = hashed;
  files.set(hashed, bytes);
}

const bundled = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/js/app.js", theme: "src/js/theme.js", styles: "src/css/app.css" },
  outdir: out,
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome100", "firefox100", "safari15"],
  loader: { ".woff2": "file", ".woff": "empty" },
  assetNames: "fonts/[name]-[hash]",
  plugins: [withoutUnused],
  legalComments: "none",
  logLevel: "warning",
});
for (const file of bundled.outputFiles.sort((a, b) => a.path.localeCompare(b.path))) {
  const name = file.path.slice(out.length + 1);
  if (name.startsWith("fonts/")) files.set(name, Buffer.from(file.contents));
  else keep(name === "styles.css" ? "app.css" : name, file.contents);
}
keep("icons.svg", sprite());
keep("favicon.svg", readFileSync(join(here, "src/images/favicon.svg")));

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => a.localeCompare(b)));
if (!onlyCheck) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "fonts"), { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(out, name), bytes);
  writeFileSync(join(out, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
  // The document room needs the Times-metric faces under stable names.
  const faces = { Regular: "400Regular", Bold: "700Bold", Italic: "400Regular_Italic", BoldItalic: "700Bold_Italic" };
  for (const [name, folder] of Object.entries(faces)) {
    const source = join(packages, "@expo-google-fonts/tinos", folder, `Tinos_${folder}.ttf`);
    copyFileSync(source, join(out, "fonts", `Tinos-${name}.ttf`));
  }
}

/** What the licences of the bundled packages ask to be passed on. */
function licences() {
  const { devDependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  return Object.keys(devDependencies)
    .filter((name) => name !== "esbuild")
    .sort()
    .map((name) => {
      const folder = join(packages, name);
      const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file)).sort();
      const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
      return [`${name} ${version} (${license})`, ...texts].join("\n\n");
    })
    .join("\n\n----\n\n");
}

if (!onlyCheck) writeFileSync(join(out, "LICENSES.txt"), `${licences()}\n`);
for (const [name, bytes] of files) console.log(`${String(bytes.length).padStart(8)}  ${name}`);
