// The pages work without any of this; each module makes one thing more comfortable.
import "htmx.org";
import { watchClocks } from "./clocks.js";
import { offerCopy } from "./copy.js";
import { forgetDrafts, keepDrafts } from "./drafts.js";
import { listenToKeys } from "./keys.js";
import { closeMenus } from "./menus.js";
import { sendOnce } from "./once.js";
import { offerPasskeys } from "./passkeys.js";

const start = (root) => {
  watchClocks(root);
  offerCopy(root);
  keepDrafts(root);
  offerPasskeys(root);
};

listenToKeys();
closeMenus();
sendOnce();
forgetDrafts();
start(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
