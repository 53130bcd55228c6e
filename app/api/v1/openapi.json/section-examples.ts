const AT = "2026-03-31T12:00:00.000Z";
const ID = "01890a5d-ac96-774b-bcce-b302099a8057";
const PLACE = { slug: "senegal", section: "legislation", lang: "en" };
const paragraph = (text: string) => ({
  schemaVersion: 1,
  doc: {
    type: "doc",
    content: [{ type: "paragraph", attrs: { id: "k3v9qd" }, content: [{ type: "text", text }] }],
  },
});
const THEIRS = paragraph("Act No. 2008-11 covers cybercrime.");
const MINE = paragraph("Act No. 2016-29 covers cybercrime.");

/** An example of each response of the section API, by the names of schemas in its description; a test reads each. */
export const SECTION_EXAMPLES: Readonly<Record<string, unknown>> = {
  Section: {
    ...PLACE,
    family: "prose",
    revision: { id: ID, number: 3, createdAt: AT, summary: "Name the act of 2008", byToken: false },
    content: THEIRS,
    label: null,
    source: null,
  },
  Saved: { ...PLACE, state: "pending", revisionId: ID, number: 4, merged: false, sources: null },
  Draft: {
    draft: {
      content: MINE,
      newSources: [],
      summary: "Name the act of 2016",
      sequence: 12,
      updatedAt: AT,
      baseId: ID,
      baseNumber: 3,
      behind: 0,
    },
  },
  DraftSaved: { sequence: 13, updatedAt: AT },
  DraftDiscarded: { isDiscarded: true },
  Presence: { others: [{ handle: "awa-diop", displayName: "Awa Diop" }] },
  PresenceLeft: { isLeft: true },
  Preview: { diff: { family: "prose" }, behind: 0, conflicts: 0, currentNumber: 3 },
  Sources: {
    sources: [
      { id: "jo-2008", title: "Journal officiel n° 6406", publisher: null, url: "https://jo.example/6406" },
    ],
  },
  Links: {
    links: [{ href: "/countries/senegal", label: "Senegal", slug: "senegal", section: null }],
  },
  Suggestions: {
    suggestions: [],
    summary: "No suggestions",
  },
  Problem: {
    type: "https://octopus.example/help/api#problem-invalid",
    title: "Invalid request",
    detail: "limit: “abc” is not allowed. Allowed: a whole number from 1 to 100.",
    status: 400,
    code: "invalid",
    reason: "fields",
    fields: { limit: ["format"] },
    parameters: [
      {
        name: "limit",
        reason: "format",
        given: "abc",
        allowed: { type: "integer", minimum: 1, maximum: 100 },
      },
    ],
  },
  Conflict: {
    type: "https://octopus.example/help/api#problem-conflict",
    title: "Conflict",
    detail: "Someone else changed this first.",
    status: 409,
    code: "conflict",
    reason: "edit_conflict",
    conflict: {
      base: paragraph("An act covers cybercrime."),
      theirs: THEIRS,
      mine: MINE,
      merged: THEIRS,
      conflicts: [{ id: "k3v9qd", kind: "block" }],
      currentNumber: 4,
    },
  },
};
