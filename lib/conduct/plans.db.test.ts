import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { findActorBySession, findMailActor, makeToken } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { findOwnSuspension } from "@/lib/members";
import { useDatabase } from "@/tests/support/database";
import { makeActor, makeMember, makeSession } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";
import { countSuspensions, findConduct, findKeptReason, findOwnConduct, findUnreadWarning } from "./index";

useDatabase({ keep: true });

/** Members with a past suspension, two warnings and three notes each; one in ten is suspended now. */
const MEMBERS = 20_000;

let administrator: Actor;
let own: Actor;
let sessionId = "";
let secret = "";
let suspendedId = "";

/** Many small rows, created inside the database. */
beforeAll(async () => {
  administrator = await makeActor("administrator");
  own = await makeActor();
  sessionId = await makeSession(own.id);
  const suspended = await makeMember({ state: "suspended" });
  suspendedId = suspended.id;
  await fillTables(`
    insert into member (id, state, handle, full_name, display_name, created_at, is_listed, suspended_at, suspended_until)
      select gen_random_uuid(), case when n % 10 = 0 then 'suspended' else 'active' end, 'someone-' || n, 'Someone ' || n,
        'Someone ' || n, now(), true, case when n % 10 = 0 then now() end,
        case when n % 20 = 0 then now() + make_interval(days => 7) end
      from generate_series(1, ${MEMBERS}) n;
    insert into suspension (id, member_id, reason, started_at, until, by_id, ended_at, ended)
      select gen_random_uuid(), m.id, 'Advertising', now() - make_interval(days => 40), null, '${administrator.id}',
        case when p.is_past then now() - make_interval(days => 30) end, case when p.is_past then 'lifted' end
      from member m, (values (true), (false)) p (is_past) where p.is_past or m.state = 'suspended';
    insert into warning (id, member_id, reason, by_id, created_at, read_at)
      select gen_random_uuid(), m.id, 'Do not name suspects', '${administrator.id}', now() - make_interval(days => n),
        case when n = 1 and m.handle like '%00' then null else now() end
      from member m, generate_series(1, 2) n;
    insert into staff_note (id, member_id, text, by_id, created_at)
      select gen_random_uuid(), m.id, 'Asked twice', '${administrator.id}', now() - make_interval(days => n)
      from member m, generate_series(1, 3) n;
    insert into flag_case (id, kind, subject_id, author_ids, state, weight, created_at, decided_at, decided_by, reason)
      select gen_random_uuid(), 'suspension', s.id, array[s.member_id], 'upheld', 0, s.started_at, s.started_at, s.by_id,
        s.reason from suspension s`);
  secret = await makeToken(db(), { kind: "suspension", memberId: suspendedId }, new Date());
}, 120_000);

/** A table is read by an index: the rows of one member are few among all. */
const WHOLE = /Seq Scan on (?:suspension|warning|staff_note|flag_case|member)\b/;
const about = () => ({ memberId: own.id, isOfficer: false });

const QUERIES: [string, () => Promise<unknown>][] = [
  ["who reads, with an unread warning or not", () => findActorBySession(sessionId)],
  ["who acts by mail", () => findMailActor(own.id)],
  ["a member's conduct for staff", () => findConduct(administrator, about())],
  ["a member's own conduct", () => findOwnConduct(own, new Date())],
  ["the suspension of a secret", () => findOwnSuspension(secret)],
  ["why an appeal was not successful", () => findKeptReason(suspendedId)],
  ["the newest unread warning", () => findUnreadWarning(own.id)],
  ["how many suspensions a member had", () => countSuspensions(administrator, own.id)],
];

describe(`with ${MEMBERS} members who were warned and suspended`, () => {
  it.each(QUERIES)("%s: uses its indexes", async (_, query) => {
    const plans = await plansOf(query);
    expect(plans.length).toBeGreaterThan(0);
    for (const { text, plan } of plans) {
      if (WHOLE.test(plan)) throw new Error(`${text}\n${plan}`);
    }
  });
});
