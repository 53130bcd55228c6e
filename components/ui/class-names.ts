/** Joins the class names that apply; undefined if there are none, so that no empty attribute is drawn. */
export function classNames(...names: (string | false | null | undefined)[]): string | undefined {
  return names.filter(Boolean).join(" ") || undefined;
}
