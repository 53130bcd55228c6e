import { useEffect, useState } from "react";
import { ApiError, beginOwner } from "./api";
import { UNTITLED, WAITING } from "./draft/refusal";
import type { TextOwner } from "./model";

/** The minimum length of the title for creating an object. */
const TITLE_LENGTH = 3;

/**
 * Dispatched on the form of a new object once it has an address: the drafts of its text and of its fields
 * share the address.
 */
const BEGUN = "octopus:begun";

const begun = new WeakMap<HTMLFormElement, Promise<string>>();

interface Given {
  of: TextOwner;
  memberId: string;
  slug: string;
  basePath: string;
}

/**
 * Returns the address of a form's object. If it has none, creates the object from the form's current values,
 * once however many callers there are. Throws a refusal with the reason `UNTITLED`, or `WAITING` while the
 * title is being typed, as the address is made from the title.
 */
export function beginOnce(form: HTMLFormElement, given: Given): Promise<string> {
  if (given.slug !== "") return Promise.resolve(given.slug);
  const earlier = begun.get(form);
  if (earlier) return earlier;
  const asked = begin(form, given).catch((error: unknown) => {
    begun.delete(form);
    throw error;
  });
  begun.set(form, asked);
  return asked;
}

async function begin(form: HTMLFormElement, { of, memberId, basePath }: Given): Promise<string> {
  const title = fieldOf(form, "title");
  if (form.ownerDocument.activeElement === form.elements.namedItem("title"))
    throw new ApiError(400, "invalid", WAITING, {});
  if ([...title].length < TITLE_LENGTH) throw new ApiError(400, "invalid", UNTITLED, {});
  const begins = Object.fromEntries(of.begins.map((name) => [name, fieldOf(form, name)]));
  const { slug } = await beginOwner(memberId, of, begins);
  const place = `${basePath}/${slug}/edit`;
  // After a reload, members find the object they created.
  history.replaceState(history.state, "", place);
  if (of.movesForm) form.action = place;
  form.dispatchEvent(new CustomEvent(BEGUN, { detail: slug }));
  return slug;
}

/** Returns the address of a form's object once it has one; empty before. */
export function useSlug(form: HTMLFormElement, given: Given): string {
  const [slug, setSlug] = useState(given.slug);
  useEffect(() => {
    const onBegun = (event: Event) => setSlug((event as CustomEvent<string>).detail);
    form.addEventListener(BEGUN, onBegun);
    return () => form.removeEventListener(BEGUN, onBegun);
  }, [form]);
  return slug;
}

/** Returns the trimmed value of a single form field; empty if it is missing. */
export function fieldOf(form: HTMLFormElement, name: string): string {
  // Finds the field by its name alone: the combobox that replaces a long list has the list's id, which
  // `namedItem` would also find.
  const field = [...form.elements].find((one) => one.getAttribute("name") === name);
  const isField =
    field instanceof HTMLInputElement ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement;
  return isField ? field.value.trim() : "";
}
