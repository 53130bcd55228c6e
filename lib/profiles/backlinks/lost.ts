import { type SQL, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { db, type Queryable } from "@/db/client";
import { findArticle } from "@/lib/convention";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { dataHash } from "@/lib/text/hash";
import { linkedFrom } from "@/lib/text/targets";
import { findSlugsOf } from "../reading";
import { type Lost, type LostLink, type LostOf, lostIn } from "./model";

export interface LostLinks {
  lost: Lost;
  lostOf: LostOf;
  /** What makes a document stale that says so: these pages coming or going. */
  scopes: string[];
}

/**
 * Which links of some texts lead to pages of this site that readers cannot have. Asked where a text is drawn, and never
 * kept with it: what is missing may appear, and what is there may be taken back. Of a draft it says what it says of
 * nothing.
 */
export async function findLost(contents: readonly unknown[], on: Queryable = db()): Promise<LostLinks> {
  const home = env().APP_URL;
  const targets = [...new Set(contents.flatMap((content) => linkedIn(content, home)))];
  const there = targets.length > 0 ? await readThere(targets, on) : new Map<string, boolean>();
  const lost = new Map<string, LostLink>();
  for (const target of targets) {
    const isRetracted = there.get(target);
    if (isRetracted !== false) lost.set(target, { target, state: isRetracted ? "retracted" : "missing" });
  }
  const found = { home, links: [...lost.values()] };
  return {
    lost: found,
    lostOf: lostIn(found),
    scopes: targets.flatMap((target) => scopeOf(target, lost.has(target)) ?? []),
  };
}

/** The pages that a text names, by its hash: the links of a text are the same each time that it is drawn. */
const linked = new LRUCache<string, readonly string[]>({ max: 5_000 });

function linkedIn(content: unknown, home: string): readonly string[] {
  if (typeof content !== "object" || content === null) return [];
  const key = `${dataHash(content)} ${home}`;
  let targets = linked.get(key);
  if (!targets) {
    targets = [...linkedFrom([content], home)];
    linked.set(key, targets);
  }
  return targets;
}

/** Countries come and never go; articles do neither. */
function scopeOf(target: string, isLost: boolean): string | null {
  const [area = "", name = ""] = target.split("/");
  if (area === "countries") return isLost ? scope.profile(name) : null;
  return area === "convention" ? null : scope.there(target);
}

/** The targets that there are, each with whether it was taken back. */
async function readThere(targets: readonly string[], on: Queryable): Promise<Map<string, boolean>> {
  const named = (area: string) =>
    targets.flatMap((target) => (target.startsWith(`${area}/`) ? [target.slice(area.length + 1)] : []));
  const [countries, posts, materials] = [named("countries"), named("blog"), named("training")];
  const list = (names: string[]): SQL => sql`any(${sql.param(names)}::text[])`;
  const { rows } = await on.execute<{ target: string; retracted: boolean }>(sql`
    select 'blog/' || slug as target, state = 'retracted' as retracted from post
      where slug = ${list(posts)} and state in ('published', 'retracted')
    union all select 'blog/' || a.slug, o.state = 'retracted' from post_alias a
      join post o on o.page_id = a.post_id and o.state in ('published', 'retracted') where a.slug = ${list(posts)}
    union all select 'training/' || slug, state = 'retracted' from material
      where slug = ${list(materials)} and state in ('published', 'retracted')`);
  const there = new Map(rows.map(({ target, retracted }) => [target, retracted]));
  for (const id of named("convention")) if (findArticle(id)) there.set(`convention/${id}`, false);
  for (const name of (await findSlugsOf(countries, on)).keys()) there.set(`countries/${name}`, false);
  return there;
}
