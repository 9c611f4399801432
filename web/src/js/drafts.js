// "Save and come back": a form with data-draft="name" keeps what was typed in this browser until it is sent.
// Files, secrets and tokens are never kept. The reader can throw the draft away.

const prefix = "draft:";
const month = 30 * 86400 * 1000;

const kept = (field) =>
  field.name && !["file", "password", "hidden", "submit", "button"].includes(field.type) && !("noDraft" in field.dataset);

function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!kept(field)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) (values[field.name] ??= []).push(field.value);
    } else if (field.value) values[field.name] = [field.value];
  }
  return values;
}

function write(form, values) {
  for (const field of form.elements) {
    if (!kept(field) || !(field.name in values)) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = values[field.name].includes(field.value);
    else field.value = values[field.name][0];
  }
}

/** Keeps and restores the drafts of the forms below `root`. */
export function keepDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const key = prefix + form.dataset.draft;
    const notice = document.getElementById(form.dataset.draftNotice);
    let stored = null;
    try {
      stored = JSON.parse(localStorage.getItem(key));
    } catch {
      localStorage.removeItem(key);
    }
    if (stored && Date.now() - stored.at < month && !form.dataset.filled) {
      write(form, stored.values);
      if (notice) notice.hidden = false;
    }
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: read(form) }));
      }, 400);
    });
    notice?.querySelector("[data-discard]")?.addEventListener("click", () => {
      localStorage.removeItem(key);
      form.reset();
      notice.hidden = true;
    });
  }
  // The receipt says which drafts were sent: all whose name begins so.
  for (const element of root.querySelectorAll("[data-draft-sent]")) {
    const sent = prefix + element.dataset.draftSent;
    for (const key of Object.keys(localStorage)) if (key.startsWith(sent)) localStorage.removeItem(key);
  }
}
