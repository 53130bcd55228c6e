import { beforeAll, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { explainSight } from "@/lib/sight-kinds";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeMember } from "@/tests/support/members";
import { type Door, knock, listDoors, pathOf } from "./doors";
import { makeReaders, placeIn, type Readers } from "./readers";

/*
 * What administrators are told of who sees an address is what the address answers: asked at every page of the product that can
 * be opened, for each role. A new page that the explanation does not know fails here.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";

/** The rules that a member of one role only can be named by; the focal point is that of the country of the address. */
const ROLES = ["member", "trusted", "practitioner", "focal-point", "moderator", "administrator"] as const;

// A page that only a query makes one, such as `?of=`, is not found without it, in the explanation as well.
const doors = (await listDoors()).filter(
  ({ method, kind, file }) => method === "GET" && kind !== null && file.startsWith("app/[locale]/"),
);
let readers: Readers;
const asked: Partial<Record<(typeof ROLES)[number], Actor>> = {};

beforeAll(async () => {
  readers = await makeReaders();
  for (const role of ROLES) {
    const { id } = await makeMember();
    if (role !== "member") await giveRole(id, role, role === "focal-point" ? "SN" : undefined);
    asked[role] = await actorOf(id);
  }
});

/** Whether the page itself is the answer, to a reader. */
async function opens(door: Door, as: Actor | null): Promise<boolean> {
  const { status, to } = await knock(door, { as, place: placeIn(door) });
  if (status >= 300 && status < 400) return !/^\/(signin|me\/security|me\/confirm)\?/.test(to ?? "");
  return status < 400;
}

async function explain(door: Door) {
  const input = {
    handle: asked.member?.handle ?? "",
    address: pathOf(door.file, placeIn(door)),
    sightReason: "A test.",
  };
  return transact(by(readers.administrator), (ctx) => explainSight(ctx, input));
}

it.each(doors.map((door) => [door.file, door] as const))("%s", async (_, door) => {
  const sight = await explain(door);
  const answers = new Map<string, boolean>();
  for (const role of ROLES) answers.set(role, await opens(door, asked[role] ?? null));
  const isPublic = await opens(door, null);
  if (sight.kind === "personal") {
    // Each member has one, or nobody can say who does.
    expect([isPublic, door.kind === "screen" || door.kind === "reading"]).toEqual([false, true]);
    return;
  }
  if (sight.kind === "none") {
    expect([isPublic, ...answers.values()]).toEqual(Array.from({ length: 7 }, () => false));
    return;
  }
  const rules: readonly string[] = [...sight.by, ...sight.needs];
  const isFor = (role: string) =>
    rules.includes("everyone") ||
    rules.includes("members") ||
    rules.includes(role) ||
    (role === "focal-point" && rules.includes("any-focal-point"));
  expect(Object.fromEntries(ROLES.map((role) => [role, isFor(role)]))).toEqual(Object.fromEntries(answers));
  expect([rules.includes("everyone"), sight.isAllowed]).toEqual([isPublic, answers.get("member")]);
});
