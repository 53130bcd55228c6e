import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { subselect } from "@/db/subselect";
import { MOST_CHANGES } from "@/lib/notices/model";
import { moment } from "@/lib/notices/sql";
import { wordsByLanguage } from "@/lib/revisions/wordings";
import type { Appeared, AppearedCount, AppearedSort, SubjectPlace } from "../model";
import { subjectKey } from "../model";

/** Whether an event `e` may be told of now: what it names can still be read. */
export const IS_READ = subselect`case e.sort
    when 'post' then exists (select 1 from post p where p.page_id = e.page_id and p.state = 'published')
    when 'material' then exists (select 1 from material m where m.page_id = e.page_id and m.state = 'published')
    else exists (select 1 from revision r where r.id = e.subject_id and r.state = 'published')
  end`;

/** Whether what an event `e` names is by the member `of`: nobody is told of their own. */
export const isBy = (of: SQL): SQL => subselect`case e.sort
    when 'post' then exists (select 1 from post_author a where a.post_id = e.page_id and a.member_id = ${of}
      and a.state = 'agreed')
    when 'material' then exists (select 1 from material m where m.page_id = e.page_id and m.owner_id = ${of})
    else exists (select 1 from revision r where r.id = e.subject_id and r.author_id = ${of})
  end`;

const ofOthers = (readerId: string, place: SubjectPlace): SQL =>
  sql`e.kind = ${place.kind} and e.key = ${subjectKey(place)} and ${IS_READ} and not ${isBy(sql`${readerId}::uuid`)}`;

interface Row {
  [column: string]: unknown;
  sort: AppearedSort;
  slug: string;
  title: string;
  wordings: unknown;
  en: string | null;
  fr: string | null;
  ar: string | null;
  number: number | null;
  record_id: string | null;
  at: string;
}

/** Where it is read: what is new by itself, and what a country says otherwise now as the difference that it made. */
function pathOf({ sort, slug, record_id, number }: Row): string {
  switch (sort) {
    case "post":
      return `/blog/${slug}`;
    case "material":
      return `/training/${slug}`;
    case "provision":
      return `/countries/${slug}#laws-${record_id}`;
    default:
      return `/countries/${slug}/diff?to=${number}#change-${SECTION[sort]}`;
  }
}

const SECTION = {
  "provision-change": "laws",
  assessment: "mappings",
  declaration: "treaty-status",
} as const;

/**
 * What newly appeared under a subject from one moment to another, by others than the reader, newest first; at most
 * `MOST_CHANGES`. Asked anew whenever it is shown or mailed: what was taken back since is not among it.
 */
export async function listAppeared(
  readerId: string,
  place: SubjectPlace,
  { from, until }: { from: Date; until: Date },
  on: Queryable = db(),
): Promise<Appeared[]> {
  const { rows } = await on.execute<Row>(sql`
    select e.sort, e.record_id, e.at, coalesce(p.slug, m.slug, f.slug) as slug, r.number,
      coalesce(p.title, m.title, l.title, '') as title, l.data -> 'wordings' as wordings,
      f.name_en as en, f.name_fr as fr, f.name_ar as ar
    from subject_event e
    left join post p on e.sort = 'post' and p.page_id = e.page_id
    left join material m on e.sort = 'material' and m.page_id = e.page_id
    left join profile f on e.sort not in ('post', 'material') and f.page_id = e.page_id
    left join revision r on e.sort not in ('post', 'material') and r.id = e.subject_id
    left join profile_record l on e.sort in ('provision', 'provision-change') and l.page_id = e.page_id and l.section = 'laws'
      and l.record_id = e.record_id
    where ${ofOthers(readerId, place)} and e.at >= ${moment(from)} and e.at <= ${moment(until)}
    order by e.at desc, e.id desc limit ${MOST_CHANGES}`);
  return rows.map((row) => {
    const { sort, title, wordings, en, fr, ar, at } = row;
    const names = title === "" && en !== null && fr !== null && ar !== null ? { en, fr, ar } : null;
    const titles = wordsByLanguage({ wordings }, "title");
    return { sort, title, titles, names, path: pathOf(row), at: new Date(at) };
  });
}

/** How much of each sort appeared under a subject after a moment, by others than the reader. */
export async function countAppeared(
  readerId: string,
  place: SubjectPlace,
  after: Date,
  on: Queryable = db(),
): Promise<AppearedCount[]> {
  const { rows } = await on.execute<{ sort: AppearedSort; count: number }>(sql`
    select sort, count(*)::int as count from (
      select e.sort from subject_event e
      where ${ofOthers(readerId, place)} and e.at > ${moment(after)} limit ${MOST_CHANGES}
    ) appeared group by sort order by sort`);
  return rows;
}
