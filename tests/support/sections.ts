import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/core/actor";
import { acceptRevision, findSection, saveSection } from "@/lib/profiles";
import type { SaveSection } from "@/lib/profiles/editing/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { Content } from "@/lib/text/nodes";
import { transact } from "@/lib/transact";
import { by, makeActor } from "./members";

/** Creates prose from paragraph ids and texts; a text can cite one source as "text [source]". */
export function prose(blocks: Record<string, string>): Content {
  const content = Object.entries(blocks).map(([id, text]) => {
    const [, words = text, source] = /^(.*) \[([\w-]+)\]$/.exec(text) ?? [];
    const cited = source ? [{ type: "citation" as const, attrs: { source } }] : [];
    return {
      type: "paragraph" as const,
      attrs: { id },
      content: [{ type: "text" as const, text: words }, ...cited],
    };
  });
  return { schemaVersion: 1, doc: { type: "doc", content } };
}

/** Returns the texts of prose by the ids of its blocks. */
export function textsOf(content: unknown): Record<string, string> {
  const blocks = (content as Content).doc.content;
  return Object.fromEntries(
    blocks.map((block) => [
      block.attrs.id,
      "content" in block
        ? (block.content as { text?: string }[]).map((node) => node.text ?? "").join("")
        : "",
    ]),
  );
}

/** Creates a source for the section `sources`. */
export function source(id: string, title = `Source ${id}`) {
  return { id, title };
}

/** Creates a minimal law with the given values. */
export function law(id: string, given: Record<string, unknown> = {}) {
  return { id, title: `Law ${id}`, sourceState: "none_found", confidence: "unverified", ...given };
}

export const records = (...list: unknown[]) => ({ schemaVersion: 1, records: list });

/** Saves a section of "senegal" through the command, as a request would; values not given are made up. */
export function save(actor: Actor | null, given: Partial<SaveSection> & { content: object }) {
  return transact(by(actor), (ctx) =>
    saveSection(ctx, {
      slug: "senegal",
      section: "legislation" as SectionKey,
      base: null,
      summary: "A test's edit",
      clientToken: randomUUID(),
      ...given,
    }),
  );
}

/** Returns a section of "senegal" as it is now, with its content and revision. Throws if there is no such profile. */
export async function standing(key: SectionKey = "legislation") {
  const found = await findSection("senegal", key);
  if (!found) throw new Error("this test has no profile");
  return found;
}

/** Returns the error that a command throws, with its details. Fails if it throws none. */
export async function refusal(
  run: Promise<unknown>,
): Promise<{ code: string; reason: string; details: Record<string, unknown> }> {
  try {
    await run;
  } catch (error) {
    const { code, reason, details } = error as {
      code: string;
      reason: string;
      details: Record<string, unknown>;
    };
    if (code === undefined || reason === undefined) throw error;
    return { code, reason, details };
  }
  throw new Error("nothing was refused");
}

/** Saves a section where each change needs a second person, and lets another member accept it. */
export async function saveAccepted(actor: Actor, given: Partial<SaveSection> & { content: object }) {
  const saved = await save(actor, given);
  const { number, state } = saved;
  if (state !== "pending" || number === null) return saved;
  const second = await makeActor("trusted");
  await transact(by(second), (ctx) => acceptRevision(ctx, { slug: given.slug ?? "senegal", number }));
  return { ...saved, state: "published" as const };
}
