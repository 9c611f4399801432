// A form that is posted is sent once: while its answer is on the way, pressing again does nothing. Forms whose answer
// leaves the page as it is (a file to be saved) say data-repeats.

/** After so long a form may be sent again, for whoever stopped the browser half-way. */
const patience = 30_000;

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

/** Guards every posted form of the page. What a script sends by itself is prevented before it comes here. */
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post" || "repeats" in form.dataset) return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), patience);
  });
  // What was changed is something else to send; and a page that is gone back to can be sent again.
  document.addEventListener("input", (event) => {
    if (event.target.form?.dataset.sent === "") release(event.target.form);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) release(form);
  });
}
