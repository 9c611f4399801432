// "Save and come back": a form with data-draft="name" keeps what was typed in this browser until it is sent.
// Files, secrets and tokens are never kept, nor anything of a form that says it is a state secret. The reader can throw
// the draft away; drafts of the desk go when its reader signs out.

const prefix = "draft:";
const month = 30 * 86400 * 1000;

/** Drafts that were sent when the next page says that this was done. */
const sentBy = {
  "notice-submitted": () => "desk-submit",
  "notice-entered": () => "desk-enter",
  "report-saved": (path) => `desk-report-${path.split("/")[2]}-`,
  "report-submitted": (path) => `desk-report-${path.split("/")[2]}-`,
};

const kept = (field) =>
  field.name && !["file", "password", "hidden", "submit", "button"].includes(field.type) && !("noDraft" in field.dataset);

const isSecret = (form) => form.querySelector("[name=secret]:checked")?.value === "yes";

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

/** What is stored under a key; nothing when it is older than a month or cannot be read. */
function stored(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    if (draft && Date.now() - draft.at < month) return draft;
  } catch {
    // Thrown away below.
  }
  localStorage.removeItem(key);
  return null;
}

const drafts = (name) => Object.keys(localStorage).filter((key) => key.startsWith(prefix + name));

/** Throws away the drafts whose name begins so. */
const forget = (name) => drafts(name).forEach((key) => localStorage.removeItem(key));

/** Throws away what was sent, what is old, and on signing out what belongs to the desk. */
export function forgetDrafts() {
  drafts("").forEach(stored);
  const here = new URL(location.href);
  const sent = sentBy[here.searchParams.get("done")];
  if (sent) {
    forget(sent(here.pathname));
    // Said once: what is typed from here on is another draft, also when this page is opened again.
    here.searchParams.delete("done");
    history.replaceState(history.state, "", here);
  }
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === "/sign-out") forget("desk-");
  });
}

/** Keeps and restores the drafts of the forms below `root`. */
export function keepDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const key = prefix + form.dataset.draft;
    const notice = document.getElementById(form.dataset.draftNotice);
    const draft = stored(key);
    if (draft && !form.dataset.filled) {
      write(form, draft.values);
      if (notice) notice.hidden = false;
    }
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      if (isSecret(form)) {
        localStorage.removeItem(key);
        return;
      }
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
  // The page says which drafts were sent: all whose name begins so.
  for (const element of root.querySelectorAll("[data-draft-sent]")) forget(element.dataset.draftSent);
}
