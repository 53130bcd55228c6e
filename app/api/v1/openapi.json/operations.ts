import * as profile from "@/app/[locale]/countries/[slug]/export.json/route";
import type { Operation } from "@/lib/web/api/openapi";
import * as draft from "../countries/[slug]/sections/[section]/draft/route";
import * as presence from "../countries/[slug]/sections/[section]/presence/route";
import * as preview from "../countries/[slug]/sections/[section]/preview/route";
import * as section from "../countries/[slug]/sections/[section]/route";
import * as sources from "../countries/[slug]/sources/route";
import * as links from "../links/route";
import * as suggestions from "../suggestions/route";
import { ALWAYS, BAD_TOKEN, MAY_NOT, reads, SIGN_IN, UNKNOWN, writes } from "./answers";
import { OPEN_DATA } from "./open-data";

const SECTION = "/api/v1/countries/{slug}/sections/{section}";

export const OPERATIONS: Operation[] = [
  ...OPEN_DATA,
  {
    method: "get",
    path: "/api/v1/openapi.json",
    summary: "This description.",
    handler: { octopus: {} },
    isPublic: true,
    answers: { 200: { is: "The description.", type: "application/json" }, 401: BAD_TOKEN, ...ALWAYS },
  },
  {
    method: "get",
    path: "/countries/{slug}/export.json",
    summary:
      "A profile with its sections, sources and projects: the current one, or as it was after a revision. The ETag is the revision number and the first characters of the answer's SHA-256. Documents of that revision show the same value.",
    handler: profile.GET,
    isPublic: true,
    answers: {
      200: { is: "The profile.", schema: "Profile" },
      304: { is: "Not modified: your copy is current." },
      308: { is: "The address of the profile under its proper name." },
      404: { is: "The profile or published revision does not exist. The answer is a page." },
    },
  },
  {
    method: "get",
    path: SECTION,
    summary: "The current text of a section. The ETag is its revision.",
    handler: section.GET,
    isPublic: true,
    answers: {
      ...reads({ is: "The section.", schema: "Section" }),
      304: { is: "Not modified: your copy is current." },
      404: UNKNOWN,
    },
  },
  {
    method: "put",
    path: SECTION,
    scope: "profiles:write",
    summary:
      "Save a section. Send the revision that your text is based on: later edits by others are merged. Repeating a clientToken does not save twice.",
    handler: section.PUT,
    answers: {
      ...writes({ is: "Published, or nothing changed.", schema: "Saved" }),
      202: { is: "Saved; the edit awaits review.", schema: "Saved" },
      409: {
        is: "Nothing was saved. The edits conflict: the answer contains the base, the other text and yours, for a person to merge. Or a rule of the site refused the text or warns about it: `filter` says why, and with which header a request is repeated after a warning.",
        schema: "Conflict",
      },
    },
  },
  {
    method: "get",
    path: `${SECTION}/draft`,
    summary: "Your draft of a section. Requires a session.",
    handler: draft.GET,
    answers: {
      ...reads({ is: "The draft, or null.", schema: "Draft" }),
      401: SIGN_IN,
      403: MAY_NOT,
      404: UNKNOWN,
    },
  },
  {
    method: "put",
    path: `${SECTION}/draft`,
    summary: "Save your draft. `sequence` must increase, unless `force` is set. Requires a session.",
    handler: draft.PUT,
    answers: {
      ...writes({ is: "Saved.", schema: "DraftSaved" }),
      409: { is: "There is a newer draft, which is in the answer.", schema: "Problem" },
    },
  },
  {
    method: "delete",
    path: `${SECTION}/draft`,
    summary: "Discard your draft. Requires a session.",
    handler: draft.DELETE,
    answers: writes({ is: "Discarded.", schema: "DraftDiscarded" }),
  },
  {
    method: "get",
    path: `${SECTION}/presence`,
    summary: "Other members who have this section open in the editor. Requires a session.",
    handler: presence.GET,
    answers: {
      ...reads({ is: "Members by name.", schema: "Presence" }),
      401: SIGN_IN,
      403: MAY_NOT,
      404: UNKNOWN,
    },
  },
  {
    method: "post",
    path: `${SECTION}/presence`,
    summary:
      "Report that you have this section open in the editor. It expires after 30 seconds. Requires a session.",
    handler: presence.POST,
    answers: writes({ is: "Other members who have it open.", schema: "Presence" }),
  },
  {
    method: "delete",
    path: `${SECTION}/presence`,
    summary: "Report that you have closed the editor of this section. Requires a session.",
    handler: presence.DELETE,
    answers: writes({ is: "Recorded.", schema: "PresenceLeft" }),
  },
  {
    method: "post",
    path: `${SECTION}/preview`,
    scope: "profiles:write",
    summary: "The changes that saving this text would make. Nothing is saved.",
    handler: preview.POST,
    answers: writes({ is: "The difference.", schema: "Preview" }),
  },
  {
    method: "get",
    path: "/api/v1/countries/{slug}/sources",
    summary:
      "Sources of a profile that contain the given words: at most 50. With `of=others`, those of the other profiles with the words in their title, or with this address: at most 5, and none for fewer than 3 characters.",
    handler: sources.GET,
    isPublic: true,
    answers: { ...reads({ is: "Sources in order.", schema: "Sources" }), 404: UNKNOWN },
  },
  {
    method: "get",
    path: "/api/v1/links",
    summary: "Pages of this site by name: at most 20.",
    handler: links.GET,
    isPublic: true,
    answers: reads({ is: "Addresses and names.", schema: "Links" }),
  },
  {
    method: "get",
    path: "/api/v1/suggestions",
    summary: "Content whose name contains the typed text and that you can access: at most 8.",
    handler: suggestions.GET,
    isPublic: true,
    answers: reads({ is: "Names, kinds and addresses.", schema: "Suggestions" }),
  },
];
