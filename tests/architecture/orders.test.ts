import { describe, expect, it } from "vitest";
import { openOrders } from "./orders";
import { productFiles, read } from "./syntax";

/** Orders that tell all rows apart by what the check does not see, with the reason. */
const EXCEPTIONS: Record<string, string> = {
  "lib/backup/catalogue.ts":
    "reads the catalogue of Postgres, whose names are unique within their table or schema",
  "lib/backup/copy.ts": "orders each table by its primary key",
  "lib/notices/appeared.ts max(e.at), e.subject_id, e.record_id, e.sort, e.page_id":
    "these are its groups: what they are about follows from the page",
  "lib/pages/links/queries.ts kind, slug, part":
    "a page has one name, so its rows are distinct in these three",
  "lib/pages/record-queries.ts revision.number": "the revisions are those of one section",
  "lib/search/find.ts same": "takes any one of rows that are alike",
};

const open = productFiles("app", "components", "db", "lib", "scripts")
  .filter((file) => /orderBy|order by/i.test(read(file)))
  .flatMap((file) => openOrders(file));
/** Names an order without its line. */
const placeOf = (found: string) => found.replace(/:\d+/, "");
const isExcepted = (found: string) =>
  Object.keys(EXCEPTIONS).some((one) => placeOf(found) === one || placeOf(found).startsWith(`${one} `));

describe("the order of rows", () => {
  it("ends with a unique key, so that rows of one moment never change places", () => {
    expect(open.filter((found) => !isExcepted(found))).toEqual([]);
  });

  it("has no exception that is not needed", () => {
    const needed = Object.keys(EXCEPTIONS).filter((one) =>
      open.some((found) => placeOf(found) === one || placeOf(found).startsWith(`${one} `)),
    );
    expect(needed).toEqual(Object.keys(EXCEPTIONS));
  });

  it.each([
    "on.select().from(post).orderBy(desc(post.createdAt));",
    "on.select({ slug: post.slug }).from(post).orderBy(desc(sql`lower(title)`));",
    "const p = alias(post, 'p'); on.select().from(p).orderBy(p.updatedAt);",
    "on.select().from(post).orderBy(...(up ? [asc(post.title), asc(post.pageId)] : [desc(post.title)]));",
    "on.select().from(watch).orderBy(asc(watch.memberId), asc(watch.createdAt));",
    "on.selectDistinctOn([member.id], {}).from(member).orderBy(member.id, desc(member.createdAt));",
    "list({ order: [asc(member.displayName)] });",
    "sql`select id from notice order by last_at desc limit 5`;",
    "sql`select n.id, row_number() over (order by n.last_at) as place from notice n`;",
    "sql`select array_agg(n.id order by n.last_at) from notice n`;",
    "sql`select distinct on (n.member_id) n.member_id, n.id from notice n order by n.member_id, n.last_at`;",
  ])("is left open by: %s", (source) => {
    expect(openOrders("source.ts", source)).toHaveLength(1);
  });

  it.each([
    "on.select().from(post).orderBy(desc(post.createdAt), desc(post.pageId));",
    "on.select().from(post).orderBy(asc(post.slug));",
    "on.select({ at: post.createdAt }).from(post).orderBy(desc(post.createdAt)).limit(1);",
    "on.select().from(watch).where(eq(watch.memberId, id)).orderBy(watch.createdAt, watch.kind, watch.key);",
    "sql`select v from t group by v order by count(*) desc, v`;",
    "sql`select array_agg(distinct t.word order by t.word) from t`;",
    "sql`select e.at from page_event e order by e.at desc limit 1`;",
    "sql`select id from notice order by last_at desc, id desc limit 5`;",
  ])("is told by: %s", (source) => {
    expect(openOrders("source.ts", source)).toEqual([]);
  });
});
