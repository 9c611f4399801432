// Copy buttons: <button data-copy="id of the element" data-done="Copied">. Shown only where copying works.

/** Shows the copy buttons below `root` and makes them work. */
export function offerCopy(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      if (!source) return;
      await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
      const status = button.querySelector("[data-said]") ?? button;
      const before = status.textContent;
      status.textContent = button.dataset.done;
      setTimeout(() => { status.textContent = before; }, 2000);
    });
  }
}
