import type { Actor } from "@/lib/core/actor";
import { formList } from "@/lib/core/form-list";
import type { FormState } from "@/lib/core/form-state";
import { largestUpload, listOwnFiles } from "@/lib/files";
import { type FileLine, readUploads } from "@/lib/files/model";

/**
 * Reads what the form of a comment shows of files: those that the comment has, those that were chosen in the form, and
 * those that were just sent with it, in this order. Of others than the comment's, the actor's own that are used nowhere.
 */
export async function readAttached(given: {
  actor: Actor;
  form: FormState;
  /** The form's name. */
  name: string;
  search: URLSearchParams;
  has: readonly FileLine[];
}): Promise<{ largest: number; files: FileLine[]; chosen: string[]; isTried: boolean }> {
  const { actor, form, name, search, has } = given;
  const sent = form.name === name ? formList(form.values.files).map(String) : has.map(({ id }) => id);
  const { uploaded, refused } = readUploads(search);
  const chosen = [...new Set([...sent, ...uploaded])].filter((id) => id !== "");
  const others = chosen.filter((id) => has.every((one) => one.id !== id));
  const own = others.length === 0 ? [] : await listOwnFiles(actor);
  const free = new Map(own.filter(({ places }) => places.length === 0).map((one) => [one.id, one]));
  const files = others.flatMap((id) => free.get(id) ?? []);
  const isTried = uploaded.length + refused.length > 0;
  return { largest: largestUpload(), files: [...has, ...files], chosen, isTried };
}
