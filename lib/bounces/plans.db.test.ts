import { afterAll, beforeAll, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { SYSTEM, transact } from "@/lib/transact";
import { gatherNotices } from "@/lib/watching";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { makeActor, makeMember } from "@/tests/support/members";
import { fillTables, sentBy } from "@/tests/support/plans";
import { recordBounce } from "./commands/record-bounce";
import { findBounces, isAddressStopped } from "./index";
import { findReturned, mailOf, makeReturnAddress } from "./return-address";

useDatabase();

const MEMBERS = 20_000;

let awa: Actor;

beforeAll(async () => {
  setEnvironment({ REPLY_ADDRESS: "reply@octopus.example" });
  awa = await makeActor("trusted");
  const { id } = await makeMember();
  await fillTables(`
    insert into member (id, state, handle, email, email_key, full_name, display_name, created_at)
    select md5('m ' || n)::uuid, 'active', 'many-' || n, n || '@example.net', n || '@example.net', 'M', 'M', now()
    from generate_series(1, ${MEMBERS}) n;
    insert into bounce_score (member_id, score, since, last_at, stopped_at, counts_from)
    select md5('m ' || n)::uuid, 4, now(), now(), now(), to_timestamp(0) from generate_series(1, ${MEMBERS}) n;
    insert into bounced_mail (member_id, mail, weight, status, reason, at)
    select md5('m ' || n)::uuid, lpad(k::text, 8, '0'), 2, '5.1.1', '550', now()
    from generate_series(1, ${MEMBERS}) n, generate_series(1, 2) k;
    insert into notice (id, member_id, category, kind, key, from_number, to_number, first_at, last_at, due_at)
    select md5('n ' || n)::uuid, '${id}', 'profile', 'section', n::text, 0, 0, now(), now(),
      now() + interval '1 hour' from generate_series(1, ${MEMBERS}) n`);
});

afterAll(() => setEnvironment({ REPLY_ADDRESS: undefined }));

const sentTo = ({ id, handle }: Actor) => ({
  memberId: id,
  email: `${handle}@example.org`,
  mail: mailOf(newId()),
  sentAt: new Date(),
});

it.each([
  ["what a member sees", () => findBounces(awa)],
  ["whether mails are sent to a member", () => isAddressStopped(awa.id, new Date())],
  ["whose mail came back", () => findReturned(makeReturnAddress(sentTo(awa)) ?? "", new Date(), db())],
  [
    "counting a bounce",
    () => transact(SYSTEM, (ctx) => recordBounce(ctx, sentTo(awa), { weight: 2, status: "", reason: "" })),
  ],
  ["gathering mails", () => transact(SYSTEM, gatherNotices)],
])("%s reads no whole table of members or bounces", async (_name, query) => {
  const statements = (await sentBy(query)).filter(({ text }) =>
    /^\s*(select|with|update|insert)/i.test(text),
  );
  expect(statements.length).toBeGreaterThan(0);
  for (const { text, values } of statements) {
    const { rows } = await pool().query(`explain ${text}`, values);
    const plan = rows.map((row) => Object.values(row)[0]).join("\n");
    expect(plan).not.toMatch(/Seq Scan on (member|bounce_score|bounced_mail)\b/);
  }
});
