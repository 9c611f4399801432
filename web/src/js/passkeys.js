// Passkeys: <form data-passkey-ask> signs in with one, <div data-passkey-make> inside a form makes one. Both are hidden
// until it is known that the browser can; the answer of the device goes into the hidden fields of the form and is posted.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const words = (list) => list.split(" ").filter((word) => word !== "");

function ask({ challenge, party }) {
  return navigator.credentials.get({
    publicKey: { challenge: bytes(challenge), rpId: party, userVerification: "required", timeout: 120_000 },
  });
}

function make(data) {
  return navigator.credentials.create({
    publicKey: {
      challenge: bytes(data.challenge),
      rp: { id: data.party, name: data.partyName },
      user: { id: bytes(data.user), name: data.login, displayName: data.name },
      pubKeyCredParams: words(data.algorithms).map((alg) => ({ type: "public-key", alg: Number(alg) })),
      excludeCredentials: words(data.have).map((id) => ({ type: "public-key", id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none",
      timeout: 120_000,
    },
  });
}

/** Puts the fields of an answer into the form. */
function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) form.elements.namedItem(name).value = value;
}

/** Lets the button ask the device first; the form goes on its way with what the device answers. */
function before(button, place, act) {
  const said = place.querySelector("[data-passkey-said]");
  let answered = false;
  button.addEventListener("click", async (event) => {
    if (answered) return;
    event.preventDefault();
    said.textContent = "";
    button.disabled = true;
    try {
      fill(button.form, await act());
      answered = true;
      button.disabled = false;
      button.form.requestSubmit(button);
    } catch {
      said.textContent = said.dataset.failed;
    } finally {
      button.disabled = false;
    }
  });
}

function offerSignIn(form) {
  form.hidden = false;
  before(form.querySelector("button"), form, async () => {
    const { rawId, response } = await ask(form.dataset);
    return {
      credential: text(rawId),
      client_data: text(response.clientDataJSON),
      authenticator_data: text(response.authenticatorData),
      signature: text(response.signature),
    };
  });
}

function offerMaking(place) {
  place.hidden = false;
  for (const instead of document.querySelectorAll("[data-without-passkeys]")) instead.hidden = true;
  before(place.querySelector("button"), place, async () => {
    const { response } = await make(place.dataset);
    return { client_data: text(response.clientDataJSON), attestation: text(response.attestationObject) };
  });
}

/** Shows what is about passkeys below `root` and makes it work, where the browser knows them. */
export function offerPasskeys(root) {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  root.querySelectorAll("form[data-passkey-ask]").forEach(offerSignIn);
  root.querySelectorAll("[data-passkey-make]").forEach(offerMaking);
}
