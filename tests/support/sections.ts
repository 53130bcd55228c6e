import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/core/actor";
import { acceptRevision, findSection, saveSection } from "@/lib/profiles";
import type { SaveSection } from "@/lib/profiles/editing/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { Content } from "@/lib/text/nodes";
import { transact } from "@/lib/transact";
import { by, makeActor } from "./members";

/** Prose of paragraphs: their ids with their texts; a text may cite one source as "text [source]". */
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

/** The texts of prose by the ids of its blocks. */
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

/** A source as the section `sources` holds it. */
export function source(id: string, title = `Source ${id}`) {
  return { id, title };
}

/** A law with the least that is needed, and whatever is given. */
export function law(id: string, given: Record<string, unknown> = {}) {
  return { id, title: `Law ${id}`, sourceState: "none_found", confidence: "unverified", ...given };
}

export const records = (...list: unknown[]) => ({ schemaVersion: 1, records: list });

/** Saves a section of "senegal" through the command, as a request would; what is not given is made up. */
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

/** What stands in a section of "senegal". */
export async function standing(key: SectionKey = "legislation") {
  const found = await findSection("senegal", key);
  if (!found) throw new Error("this test has no profile");
  return found;
}

/** What a command throws, with its details; fails when it throws nothing. */
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

/** The same where each change needs a second person: somebody else accepts it. */
export async function saveAccepted(actor: Actor, given: Partial<SaveSection> & { content: object }) {
  const saved = await save(actor, given);
  const { number, state } = saved;
  if (state !== "pending" || number === null) return saved;
  const second = await makeActor("trusted");
  await transact(by(second), (ctx) => acceptRevision(ctx, { slug: given.slug ?? "senegal", number }));
  return { ...saved, state: "published" as const };
}
