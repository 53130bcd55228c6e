import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { setting } from "@/db/schema/core";
import { makeFormStamp } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { prose } from "@/tests/support/sections";
import { type Asked, type Door, fieldNames, knock, listDoors, pathOf } from "./doors";

useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.DATABASE_URL ??= "postgres://placeholder";

/** What no response may contain: how the program is built, or its database queries. */
const INSIDES =
  /\n\s+at .+:\d+:\d+|node_modules|\.tsx?:\d+|\bselect "|\binsert into\b|\bupdate "|relation "|syntax error at|invalid byte sequence|DrizzleQueryError|ZodError|(?:Type|Range|URI)Error/;

const ID = "01890a5d-ac96-774b-bcce-b302099a8057";
const PLACE = {
  slug: "senegal",
  section: "legislation",
  number: "1",
  answer: "2@1",
  handle: "someone",
  id: ID,
  rest: "x",
  nextauth: "callback/oidc",
};

/** Valid values of fields, so that an invalid value of another field reaches the command. */
const FINE: Record<string, string> = {
  email: "awa@justice.example",
  fullName: "Awa Ndiaye",
  displayName: "Awa",
  password: "violet kettle on the roof",
  newPassword: "seven ships sail at dawn",
  currentPassword: "violet kettle on the roof",
  country: "SN",
  sector: "prosecution",
  charter: "on",
  reason: "A reason that is long enough",
  summary: "What was changed",
  roleReason: "A reason that is long enough",
  flagReason: "A reason that is long enough",
  suspensionReason: "A reason that is long enough",
  decisionReason: "A reason that is long enough",
  readOnlyReason: "A reason that is long enough",
  clientToken: "0123456789abcdef0123456789abcdef",
  text: "A paragraph of text.",
  decision: "refuse",
  role: "trusted",
  change: "give",
  seen: "1",
  to: "1",
  base: "1",
  days: "30",
  language: "fr",
  next: "/me",
  purpose: "A script",
  code: "123456",
  applicationId: ID,
  memberId: ID,
  sessionId: ID,
  apiTokenId: ID,
  factorResetId: ID,
  proposalId: ID,
  jobId: "1",
  typedHandle: "nobody",
  token: "abcdefghijklmnopqrstuvwxyz0123456789",
  ...PLACE,
};

const WRONG: Record<string, string> = {
  "a NUL": "a\0b",
  "a NUL alone": "\0",
  "half a surrogate pair": "a\ud800b",
  "controls and overrides": "\u0001\u001b[31m\u202e\u2066\ufeff",
  "590,000 letters": "a".repeat(590_000),
  "a negative number": "-1",
  "a huge number": "99999999999999999999999999",
  "no number": "NaN",
  "an exponent": "1e309",
  SQL: "'; drop table member; --",
  "a pattern": "%_\\%\\",
  markup: `"><script>alert(1)</script>`,
  "a path upwards": "../../etc/passwd",
  "line breaks": "a\r\nset-cookie: x=y\r\n",
  "two signs that are one letter": "e\u0301\u200d\u{1f469}\u200d\u{1f469}",
};

const SEARCHES: Record<string, string> = {
  "NUL in every parameter": "%00",
  "invalid UTF-8": "%ff%fe%80",
  "half an escape": "%",
  "a negative number": "-1",
  "a huge number": "99999999999999999999",
  "an exponent": "1e309",
  SQL: "'%20or%201=1--",
  "a pattern": "%25_%5C",
  "3,000 letters": "a".repeat(3_000),
  markup: "%22%3E%3Cscript%3E",
  "the prototype": "__proto__",
  "another host": "//evil.example",
  // Edge cases of numbers, dates, times and page keys.
  "a moment past all": `8640000000000001.${ID}`,
  "the last moment of the language": `8640000000000000.${ID}`,
  "a moment of the year 33658": `999999999999999.${ID}`,
  "a moment of nothing": `1.${"-".repeat(36)}`,
  "the last day": "9999-12-31",
  "a day before all": "0000-01-01",
  "the last second": "9999-12-31T23:59:59Z",
  "one more than a number": "2147483648",
};
/** Read by pages without being declared: the result of a form, and where it leads. */
const UNDECLARED = ["next", "done", "needs", "token", "held"];

