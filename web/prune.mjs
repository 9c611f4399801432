// Leaves out of a large style sheet the rules that name a class no page has. Only whole class names count: a word
// that occurs anywhere in a template or script keeps its rules, so nothing written down can lose its style.

/** Index after the block or string that opens at `at`. */
function skip(css, at) {
  const open = css[at];
  if (open === '"' || open === "'") {
    let end = at + 1;
    while (end < css.length && css[end] !== open) end += css[end] === "\\" ? 2 : 1;
    return end + 1;
  }
  const close = open === "{" ? "}" : ")";
  let end = at + 1;
  while (end < css.length && css[end] !== close) {
    end = "{('\"".includes(css[end]) ? skip(css, end) : end + (css[end] === "\\" ? 2 : 1);
  }
  return end + 1;
}

/** Splits at top-level commas. */
function selectors(prelude) {
  const parts = [];
  let from = 0;
  for (let at = 0; at < prelude.length; ) {
    if (prelude[at] === ",") {
      parts.push(prelude.slice(from, at));
      from = at + 1;
    }
    at = "('\"".includes(prelude[at]) ? skip(prelude, at) : at + (prelude[at] === "\\" ? 2 : 1);
  }
  parts.push(prelude.slice(from));
  return parts;
}

function isUsed(selector, words) {
  let plain = selector;
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(/\([^()]*\)/g, "");
  }
  const classes = plain.match(/\.(?:\\.|[\w-])+/g) ?? [];
  return classes.every((name) => words.has(name.slice(1).replace(/\\(.)/g, "$1")));
}

/** The style sheet with only the rules whose classes are all in `words`. */
export function prune(css, words) {
  let kept = "";
  for (let at = 0; at < css.length; ) {
    let end = at;
    while (end < css.length && css[end] !== "{" && css[end] !== ";") {
      end = "('\"".includes(css[end]) ? skip(css, end) : end + (css[end] === "\\" ? 2 : 1);
    }
    const prelude = css.slice(at, end).trim();
    if (end >= css.length) break;
    if (css[end] === ";") {
      kept += `${prelude};`;
      at = end + 1;
      continue;
    }
    const after = skip(css, end);
    const body = css.slice(end + 1, after - 1);
    at = after;
    if (/^@(media|supports|layer|container)/.test(prelude)) {
      const inner = prune(body, words);
      if (inner) kept += `${prelude}{${inner}}`;
    } else if (prelude.startsWith("@")) {
      kept += `${prelude}{${body}}`;
    } else {
      const used = selectors(prelude).filter((selector) => isUsed(selector, words));
      if (used.length > 0) kept += `${used.join(",")}{${body}}`;
    }
  }
  return kept;
}
