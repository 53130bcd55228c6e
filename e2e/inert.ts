import type { BrowserContext, Page } from "@playwright/test";
import { expect } from "./fixtures";

/*
 * Checks that a page is inert: nothing in it ran, contacted another site, violated the policy, or is an element
 * that the product does not draw. True for every page, whoever wrote its content.
 */

/** Elements of our pages. Text from users cannot become one of them. */
const ELEMENTS =
  /^(?:html|head|meta|title|link|script|body|a|abbr|article|aside|audio|b|bdi|blockquote|br|button|caption|circle|cite|code|col|colgroup|datalist|dd|defs|del|desc|details|dialog|div|dl|dt|ellipse|em|fieldset|figcaption|figure|footer|form|g|h[1-6]|header|hr|i|img|input|ins|kbd|label|legend|li|line|linearGradient|main|mark|nav|ol|optgroup|option|p|path|pattern|polygon|polyline|pre|progress|q|rect|s|search|section|select|small|span|stop|strong|sub|summary|sup|svg|table|tbody|td|text|textarea|tfoot|th|thead|time|tr|track|tspan|u|ul|use|video|wbr)$/;
/** Attributes that contain code: event handlers. */
const HANDLER = /^on/i;
const ADDRESSES = [
  "href",
  "src",
  "action",
  "formaction",
  "xlink:href",
  "poster",
  "data",
  "srcset",
  "background",
];

export interface Watch {
  /** Unexpected events, in words. Empty on an inert page. */
  complaints: string[];
}

/** Watches every page of a context from its first byte: scripts of others, dialogs, requests elsewhere, the policy. */
export async function watch(context: BrowserContext, origin: string): Promise<Watch> {
  const complaints: string[] = [];
  await context.exposeBinding("reportToTest", (_source, text: string) => complaints.push(text));
  await context.addInitScript(() => {
    const { reportToTest } = window as unknown as { reportToTest: (text: string) => void };
    for (const name of ["pwn", "alert", "confirm", "prompt", "print", "open"])
      Object.defineProperty(window, name, { value: () => reportToTest(`${name} was called`) });
    document.addEventListener("securitypolicyviolation", (event) =>
      reportToTest(
        `${location.pathname} breaks ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`,
      ),
    );
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(?:https?|wss?|ftp):$/.test(url.protocol) && url.origin !== origin)
      complaints.push(`asks ${url.href}`);
  });
  context.on("dialog", (dialog) => {
    // The browser's own prompt about unsaved changes.
    if (dialog.type() === "beforeunload") return void dialog.accept();
    complaints.push(`a dialog says ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("weberror", (error) => complaints.push(`throws ${error.error().message}`));
  return { complaints };
}

interface Strange {
  elements: string[];
  attributes: string[];
  addresses: string[];
  scripts: string[];
}

/**
 * Finds elements and attributes that our pages never contain. Runs in the browser, so it cannot use anything
 * outside this function.
 */
function findStrange(rules: { elements: string; handler: string; addresses: string[] }): Strange {
  const strange: Strange = { elements: [], attributes: [], addresses: [], scripts: [] };
  const element = new RegExp(rules.elements);
  const handler = new RegExp(rules.handler, "i");
  // Without scripts a placeholder contains one link to our own page.
  const ownLink = /^<a class="btn[\w ]*" href="\/(?![\\/])[^"<>]*"(?: rel="nofollow")?>[^<>]*<\/a>$/;
  // The editor tells its style sheet the height of a line.
  const isMeasure = /^--save-line: \d+px;$/;
  const isStrangeAttribute = (node: Element, key: string, value: string) =>
    handler.test(key) ||
    /^(?:is|slot|srcdoc)$/.test(key) ||
    (key === "style" && !node.closest("[contenteditable]") && !isMeasure.test(value)) ||
    (key === "popover" && value !== "" && value !== "auto") ||
    (key === "autofocus" && !node.matches(".errsum"));
  const isStrangeAddress = (node: Element, key: string, value: string) =>
    rules.addresses.includes(key) &&
    !/^(?:https?:\/\/|mailto:|tel:|\/(?![\\/])|#|\?|$)/.test(value.trim()) &&
    !(node.matches("link[rel=icon]") && value.startsWith("data:image/"));
  for (const node of document.querySelectorAll("*")) {
    const name = node.localName;
    // The site stores parts for its scripts in templates outside the main element.
    const isOwnTemplate =
      (name === "template" &&
        (!node.closest("main") ||
          node.matches("[data-upload-row], #own-pending, #verify-section, #unread-mark, #to-patrol"))) ||
      (name === "noscript" &&
        (node.closest("form") !== null ||
          node.matches("[data-plain-form]") ||
          ownLink.test(node.innerHTML) ||
          !node.innerHTML.includes("<")));
    if (!element.test(name) && !isOwnTemplate) strange.elements.push(node.outerHTML.slice(0, 120));
    for (const { name: key, value } of node.attributes) {
      const shown = `${name} ${key}=${value.slice(0, 80)}`;
      if (isStrangeAttribute(node, key, value)) strange.attributes.push(shown);
      if (isStrangeAddress(node, key, value)) strange.addresses.push(shown);
    }
    if (name === "script" && (!node.getAttribute("src")?.startsWith("/assets/") || node.textContent !== ""))
      strange.scripts.push(node.outerHTML.slice(0, 120));
  }
  return strange;
}

const RULES = { elements: ELEMENTS.source, handler: HANDLER.source, addresses: ADDRESSES };
const NOTHING: Strange = { elements: [], attributes: [], addresses: [], scripts: [] };

/**
 * Fails if the page contains markup that our pages never contain: a script or style, a handler, a foreign
 * element.
 */
export async function expectOwnMarkup(page: Page): Promise<void> {
  expect([page.url(), await page.evaluate(findStrange, RULES)]).toEqual([page.url(), NOTHING]);
}

/** Fails if the page contains or did something that our pages never do. */
export async function expectInert(page: Page, seen: Watch): Promise<void> {
  await expectOwnMarkup(page);
  expect(seen.complaints).toEqual([]);
}

/** Fails if one of these texts is not in the page as plain text, letter by letter. */
export async function expectTexts(page: Page, texts: readonly string[], place = "main"): Promise<void> {
  const missing = await page.evaluate(
    ([selector, wanted]) => {
      const main = document.querySelector(selector);
      const fields = [...(main?.querySelectorAll("input, textarea") ?? [])].map(
        (one) => (one as HTMLInputElement).value,
      );
      const shown = [main?.textContent ?? "", ...fields].join("\n");
      return wanted.filter((text) => !shown.includes(text));
    },
    [place, [...texts]] as const,
  );
  expect([page.url(), missing]).toEqual([page.url(), []]);
}
