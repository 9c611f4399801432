// Keeps "time left" true while a page stays open. The words come from the page:
// <span data-due="RFC 3339" data-left="còn {}" data-over="quá hạn {}" data-units="ngày giờ phút">.

const units = [["d", 86400], ["h", 3600], ["m", 60]];
let timer;

function words(element, seconds) {
  const names = element.dataset.units.split("|");
  let rest = Math.abs(seconds);
  const parts = [];
  let last;
  units.forEach(([, size], index) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 && parts.length < 2 && (parts.length === 0 || last === index - 1)) {
      parts.push(`${count} ${names[index]}`);
      last = index;
    }
  });
  const span = parts.length ? parts.join(" ") : `0 ${names[2]}`;
  return (seconds < 0 ? element.dataset.over : element.dataset.left).replace("{}", span);
}

function refresh() {
  for (const element of document.querySelectorAll("[data-due]")) {
    const seconds = Math.floor((Date.parse(element.dataset.due) - Date.now()) / 1000);
    if (Number.isFinite(seconds)) element.textContent = words(element, seconds);
  }
}

/** Starts refreshing once a minute when the page has a running clock. */
export function watchClocks(root) {
  if (timer || !root.querySelector("[data-due]")) return;
  timer = setInterval(refresh, 60000);
}
