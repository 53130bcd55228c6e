import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** Draws a component as documents do. */
export function markup(element: ReactElement): string {
  return renderToStaticMarkup(element);
}

/** Returns a text as escaped on a page, in an element or an attribute. */
export const escapedInMarkup = (text: string): string => renderToStaticMarkup(text);

/** Returns the values of an attribute in some markup, in order. */
export function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "gi"))].map((match) => match[1] ?? "");
}

/** Returns the ids that the markup refers to (labels, descriptions, links within the page) but does not contain. */
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
