import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";

type CreateOptions = Parameters<typeof startRegistration>[0]["optionsJSON"];
type AskOptions = Parameters<typeof startAuthentication>[0]["optionsJSON"];

/** Challenges are valid for ten minutes; the one prepared for the fields of a page is renewed before that. */
const RENEW_MS = 8 * 60_000;

/** The page is older than the session or the confirmation that it needs: reloading it leads to what is missing. */
class PageIsOld extends Error {}

/** Fetches a new challenge. Returns null if there is no passkey to ask for. */
async function askFor(ceremony: string): Promise<(CreateOptions & AskOptions) | null> {
  const response = await fetch(`/api/passkeys/options?for=${ceremony}`, {
    headers: { accept: "application/json" },
  });
  if (response.status === 401 || response.status === 403) throw new PageIsOld();
  if (!response.ok) throw new Error(`the options were answered with ${response.status}`);
  const { options } = (await response.json()) as { options: (CreateOptions & AskOptions) | null };
  return options;
}

/** Checks whether the site's passkeys can be used on this page: not at another address of the site. */
const isAtHome = (options: CreateOptions & AskOptions) => {
  const host = options.rpId ?? options.rp?.id ?? "";
  return location.hostname === host || location.hostname.endsWith(`.${host}`);
};

/** Shows why the passkey was not accepted. Until then the element is hidden and not an alert. */
function say(place: HTMLElement, words: string): void {
  place.textContent = words;
  place.hidden = words === "";
  if (words === "") place.removeAttribute("role");
  else place.setAttribute("role", "alert");
}

function startPasskeyForm(part: HTMLElement): void {
  const form = part.querySelector("form");
  const answer = form?.querySelector<HTMLInputElement>("input[name=signedCode]");
  const said = part.querySelector<HTMLElement>("[data-failed]");
  const ceremony = part.dataset.passkey ?? "";
  if (!form || !answer || !said) return;
  const send = (value: unknown) => {
    answer.value = JSON.stringify(value);
    form.submit();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say(said, "");
    try {
      const options = await askFor(ceremony);
      if (!options) throw new Error("no passkey");
      send(
        ceremony === "add"
          ? await startRegistration({ optionsJSON: options })
          : await startAuthentication({ optionsJSON: options }),
      );
    } catch (error) {
      if (error instanceof PageIsOld) return location.reload();
      const isKnown = error instanceof Error && error.name === "InvalidStateError";
      say(said, (isKnown ? said.dataset.known : said.dataset.failed) ?? "");
      for (const button of form.querySelectorAll("button")) button.disabled = false;
    }
  });
  void show(part, ceremony, send);
}

/** Shows the form if passkeys work here; at sign-in passkeys are also offered by autofill. */
async function show(part: HTMLElement, ceremony: string, send: (value: unknown) => void): Promise<void> {
  // Adding a passkey replaces the stored challenge, so it is fetched when the button is pressed.
  if (ceremony === "add") {
    part.hidden = false;
    return;
  }
  try {
    const options = await askFor(ceremony);
    if (!options || !isAtHome(options)) return;
    part.hidden = false;
    if (ceremony !== "sign-in" || !(await browserSupportsWebAuthnAutofill())) return;
    void offerAmongFields(options, send);
  } catch {
    // Offline, or too many requests: the password still works.
  }
}

/** Offers passkeys by autofill, until one is chosen or the button requests one. */
async function offerAmongFields(options: AskOptions, send: (value: unknown) => void): Promise<void> {
  let isRenewed = false;
  const timer = window.setTimeout(async () => {
    isRenewed = true;
    const next = await askFor("sign-in").catch(() => null);
    if (next) void offerAmongFields(next, send);
  }, RENEW_MS);
  try {
    send(await startAuthentication({ optionsJSON: options, useBrowserAutofill: true }));
  } catch {
    // Another request replaced it, or the user cancelled.
  } finally {
    if (!isRenewed) window.clearTimeout(timer);
  }
}

for (const part of document.querySelectorAll<HTMLElement>("[data-passkey]")) {
  if (browserSupportsWebAuthn()) startPasskeyForm(part);
}