/** Invalid values in every parameter at once, and in each declared one alone, since one refusal hides others. */
function searchesOf(door: Door): [string, string][] {
  const { view, spec } = door.handler.octopus ?? {};
  const declared = fieldNames(view?.query ?? spec?.input).filter((name) => !Object.hasOwn(PLACE, name));
  const names = [...new Set([...declared, ...UNDECLARED])];
  return Object.entries(SEARCHES).flatMap(([name, value], n): [string, string][] => [
    [name, `?${names.map((one) => `${one}=${value}`).join("&")}`],
    ...(declared.length > 1 ? declared : [])
      .filter((_, field) => isTried(name, n, field))
      .map((one): [string, string] => [name, `?${one}=${value}`]),
  ]);
}

const HEADERS: Record<string, Record<string, string>> = {
  "half an escape in a cookie": {
    cookie: "octopus=%; octopus-step=%E0%A4%A; octopus-joined=%; octopus-device=%",
  },
  "a cookie that is no seal": { cookie: "octopus=a.b.c.d.e; octopus-step=a.b.c.d.e; octopus-joined={}" },
  "a cookie without end": { cookie: `octopus=${"a".repeat(15_000)}` },
  "cookies without names": { cookie: "=; ;;;=%;octopus" },
  "NUL in a cookie": { cookie: "octopus=%00; octopus-step=%00; octopus-joined=%00" },
  "a token of nobody": { authorization: "Bearer oct_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
  "a token that is markup": { authorization: "Bearer oct_<script>" },
  "a name and a password": { authorization: "Basic OjpvY3Q6Og==" },
  "no authorization": { authorization: "Bearer" },
  "encodings of no one": { "accept-encoding": "x;q=abc,;;,gzip;q=-1", "if-none-match": '"\\", W/, *' },
};

const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data; boundary=b";
const part = (name: string, value: string) =>
  `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** Bodies that are always invalid. */
const BODIES: Record<string, { type: string; body: string | Uint8Array<ArrayBuffer> }> = {
  "a text": { type: "text/plain", body: "hello" },
  "no type": { type: "", body: "hello" },
  "a type without sense": { type: ";;;=", body: "x" },
  "nothing as form": { type: "application/x-www-form-urlencoded", body: "" },
  "half escapes": { type: "application/x-www-form-urlencoded", body: "form=%&a=%E0%A4%A&%=%" },
  "invalid UTF-8 as form": {
    type: "application/x-www-form-urlencoded",
    body: new Uint8Array([0x61, 0x3d, 0xff, 0xfe, 0x80]),
  },
  "the prototype as field": {
    type: "application/x-www-form-urlencoded",
    body: "__proto__=x&__proto__[x]=1&constructor=y&toString=z&form=__proto__&hasOwnProperty=1",
  },
  "a form of no page": { type: "application/x-www-form-urlencoded", body: "form=toString" },
  "500 fields": {
    type: "application/x-www-form-urlencoded",
    body: Array.from({ length: 500 }, (_, n) => `f${n}=1`).join("&"),
  },
  "a field of 700,000 letters": {
    type: "application/x-www-form-urlencoded",
    body: `text=${"a".repeat(700_000)}`,
  },
  "NUL in a field's name": { type: "application/x-www-form-urlencoded", body: "a%00b=1&%00=2&held=1" },
  "multipart without an end": { type: MULTIPART, body: part("email", "a") },
  "multipart cut in a head": { type: MULTIPART, body: "--b\r\ncontent-dispo" },
  "multipart without a boundary": { type: "multipart/form-data", body: `${part("email", "a")}--b--` },
  "a file for a text": {
    type: MULTIPART,
    body: `--b\r\ncontent-disposition: form-data; name="email"; filename="../../x"\r\ncontent-type: text/html\r\n\r\n<b>\r\n--b--\r\n`,
  },
  "no JSON": { type: "application/json", body: "{" },
  "invalid UTF-8 as JSON": { type: "application/json", body: new Uint8Array([0x7b, 0xff, 0x7d]) },
  null: { type: "application/json", body: "null" },
  "a list": { type: "application/json", body: "[]" },
  "a number": { type: "application/json", body: "1e999" },
  "the prototype as JSON": {
    type: "application/json",
    body: '{"__proto__":{"x":1},"constructor":{"prototype":{}}}',
  },
  "100,000 levels": {
    type: "application/json",
    body: `{"content":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
  },
  "63 levels": { type: "application/json", body: `{"content":${'{"a":'.repeat(62)}1${"}".repeat(62)}}` },
};

