import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** A component as documents draw it. */
export function markup(element: ReactElement): string {
  return renderToStaticMarkup(element);
}

/** A text as it is written into a page, within an element or an attribute. */
export const escapedInMarkup = (text: string): string => renderToStaticMarkup(text);

/** The values that an attribute has in some markup, in their order. */
export function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "gi"))].map((match) => match[1] ?? "");
}

/** The ids that the markup refers to (labels, descriptions, links into the page) and does not hold. */
export function danglingIds(html: string): string[] {
  const ids = new Set(attributes(html, "id"));
  const refers = [
    ...attributes(html, "for"),
    ...attributes(html, "aria-describedby").flatMap((value) => value.split(" ")),
    ...attributes(html, "aria-labelledby").flatMap((value) => value.split(" ")),
    ...attributes(html, "popovertarget"),
    ...attributes(html, "href")
      .filter((href) => href.startsWith("#") && href.length > 1)
      .map((href) => href.slice(1)),
  ];
  return [...new Set(refers)].filter((id) => !ids.has(id));
}
