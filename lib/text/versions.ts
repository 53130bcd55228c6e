import { assertBoundedJson } from "./bounds";
import { canonicalJson } from "./canonical";
import { parseContent } from "./content";
import { safeHref } from "./href";
import { type Content, SCHEMA_VERSION } from "./nodes";
import { problemsOf, refuseWhole } from "./problems";

type Json = Record<string, unknown>;

/** Upgrades from each version to the next. A step must not change once content was stored with it. */
const STEPS: readonly ((stored: Json) => Json)[] = [fromVersion0];

/**
 * Reads stored prose of any version as the current one. Missing ids are derived from the text, so that a
 * revision always reads the same. Throws `invalid` / `content`: for an unknown version with rule `version`.
 */
export function liftContent(stored: unknown): Content {
  assertBoundedJson(stored);
  if (typeof stored !== "object" || stored === null) throw refuseWhole("type");
  let content = stored as Json;
  const version = versionOf(content);
  if (!Number.isInteger(version) || version < 0 || version > SCHEMA_VERSION)
    throw refuseWhole("version", SCHEMA_VERSION);
  for (const step of STEPS.slice(version)) content = step(content);
  const newId = idsFrom(content);
  try {
    return parseContent(content, newId);
  } catch (error) {
    if (!problemsOf(error).some(({ rule }) => rule === "address")) throw error;
    // Stored before ambiguous addresses were refused: the words are kept without the link.
    return parseContent(withoutBadLinks(content), newId);
  }
}

function withoutBadLinks(content: Json): Json {
  return JSON.parse(JSON.stringify(content), (key, value: unknown) =>
    key === "marks" && Array.isArray(value) ? value.filter((mark) => !isBadLink(mark)) : value,
  ) as Json;
}

function isBadLink(mark: { type?: unknown; attrs?: { href?: unknown } } | null): boolean {
  return mark?.type === "link" && safeHref(mark.attrs?.href) === null;
}

/** A bare document from the editor is version 0. */
function versionOf(content: Json): number {
  return "schemaVersion" in content ? Number(content.schemaVersion) : content.type === "doc" ? 0 : -1;
}

/** Version 0 had `strong` and `em`, headings of level 2 and 3, and no ids. */
function fromVersion0(stored: Json): Json {
  const doc = "doc" in stored ? stored.doc : stored;
  const lifted = JSON.parse(JSON.stringify(doc), (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const node = value as Json;
    if (node.type === "strong") return { ...node, type: "bold" };
    if (node.type === "em") return { ...node, type: "italic" };
    if (node.type === "heading") {
      const attrs = node.attrs as Json | undefined;
      return { ...node, attrs: { ...attrs, level: Math.min(4, Number(attrs?.level ?? 2) + 1) } };
    }
    return node;
  });
  return { schemaVersion: 1, doc: withDerivedIds(lifted) };
}

/** Ids derived from each block's content: an unchanged block has the same id in both revisions. */
function withDerivedIds(doc: Json): Json {
  if (!Array.isArray(doc.content)) return doc;
  const seen = new Map<string, number>();
  const content = doc.content.map((block: unknown) => {
    if (typeof block !== "object" || block === null) return block;
    const text = canonicalJson(block);
    const before = seen.get(text) ?? 0;
    seen.set(text, before + 1);
    const attrs = (block as Json).attrs as Json | undefined;
    return { ...block, attrs: { ...attrs, id: attrs?.id ?? deriveId(`${before}${text}`) } };
  });
  return { ...doc, content };
}

/** Fallback for a stored block without id, which should not exist: an id that is always the same. */
function idsFrom(content: Json): () => string {
  // Serialized only if an id is missing.
  let seed: string | undefined;
  let next = 0;
  return () => {
    seed ??= canonicalJson(content);
    return deriveId(`${next++}${seed}`);
  };
}

/** Derives twelve letters and digits from a text (twice 32 bits, like FNV-1a). Not for secrets. */
export function deriveId(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193) >>> 0;
    b = Math.imul(b ^ ((unit << 7) | (unit >>> 9)), 0x85ebca6b) >>> 0;
  }
  return (a.toString(36).padStart(7, "0") + b.toString(36).padStart(7, "0")).slice(0, 12);
}