/** Values that JSON can contain but no form can. */
const VALUES: Record<string, unknown> = {
  ...WRONG,
  null: null,
  "a list": ["a"],
  "an object": { a: 1 },
  "lists in lists": [[[[[]]]]],
  true: true,
  "minus zero": -0,
  "half a number": 1.5,
  "a number beyond all": 1e300,
  "an own prototype": JSON.parse('{"__proto__":{"a":1}}'),
  "NUL and half a pair within": { schemaVersion: 1, "a\0": "\ud800", doc: { type: "doc", content: ["\0"] } },
  "an empty text": "",
};

const FINE_JSON: Record<string, unknown> = {
  base: null,
  clientToken: "0123456789abcdef0123456789abcdef",
  summary: "What was changed",
  content: prose({ aaaaaa: "A text" }),
  sequence: 1,
  force: true,
};

const doors = await listDoors();
const files = [...new Set(doors.map((door) => door.file))];
let people: (Actor | null)[] = [];
let asked = 0;
const statuses = new Map<number, number>();

beforeAll(async () => {
  const page = await makeProfile({ slug: "senegal", iso2: "SN", isPublished: true } as never);
  await makeRevision({ pageId: page, key: "legislation", content: prose({ aaaaaa: "A text" }) });
});
// The administrator can make the site read-only; every later response would then correctly be 503.
beforeEach(async () => {
  await db().delete(setting);
});
afterAll(() => {
  if (process.env.FUZZ_REPORT)
    console.info(`${asked} requests:`, Object.fromEntries([...statuses].sort(([a], [b]) => a - b)));
});

/** Sends a request and returns what is wrong with the response, if anything. */
async function faultOf(door: Door, name: string, given: Asked): Promise<string[]> {
  asked += 1;
  const who = given.as === undefined ? "by header" : (given.as?.roles.at(-1) ?? "visitor");
  const at = `${door.method} ${pathOf(door.file, given.place ?? {})}${(given.search ?? "").slice(0, 60)} as ${who}, ${name}`;
  try {
    const { status, body, headers } = await knock(door, given);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    // An instance whose database is outdated responds with 503, as this endpoint should.
    const isHealth = door.file === "app/api/health/ready/route.ts" && status === 503;
    const faults: string[] = [];
    if (status >= 500 && !isHealth) faults.push(`${at}: ${status}`);
    // The editor's messages are data of its page, not internals; so is the description of the API.
    const inside = INSIDES.exec(body)?.[0];
    if (inside) faults.push(`${at}: tells "${inside}"`);
    if (/[\r\n]/.test(headers.get("location") ?? "")) faults.push(`${at}: breaks a header`);
    return faults;
  } catch (error) {
    return [`${at}: throws ${String(error)}`];
  }
}

async function faultsOf(list: readonly [Door, string, Asked][]): Promise<string[]> {
  const faults: string[] = [];
  for (const [door, name, given] of list) faults.push(...(await faultOf(door, name, given)));
  return faults;
}

const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

/** Values that have caused errors before: tried in every field. */
const ALWAYS: ReadonlySet<string> = new Set([
  "a NUL",
  "NUL in every parameter",
  "half a surrogate pair",
  "a huge number",
  "SQL",
  "a moment past all",
]);
/**
 * With `FUZZ=all` every invalid value is tried in every field and parameter; otherwise each gets those and a fifth of
 * the others in turn.
 */
const isTried = (what: string, value: number, field: number) =>
  process.env.FUZZ === "all" || ALWAYS.has(what) || (value + field) % 5 === 0;

/** Returns every form of an endpoint with one invalid field at a time. */
function spoiltForms(door: Door): [string, string][] {
  const { forms = {}, spec } = door.handler.octopus ?? {};
  const asked = door.kind === "posted" && spec?.input ? { form: { schema: spec.input } } : forms;
  return Object.entries(asked).flatMap(([form, { schema }]) => {
    // Names of lists end in brackets in forms.
    const names = fieldNames(schema).map((name) => (door.kind === "posted" ? `${name}[]` : name));
    const fine = { form, ...Object.fromEntries(names.map((name) => [name, FINE[name] ?? "on"])) };
    const stamp: Record<string, string> = names.includes("stamp")
      ? { stamp: makeFormStamp(new Date(Date.now() - 60_000)) }
      : {};
    return names.flatMap((name, field) =>
      Object.entries(WRONG)
        // One page with a very long text is enough.
        .filter(([what], n) => (what === "590,000 letters" ? name === names[0] : isTried(what, n, field)))
        .map(([what, value]): [string, string] => [
          `${form}: ${what} in ${name}`,
          encode({ ...fine, ...stamp, [name]: value }),
        ]),
    );
  });
}

