import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";
import {
  countRequests,
  countUnread,
  findAddressee,
  findConversation,
  findMessageSettings,
  findReport,
  listConversations,
  listReports,
  openConversation,
} from "./index";

useDatabase({ keep: true });

/** The conversations of one busy member, with fifty messages each; others have as many among themselves. */
const CONVERSATIONS = 2_000;
const MESSAGES = 50;

let reader: Actor;
let administrator: Actor;
let middle = { id: "", lastId: "" };
let reportId = "";

/** Many small rows, created inside the database. */
beforeAll(async () => {
  reader = await makeActor();
  administrator = await makeActor("administrator");
  await fillTables(`
    insert into member (id, state, handle, full_name, display_name, created_at, is_listed)
      select gen_random_uuid(), 'active', 'writer-' || n, 'Writer ' || n, 'Writer ' || n, now(), true
      from generate_series(1, ${CONVERSATIONS}) n;
    create temporary table pair on commit drop as
      select gen_random_uuid() as id, '${reader.id}'::uuid as one, m.id as two, row_number() over () as n, true as is_own
        from member m where m.handle like 'writer-%'
      union all
      select gen_random_uuid(), a.id, b.id, row_number() over (), false
        from member a join member b on b.handle = 'writer-' || (substr(a.handle, 8)::int + 1)
        where a.handle like 'writer-%';
    insert into conversation (id, first_id, second_id, started_by, state, created_at)
      select id, least(one, two), greatest(one, two), two,
        case when n % 40 = 0 then 'requested' when n % 41 = 0 then 'declined' else 'accepted' end, now() from pair;
    insert into direct_message (id, conversation_id, number, member_id, recipient_id, is_request, text, client_token,
        created_at)
      select gen_random_uuid(), p.id, m.n, case when m.n % 2 = 1 then p.two else p.one end,
        case when m.n % 2 = 1 then p.one else p.two end, m.n = 1, 'Message ' || m.n, p.id || '-' || m.n,
        now() - make_interval(mins => p.n::int + 60 - m.n)
      from pair p, generate_series(1, case when p.is_own then ${MESSAGES} else 5 end) m (n);
    insert into conversation_side (conversation_id, member_id, last_number, last_id, read_number, archived_number)
      select d.conversation_id, s.member_id, d.number, d.id, case when p.n % 50 = 0 then 0 else d.number end,
        case when p.n % 3 = 0 then d.number else 0 end
      from (select distinct on (conversation_id) * from direct_message order by conversation_id, number desc) d
      join pair p on p.id = d.conversation_id, unnest(array[p.one, p.two]) s (member_id);
    insert into member_block (member_id, blocked_id, created_at)
      select one, two, now() from pair where is_own and n % 30 = 0
      union all
      select a.id, b.id, now() from generate_series(1, 10) n
        join member a on a.handle like 'writer-%'
        join member b on b.handle = 'writer-' || (substr(a.handle, 8)::int + n);
    insert into message_report (id, message_id, member_id, sender_id, text, reason, state, created_at, decided_at)
      select gen_random_uuid(), d.id, d.recipient_id, d.member_id, d.text, 'A reason',
        case when row_number() over () % 50 = 0 then 'open' else 'dismissed' end, now(),
        case when row_number() over () % 50 = 0 then null else now() end
      from direct_message d where d.number = 3`);
  const { rows } = await pool().query(
    `select conversation_id as id, last_id as "lastId" from conversation_side where member_id = $1
      order by last_id offset ${CONVERSATIONS / 2} limit 1`,
    [reader.id],
  );
  middle = rows[0];
  const reports = await pool().query(
    "select id from message_report where state = 'open' and $1 not in (member_id, sender_id) limit 1",
    [administrator.id],
  );
  reportId = reports.rows[0].id;
  await transact(by(administrator), (ctx) =>
    openConversation(ctx, { id: reportId, reason: "Two reports say that it began earlier." }),
  );
}, 120_000);

const WHOLE =
  /Seq Scan on (?:conversation|conversation_side|direct_message|message_report|conversation_access|member_block|member)\b/;
/** The list of one member's requests or archive joins many of their conversations, which are half of all here. */
const OTHERS = /Seq Scan on (?:direct_message|message_report|member_block)\b/;

const list = (query: Partial<Parameters<typeof listConversations>[1]>) =>
  listConversations(reader, { show: "conversations", ...query });

const QUERIES: [string, () => Promise<unknown>, RegExp][] = [
  ["the list of conversations", () => list({}), WHOLE],
  ["later conversations", () => list({ after: middle.lastId }), WHOLE],
  ["earlier conversations", () => list({ before: middle.lastId }), WHOLE],
  ["the archive", () => list({ show: "archived" }), WHOLE],
  ["requests", () => list({ show: "requests" }), OTHERS],
  ["how many requests wait", () => countRequests(reader), OTHERS],
  ["how many conversations are unread", () => countUnread(reader.id), WHOLE],
  ["a conversation", () => findConversation(reader, middle.id), WHOLE],
  ["earlier messages", () => findConversation(reader, middle.id, { before: 20 }), WHOLE],
  ["later messages", () => findConversation(reader, middle.id, { after: 20 }), WHOLE],
  ["a member to write to", () => findAddressee(reader, "writer-7"), WHOLE],
  ["settings", () => findMessageSettings(reader), /Seq Scan on member_block\b/],
  ["open reports", () => listReports(administrator), /Seq Scan on (?:direct_message|message_report)\b/],
  [
    "an opened conversation",
    () => findReport(administrator, reportId, { part: {}, now: new Date() }),
    /Seq Scan on (?!conversation_access)/,
  ],
];

describe(`with ${CONVERSATIONS} conversations of one member`, () => {
  it.each(QUERIES)("%s: uses its indexes", async (_, query, whole) => {
    const plans = await plansOf(query);
    expect(plans.length).toBeGreaterThan(0);
    for (const { text, plan } of plans) {
      if (whole.test(plan)) throw new Error(`${text}\n${plan}`);
    }
  });
});
