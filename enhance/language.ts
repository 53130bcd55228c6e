import { frontPageOf, offeredLanguage } from "./language-choice";

const CHOSEN = "octopus-language";
const DISMISSED = "octopus-language-offer";
/** Enough time for signing in with a code or by a provider. */
const SIGN_IN_SECONDS = 3600;

/** The signed-in member, from `octopus:me` or their own page. */
interface Own {
  locale: string;
  drawnFor: string;
}

let own: Own | null = null;

/**
 * Offers the page in the reader's language, and applies a chosen one at once: on this device and, for members,
 * in the account.
 */
export function startLanguage(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("a[data-language]");
    if (link?.dataset.language) choose(link.dataset.language);
  });
  const front = frontPageOf(location.pathname, {
    page: document.documentElement.lang,
    chosen: read(localStorage, CHOSEN),
  });
  // A choice from the time when the site was offered in that language leads nowhere.
  if (front !== null && document.querySelector(`a[data-language][href="${front}"]`)) {
    location.replace(front + location.search + location.hash);
    return;
  }
  tellSignIn();
  const locale = document.querySelector<HTMLElement>("[data-own-language]")?.dataset.ownLanguage;
  if (locale !== undefined) {
    const drawnFor = document.querySelector<HTMLInputElement>('input[name="drawn-for"]')?.value ?? "";
    knowReader({ locale, drawnFor });
    return;
  }
  document.addEventListener("octopus:me", (event) => {
    knowReader((event as CustomEvent<{ member: Own | null }>).detail.member);
  });
}

function knowReader(member: Own | null): void {
  own = member;
  const unsaved = read(sessionStorage, CHOSEN);
  if (unsaved !== null) {
    write(sessionStorage, CHOSEN, null);
    save(unsaved);
  }
  offer();
}

function choose(language: string): void {
  write(localStorage, CHOSEN, language);
  // A new choice overrides an earlier dismissal.
  write(localStorage, DISMISSED, null);
  hideOffer();
  // Chosen before the reader was known: the next page saves it.
  if (own) save(language);
  else if (document.cookie.includes("octopus-in=1")) write(sessionStorage, CHOSEN, language);
}

/**
 * Saves a choice to the account; the request continues after the page is left. If it fails, the choice stays on
 * this device.
 */
function save(language: string): void {
  if (!own || own.locale === language) return;
  const body = new URLSearchParams({ form: "language", language, "drawn-for": own.drawnFor });
  own = { ...own, locale: language };
  fetch("/me/notifications", { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
}

/**
 * Tells the server before sign-in which language was chosen on this device, by a cookie, so that it continues
 * in that language and not the account's. The server deletes the cookie.
 */
function tellSignIn(): void {
  const chosen = read(localStorage, CHOSEN);
  if (chosen === null || !/^(?:\/[a-z]{2})?\/(?:signin|join)(?:\/|$)/.test(location.pathname)) return;
  const [prefix, secure] = location.protocol === "https:" ? ["__Host-", "; Secure"] : ["", ""];
  const value = encodeURIComponent(chosen);
  // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one is not in every browser.
  document.cookie = `${prefix}${CHOSEN}=${value}; Path=/; SameSite=Lax; Max-Age=${SIGN_IN_SECONDS}${secure}`;
}

function offer(): void {
  const place = document.querySelector<HTMLElement>("[data-language-offer]");
  const template = document.getElementById("language-offers");
  const language = offeredLanguage({
    page: document.documentElement.lang,
    chosen: read(localStorage, CHOSEN),
    hasDismissed: read(localStorage, DISMISSED) !== null,
    profile: own?.locale ?? null,
    browser: navigator.languages,
  });
  if (!place || !(template instanceof HTMLTemplateElement) || language === null) return;
  const words = template.content.querySelector<HTMLElement>(`section[lang="${language}"]`);
  if (!words) return;
  place.replaceChildren(words.cloneNode(true));
  place.querySelector("button")?.addEventListener("click", () => {
    write(localStorage, DISMISSED, "dismissed");
    hideOffer();
    // The focus was in the removed offer.
    document.getElementById("main")?.focus({ preventScroll: true });
  });
}

function hideOffer(): void {
  document.querySelector("[data-language-offer]")?.replaceChildren();
}

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function write(storage: Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, value);
  } catch {
    // Without storage, the browser still continues to the page.
  }
}
