import { eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import type { Ctx } from "@/lib/core/ctx";
import type { PersonalData } from "@/lib/core/personal-data";
import { can } from "@/lib/core/policy";
import { CHANGE, logChange, notifyAuthor, type WatchedPages } from "@/lib/notices";
import type { RevisionSteps } from "@/lib/pages";
import { clearQueueNotices, notifyReviewers, type WholeQueue } from "@/lib/queues";
import { updateAllEntries } from "@/lib/search";
import { contentText } from "@/lib/text/plain";
import { NOTE, note, notePin } from "./page-kind";

const waiting = () => sql`select r.id, r.created_at as since, '{}'::jsonb as facts
  from revision r join note n on n.page_id = r.page_id where r.state = 'pending'`;

/** Edits of notes that wait for a moderator. */
export const notes: WholeQueue = {
  name: "notes",
  path: "/notes/review",
  roles: ["moderator"],
  factsOf: async () => ({}),
  decides: (reviewer) => can(reviewer, "section.protect"),
  parts: { notes: { path: "/notes/review", waiting } },
};

/** The events of notes for their watchers' notifications. */
export const WATCHED_NOTES: WatchedPages = {
  kind: NOTE,
  pages: () => sql`select n.page_id, p.slug, n.title from note n join page p on p.id = n.page_id`,
  state: sql`select 'published' from note n where n.page_id = e.page_id`,
  isOwn: sql`false`,
  events: [CHANGE],
};

/** Returns the note's title and the address of its history, for notifications of decisions. */
export async function nameDecision(on: Queryable, { pageId }: { pageId: string }) {
  const [row] = await on.select().from(note).where(eq(note.pageId, pageId));
  return row ? { title: () => row.title, path: "/notes" } : null;
}

/** Updates the search index for some notes. */
async function index(tx: Tx, ids: readonly string[]): Promise<number> {
  const { rows } = await tx.execute<{ id: string; slug: string; title: string; content: never }>(sql`
    select p.id, p.slug, n.title, r.content from note n join page p on p.id = n.page_id
    join section s on s.page_id = p.id join revision r on r.id = s.current_revision_id
    where p.id = any(${sql.param([...ids])}::uuid[])`);
  const entryOf = ({ slug, title, content }: (typeof rows)[number]) => {
    const passages = [{ text: contentText(content) }];
    return { key: "", kind: NOTE, path: `/notes/${slug}`, title, language: "en", passages };
  };
  const owned = rows.map((row) => ({ owner: `note:${row.id}`, entries: [entryOf(row)] }));
  return updateAllEntries(tx, owned);
}
const list = async () => (await db().select().from(note)).map(({ pageId }) => pageId);

/** Notes as `search:reindex` processes them. */
export const SEARCHED = {
  list,
  index,
  batch: 10,
  samples: () => [],
  owners: async () => (await list()).map((id) => `note:${id}`),
};
const indexNote = async (ctx: Ctx, { pageId }: { pageId: string }): Promise<void> =>
  void (await index(ctx.tx, [pageId]));

/** The consequences of revisions of notes. */
const stale = ({ slug }: { slug: string }) => [`there:notes/${slug}`];
const shown = [indexNote, logChange];
export const NOTE_STEPS: RevisionSteps = {
  "revision.published": { stale, now: shown },
  "revision.pending": { now: [notifyReviewers(notes)] },
  "revision.accepted": { stale, now: [...shown, notifyAuthor, clearQueueNotices(notes)] },
  "revision.rejected": { now: [notifyAuthor, clearQueueNotices(notes)] },
  "revision.withdrawn": { now: [clearQueueNotices(notes)] },
  "revision.hidden": { stale },
  "revision.shown": { stale },
};

/** The members who pinned notes: their export contains it, and it is erased with them. */
export const NOTE_DATA: PersonalData = {
  async collect(on, memberId) {
    const ids = on.select({ id: notePin.pageId }).from(notePin).where(eq(notePin.memberId, memberId));
    return { notePins: await on.select({ title: note.title }).from(note).where(inArray(note.pageId, ids)) };
  },
  tables: [notePin],
};