function spoiltJson(door: Door): [string, string][] {
  return fieldNames(door.handler.octopus?.spec?.input).flatMap((name, field) =>
    Object.entries(VALUES)
      .filter(([what], n) => isTried(what, n, field))
      .map(([what, value]): [string, string] => [
        `${what} in ${name}`,
        JSON.stringify({ ...FINE_JSON, clientToken: newId().replaceAll("-", ""), [name]: value }),
      ]),
  );
}

/**
 * Returns who sends it: the administrator, who reaches furthest, and one of the others in turn; of many single errors
 * only one of these two, in turn. With `FUZZ=all` everyone sends everything.
 */
function askersOf(turn: number, { isSingle }: { isSingle: boolean }): (Actor | null)[] {
  if (process.env.FUZZ === "all") return people;
  const [visitor = null, member = null, administrator = null] = people;
  if (isSingle && turn % 2 === 0) return [administrator];
  const other = Math.floor(turn / 2) % 2 === 0 ? visitor : member;
  return isSingle ? [other] : [other, administrator];
}

describe.each(files)("%s", (file) => {
  const own = doors.filter((door) => door.file === file);

  it("handles every address", async () => {
    people = [null, await makeActor(), await makeActor("administrator")];
    const list = own
      .filter((door) => door.method === "GET")
      .flatMap((door) =>
        searchesOf(door).flatMap(([name, search], n) =>
          askersOf(n, { isSingle: !search.includes("&") }).map((as): [Door, string, Asked] => [
            door,
            name,
            { as, search, place: PLACE },
          ]),
        ),
      );
    expect(await faultsOf(list)).toEqual([]);
  }, 120_000);

  it("handles every part of its address", async () => {
    const parts = [...file.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map((match) => match[1] ?? "");
    people = [null, await makeActor(), await makeActor("administrator")];
    const values = Object.entries(WRONG).filter(([name]) => !/590,000|half a surr/.test(name));
    const list = own.flatMap((door) =>
      parts.flatMap((part) =>
        values.flatMap(([name, value], n) =>
          askersOf(n, { isSingle: true }).map((as): [Door, string, Asked] => [
            door,
            `${name} as ${part}`,
            {
              as,
              place: { ...PLACE, [part]: value },
              ...(door.method === "GET"
                ? {}
                : { body: "{}", headers: { "content-type": "application/json" } }),
            },
          ]),
        ),
      ),
    );
    expect(await faultsOf(list)).toEqual([]);
  }, 120_000);

  it("handles every cookie and authorization", async () => {
    const list = own.flatMap((door) =>
      Object.entries(HEADERS).map(([name, headers]): [Door, string, Asked] => {
        const isForm = door.kind === "form" || door.kind === "screen-form" || door.kind === "posted";
        const type = isForm ? "application/x-www-form-urlencoded" : "application/json";
        const body = door.method === "GET" ? {} : { body: isForm ? "a=b" : "{}" };
        return [door, name, { place: PLACE, headers: { ...headers, "content-type": type }, ...body }];
      }),
    );
    expect(await faultsOf(list)).toEqual([]);
  });

  const writes = own.filter((door) => door.method !== "GET");
  if (writes.length === 0) return;

  it("handles every body", async () => {
    people = [null, await makeActor(), await makeActor("administrator")];
    const list = writes.flatMap((door) =>
      [
        ...Object.entries(BODIES).map(([name, { type, body }]) => ({ name, type, body, isSingle: false })),
        ...spoiltForms(door).map(([name, body]) => ({ name, type: FORM, body, isSingle: true })),
        ...spoiltJson(door).map(([name, body]) => ({ name, type: "application/json", body, isSingle: true })),
      ].flatMap(({ name, type, body, isSingle }, turn) =>
        askersOf(turn, { isSingle }).map((as): [Door, string, Asked] => [
          door,
          name,
          { as, place: PLACE, body, headers: { "content-type": type } },
        ]),
      ),
    );
    expect(await faultsOf(list)).toEqual([]);
  }, 240_000);
});
