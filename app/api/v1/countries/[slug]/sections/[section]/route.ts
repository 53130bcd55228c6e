import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { findSection, saveRefusedText, saveSection } from "@/lib/profiles";
import { SaveSection, SectionParams } from "@/lib/profiles/editing/model";
import { json } from "@/lib/web/api/answer";
import { endpoint, reading } from "@/lib/web/api/endpoint";

/**
 * A section's current content in one of its languages, for anyone; its tag is its revision, so that repeated
 * requests cost little.
 */
export const GET = reading({
  input: SectionParams,
  limit: "public-api",
  isPublic: true,
  async read(actor, { slug, section, lang }, request) {
    if (!can(actor, "profile.read")) throw new DomainError("forbidden", "profile_read");
    const found = await findSection(slug, section, { lang });
    if (!found) throw new DomainError("not_found", "profile");
    // A translation also says how many revisions its source is ahead.
    const etag = `"${found.revision?.id ?? "none"}${found.source ? `.${found.source.number}` : ""}"`;
    const headers = { etag, "cache-control": "public, max-age=0, must-revalidate" };
    const asked = request.headers.get("if-none-match");
    const isKnown = asked?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
    return isKnown ? new Response(null, { status: 304, headers }) : json(found, 200, headers);
  },
});

/**
 * Saves a section: 200 if it is published, 202 if it is pending, 409 with base, theirs and mine if there is a
 * conflict.
 */
export const PUT = endpoint({
  input: SaveSection,
  inQuery: ["lang"],
  takesContent: true,
  limit: "save",
  scope: "profiles:write",
  run: saveSection,
  status: (saved) => (saved.state === "pending" ? 202 : 200),
  refused: saveRefusedText,
});
