import { createHash } from "node:crypto";
import { type Brought, bringPostEdition } from "@/lib/blog";
import { findLibraryEditions, type LibraryEditions, recordLibraryEditions } from "@/lib/operation";
import { bringMaterialEdition, bringMaterialVersion, findSeededVersion } from "@/lib/training";
import { type By, transact } from "@/lib/transact";
import { bringDocuments, rowOf } from "./apply-materials";
import { hashOfText } from "./bring";
import { DOCUMENT_FORMAT } from "./documents/document";
import { pdfOf } from "./documents/pdf";
import { MATERIALS } from "./materials";
import type { SeedMaterial } from "./materials/material";
import type { SeedPost } from "./posts";

/** What readers find in the history of a page, in its language. */
const NOTES: Readonly<Record<string, string>> = {
  en: "Facts and wording corrected by the editors of this site",
  fr: "Faits et formulations corrigés par la rédaction de ce site",
};
const noteIn = (language: string) => NOTES[language] ?? NOTES.en ?? "";

/** Parts of seeded posts and materials, by what a later edition changed: as "/blog/SLUG (text)", without language. */
export interface LibraryChanges {
  /** No member had edited the part: the edition is published. */
  revised: string[];
  /** A member had edited the text: the edition waits for review. */
  proposed: string[];
  /**
   * A member had edited the part, and the part has no review: it is not changed. Listed in each run until they agree.
   */
  left: string[];
}

interface Library {
  posts: readonly SeedPost[];
  materials?: readonly SeedMaterial[];
  /** Slugs of materials that were just added from this edition. */
  added?: readonly string[];
}

/** The result for each part of a page; null if the site has no published page of its own at this address. */
type Outcome = Readonly<Record<string, Brought>> | null;

/**
 * Brings this version's edition of posts and training materials to a site that has an earlier one. Each page is changed
 * in one transaction; a new version of a material's documents is published in a second one. Safe to repeat: a page that
 * was already compared with this edition is skipped, unless a part of it was left unchanged because a member had edited
 * it. Pages that were retracted stay retracted.
 */
export async function reviseLibrary(by: By, library: Library): Promise<LibraryChanges> {
  const { posts, materials = MATERIALS, added = [] } = library;
  const before = await findLibraryEditions();
  const changes: LibraryChanges = { revised: [], proposed: [], left: [] };
  const after: LibraryEditions = { digests: { ...before.digests }, left: {} };
  const compare = async (path: string, digest: string, bring: () => Promise<Outcome>) => {
    // A page with a part that was left is compared again: meanwhile its editors may have applied the edition
    // themselves.
    if (before.digests[path] === digest && !before.left[path]) return;
    const outcome = await bring();
    if (!outcome) return;
    after.digests[path] = digest;
    for (const [part, became] of Object.entries(outcome)) {
      if (became !== "unchanged") changes[became].push(`${path} (${part})`);
      if (became === "left") after.left[path] = [...(after.left[path] ?? []), part];
    }
  };
  for (const post of posts) await compare(`/blog/${post.slug}`, hashOfText(post), () => bringPost(by, post));
  for (const one of materials) {
    const digest = digestOf(one);
    const isNew = added.includes(one.slug);
    await compare(`/training/${one.slug}`, digest, async () => (isNew ? {} : bringMaterial(by, one)));
  }
  await transact(by, (ctx) => recordLibraryEditions(ctx, after));
  return changes;
}

function bringPost(by: By, post: SeedPost): Promise<Outcome> {
  const { content, published: _, translates: _first, ...details } = post;
  const tokens = { text: `seed-${hashOfText(content)}`, details: `seed-${hashOfText(details)}` };
  const edition = { ...details, content, note: noteIn(post.language), tokens };
  return transact(by, (ctx) => bringPostEdition(ctx, edition));
}

const digestOf = (one: SeedMaterial) => hashOfText(rowOf(one), one.documents(), DOCUMENT_FORMAT);

async function bringMaterial(by: By, one: SeedMaterial): Promise<Outcome> {
  const token = `seed-${hashOfText(one.description)}`;
  const edition = { ...rowOf(one), note: noteIn("en"), token };
  const outcome = await transact(by, (ctx) => bringMaterialEdition(ctx, edition));
  if (!outcome || one.documents().length === 0) return outcome;
  return { ...outcome, files: await bringFiles(by, one) };
}

/** Draws the documents of a material again, and publishes them as a new version if a PDF differs. */
async function bringFiles(by: By, one: SeedMaterial): Promise<Brought> {
  const documents = one.documents();
  const newest = await transact(by, (ctx) => findSeededVersion(ctx, one.slug));
  if (!newest || newest === "left") return newest ?? "unchanged";
  // Word files contain the moment at which they were made, so only the PDF files are compared. A change that only the
  // Word files show is therefore not published.
  const sums = await Promise.all(documents.map(async (document) => sumOf(await pdfOf(document))));
  if (sums.every((sum) => newest.sums.has(sum))) return "unchanged";
  const files = await bringDocuments(by, documents);
  const { slug } = one;
  const version = { slug, files, issuedOn: documents[0]?.asOf ?? null, changes: "Corrected text and layout" };
  return (await transact(by, (ctx) => bringMaterialVersion(ctx, version))) ? "revised" : "left";
}

const sumOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
