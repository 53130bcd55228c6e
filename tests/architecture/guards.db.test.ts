import { expect, it } from "vitest";
import { z } from "zod";
import { listDoors } from "../proofs/doors";

process.env.DATABASE_URL ??= "postgres://placeholder";

/*
 * Every form whose text is published, or sent to other members, warns of personal and case data first. A new form with free
 * text names its fields in `guards`, or has a row below that says why it needs no warning.
 */

/** The shortest limit of a field for free text. What has a lower limit is a code, a time zone or the like. */
const FREE_TEXT = 120;

/** Fields that are no free text in any form. */
const NOT_TEXT = new Set([
  // Secrets, what a program writes, and the empty field for robots.
  "token",
  "stamp",
  "next",
  "form",
  "signedCode",
  "password",
  "currentPassword",
  "newPassword",
  "homepage",
  // Addresses.
  "email",
  "page",
  "linkUrl",
  "hookUrl",
  "endpoint",
  // Pages, articles, members and replies, by their names or numbers.
  "articles",
  "project",
  "series",
  "coAuthors",
  "of",
  "into",
  "numbers",
  // The box "a small correction", whose value is fixed.
  "small",
]);

/** Why the text of some forms is not checked. The first pattern that fits counts. */
const EXCEPT: readonly (readonly [RegExp, string])[] = [
  [/ preview: /, "only its sender sees the result"],
  [
    /^me\/route\.tsx profile: fullName, displayName, institution$/,
    "names that the member gives to be known by",
  ],
  [/^me\/(searches|security)\//, "only the member sees it"],
  [/^(signin|join)\//, "only administrators read it, to decide on the person"],
  [/^(me\/)?contact\//, "only the people of the platform read it"],
  [/^report\//, "moderators need the facts, and only they read it"],
  [
    / (flag|appeal|report): (flagReason|appealText|reportReason)$/,
    "moderators need the facts, and only they read it",
  ],
  [
    /^moderation\/members\/.* note: /,
    "moderators need the facts; only they and, in the copy of their data, the member read it",
  ],
  [/^signin\/suspended/, "moderators need the facts, and only they read it"],
  [/^admin\//, "administrators' own words: settings, decisions and answers to one person"],
  [/^moderation\/reports\//, "an answer to one person, about the report of that person"],
  [
    /^moderation\/.* (hide|block|decide|appeal|together|suspend|warn|open|clean): /,
    "only its author and moderators read it",
  ],
  [/ purge: words$/, "only moderators read it, and are told not to repeat the text"],
  [/ hide: reason$/, "only the author and moderators read it"],
  [/ (return|giveBack|reject|restore|request|endAccess): reason$/, "only the authors and reviewers read it"],
  [/\/import\/route\.tsx laws: maker$/, "the name of an authority"],
  [/ details: publisher$/, "the name of an organisation"],
];

interface Schema {
  type?: string;
  maxLength?: number;
  format?: string;
  pattern?: string;
  enum?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** Lists the fields of a schema that take free text. */
function freeText(schema: Schema, name = ""): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  const isFree =
    schema.type === "string" &&
    !schema.format &&
    !schema.pattern &&
    !schema.enum &&
    (schema.maxLength ?? 0) >= FREE_TEXT;
  return [
    ...(isFree ? [name] : []),
    ...Object.entries(properties).flatMap(([field, one]) => freeText(one, field)),
    ...[...anyOf, ...oneOf, ...allOf, ...(items ? [items] : [])].flatMap((one) => freeText(one, name)),
  ];
}

/** Lists the forms with text that they do not check, as "route form: fields". */
async function listUnguarded(): Promise<string[]> {
  const doors = await listDoors();
  return doors.flatMap(({ file, handler }) =>
    Object.entries(handler.octopus?.forms ?? {}).flatMap(([form, { schema, guards = [] }]) => {
      const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
      const open = [...new Set(freeText(json))].filter(
        (field) => !NOT_TEXT.has(field) && !guards.includes(field),
      );
      return open.length > 0 ? [`${file.replace("app/[locale]/", "")} ${form}: ${open.join(", ")}`] : [];
    }),
  );
}

const unguarded = await listUnguarded();

it("every form with text for others warns of personal and case data", () => {
  expect(unguarded.filter((one) => !EXCEPT.some(([pattern]) => pattern.test(one)))).toEqual([]);
});

it("no exception is left of a form that is gone", () => {
  const fits = (pattern: RegExp) => unguarded.some((one) => pattern.test(one));
  expect(EXCEPT.filter(([pattern]) => !fits(pattern)).map(([pattern]) => String(pattern))).toEqual([]);
});
