import { useEffect, useState } from "react";
import { ApiError, beginOwner } from "./api";
import { UNTITLED, WAITING } from "./draft/refusal";
import type { TextOwner } from "./model";

/** The shortest title that something may begin with. */
const TITLE_LENGTH = 3;

/** Said on the form of something new once it has an address: the draft of its text and that of its fields share it. */
const BEGUN = "octopus:begun";

const begun = new WeakMap<HTMLFormElement, Promise<string>>();

interface Given {
  of: TextOwner;
  memberId: string;
  slug: string;
  basePath: string;
}

/**
 * The address of what a form is about: begun with what the form says so far where there is none yet, once however many
 * ask. Throws a refusal with the reason `UNTITLED`, or `WAITING` while the title is being typed: its address is made
 * of it.
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
  // Whoever opens the page again finds what they began.
  history.replaceState(history.state, "", place);
  if (of.movesForm) form.action = place;
  form.dispatchEvent(new CustomEvent(BEGUN, { detail: slug }));
  return slug;
}

/** The address of what a form is about, from when on it has one; empty before. */
export function useSlug(form: HTMLFormElement, given: Given): string {
  const [slug, setSlug] = useState(given.slug);
  useEffect(() => {
    const onBegun = (event: Event) => setSlug((event as CustomEvent<string>).detail);
    form.addEventListener(BEGUN, onBegun);
    return () => form.removeEventListener(BEGUN, onBegun);
  }, [form]);
  return slug;
}

/** The value of a lone field of a form, without spaces round it; empty where there is none. */
export function fieldOf(form: HTMLFormElement, name: string): string {
  // By its name alone: the field in place of a long list has the list's id, which `namedItem` would find as well.
  const field = [...form.elements].find((one) => one.getAttribute("name") === name);
  const isField =
    field instanceof HTMLInputElement ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement;
  return isField ? field.value.trim() : "";
}
