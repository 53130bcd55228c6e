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
      "A profile with its sections, sources and projects: as it stands, or as it stood after a revision. The ETag is the revision with the beginning of the SHA-256 of the answer, which documents of that revision have printed in them.",
    handler: profile.GET,
    isPublic: true,
    answers: {
      200: { is: "The profile.", schema: "Profile" },
      304: { is: "As in the copy that you have." },
      308: { is: "The profile under its own name." },
      404: { is: "There is no such profile, or no such published revision; a page says so." },
    },
  },
  {
    method: "get",
    path: SECTION,
    summary: "A section as it stands. The ETag is its revision.",
    handler: section.GET,
    isPublic: true,
    answers: {
      ...reads({ is: "The section.", schema: "Section" }),
      304: { is: "As in the copy that you have." },
      404: UNKNOWN,
    },
  },
  {
    method: "put",
    path: SECTION,
    scope: "profiles:write",
    summary:
      "Save a section. Give the revision that your text was made from; what others wrote since is merged with it. The same clientToken again is the same save.",
    handler: section.PUT,
    answers: {
      ...writes({ is: "Published, or nothing differed.", schema: "Saved" }),
      202: { is: "Saved; it waits for review.", schema: "Saved" },
      409: {
        is: "Two edits collide: base, theirs and mine, for a person to merge. Nothing was saved.",
        schema: "Conflict",
      },
    },
  },
  {
    method: "get",
    path: `${SECTION}/draft`,
    summary: "Your unfinished text of a section. Needs a session.",
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
    summary: "Keep your unfinished text. `sequence` must rise, or `force` must be given. Needs a session.",
    handler: draft.PUT,
    answers: {
      ...writes({ is: "Kept.", schema: "DraftSaved" }),
      409: { is: "A newer draft is kept; it is given back.", schema: "Problem" },
    },
  },
  {
    method: "delete",
    path: `${SECTION}/draft`,
    summary: "Throw your unfinished text away. Needs a session.",
    handler: draft.DELETE,
    answers: writes({ is: "Gone.", schema: "DraftDiscarded" }),
  },
  {
    method: "get",
    path: `${SECTION}/presence`,
    summary: "Who else has the section's editor open. Needs a session.",
    handler: presence.GET,
    answers: {
      ...reads({ is: "Members, by name.", schema: "Presence" }),
      401: SIGN_IN,
      403: MAY_NOT,
      404: UNKNOWN,
    },
  },
  {
    method: "post",
    path: `${SECTION}/presence`,
    summary: "Say that you have the section's editor open, for half a minute. Needs a session.",
    handler: presence.POST,
    answers: writes({ is: "Who else has.", schema: "Presence" }),
  },
  {
    method: "delete",
    path: `${SECTION}/presence`,
    summary: "Say that you have closed the section's editor. Needs a session.",
    handler: presence.DELETE,
    answers: writes({ is: "Noted.", schema: "PresenceLeft" }),
  },
  {
    method: "post",
    path: `${SECTION}/preview`,
    scope: "profiles:write",
    summary: "What saving a text would change, without saving it.",
    handler: preview.POST,
    answers: writes({ is: "The difference.", schema: "Preview" }),
  },
  {
    method: "get",
    path: "/api/v1/countries/{slug}/sources",
    summary: "Sources of a profile that hold the words of a text: at most 50.",
    handler: sources.GET,
    isPublic: true,
    answers: { ...reads({ is: "Sources, in their order.", schema: "Sources" }), 404: UNKNOWN },
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
    summary: "Things whose names hold what is being typed, of what you may find: at most 8.",
    handler: suggestions.GET,
    isPublic: true,
    answers: reads({ is: "Names, kinds and addresses.", schema: "Suggestions" }),
  },
];
