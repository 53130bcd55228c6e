/** Class names that apply, in one attribute; undefined when none does, so that no empty attribute is drawn. */
export function classNames(...names: (string | false | null | undefined)[]): string | undefined {
  return names.filter(Boolean).join(" ") || undefined;
}
