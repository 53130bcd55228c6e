import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";

/** A text that sequences edit: its page, its API address and its form. */
export interface Subject {
  kind: "section" | "records" | "post" | "material";
  editor: string;
  api: string;
  /** The button that saves, by its name. */
  save: string;
  /** Whether a save needs an edit summary. */
  hasSummary: boolean;
}

/** The data that an editor starts from, as far as the model needs it. */
export interface Started {
  memberId: string;
  baseNumber: number | null;
  content: unknown;
  draft: { content: unknown; sequence: number } | null;
}

interface Block {
  type: string;
  attrs?: { id?: string };
  content?: Block[];
  text?: string;
}

const textOf = (block: Block): string => block.text ?? (block.content ?? []).map(textOf).join("");

/** Reads a content as lines: the text of each block, or the title of each record. */
export function linesOf(content: unknown): string[] {
  const { doc, records } = content as { doc?: { content: Block[] }; records?: { title: string | null }[] };
  const lines = records ? records.map(({ title }) => title ?? "") : (doc?.content ?? []).map(textOf);
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

/** Makes a content of lines, with the given ids in order. */
export function contentOf(kind: Subject["kind"], lines: readonly string[], ids: readonly string[]): object {
  if (kind === "records")
    return { schemaVersion: 1, records: lines.map((title, n) => ({ id: ids[n] ?? `source${n}`, title })) };
  const blocks = lines.map((text, n) => ({
    type: "paragraph",
    attrs: { id: ids[n] ?? `line00000${n}` },
    content: [{ type: "text", text }],
  }));
  return { schemaVersion: 1, doc: { type: "doc", content: blocks } };
}

/** Lists the ids of blocks or records in order. */
export function idsOf(content: unknown): string[] {
  const { doc, records } = content as { doc?: { content: Block[] }; records?: { id: string }[] };
  return records ? records.map(({ id }) => id) : (doc?.content ?? []).map(({ attrs }) => attrs?.id ?? "");
}

/** Reads the data that the editor of a page starts from. */
export async function readStarted(request: APIRequestContext, address: string): Promise<Started> {
  const body = await (await request.get(address)).text();
  const written = /data-editor="([^"]*)"/.exec(body)?.[1];
  if (written === undefined) throw new Error(`${address} has no editor`);
  const named: Record<string, string> = { quot: '"', "#x27": "'", lt: "<", gt: ">", amp: "&" };
  return JSON.parse(written.replaceAll(/&(quot|#x27|lt|gt|amp);/g, (_, name: string) => named[name] ?? ""));
}

/** Browsers send it with each write. */
const ORIGIN = process.env.BASE ?? `http://localhost:${process.env.E2E_PORT ?? 3917}`;

/** Sends a request to the API as a member's page does. */
export async function ask(
  request: APIRequestContext,
  memberId: string,
  method: "PUT" | "POST" | "DELETE",
  address: string,
  data: object,
): Promise<{ slug?: string }> {
  const headers = { "octopus-member": memberId, origin: ORIGIN };
  const answer = await request.fetch(address, { method, data, headers });
  if (!answer.ok()) throw new Error(`${method} ${address}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json().catch(() => ({}))) as { slug?: string };
}

/** Changes the saved lines by a separate request. */
export async function saveLines(
  request: APIRequestContext,
  subject: Subject,
  change: (lines: string[]) => string[],
): Promise<string[]> {
  const { memberId, baseNumber, content } = await readStarted(request, subject.editor);
  const lines = change(linesOf(content));
  await ask(request, memberId, "PUT", subject.api, {
    base: baseNumber,
    content: contentOf(subject.kind, lines, idsOf(content)),
    summary: "Written meanwhile",
    clientToken: randomUUID(),
  });
  return lines;
}

/** Makes the section, the records, the post or the training material that sequences edit. */
export async function makeSubject(page: Page, kind: Subject["kind"], country: string): Promise<Subject> {
  const inCountry = (section: string, of: "section" | "records"): Subject => ({
    kind: of,
    editor: `/countries/${country}/edit/${section}`,
    api: `/api/v1/countries/${country}/sections/${section}`,
    save: "Save changes",
    hasSummary: true,
  });
  if (kind === "section") return inCountry("public-private", kind);
  if (kind === "records") return inCountry("sources", kind);
  const { memberId } = await readStarted(page.request, "/blog/new");
  const title = `Model of an editor ${Date.now().toString(36)}`;
  const begun = { title, language: "en", clientToken: randomUUID() };
  if (kind === "post") {
    const { slug } = await ask(page.request, memberId, "POST", "/api/posts", { ...begun, summary: "" });
    return {
      kind,
      editor: `/blog/${slug}/edit`,
      api: `/api/posts/${slug}/body`,
      save: "Save draft",
      hasSummary: false,
    };
  }
  const { slug } = await ask(page.request, memberId, "POST", "/api/materials", begun);
  return {
    kind,
    editor: `/training/${slug}/edit`,
    api: `/api/materials/${slug}/description`,
    save: "Save changes",
    hasSummary: true,
  };
}
