import { eq, type SQL, sql } from "drizzle-orm";
import { material } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { can, type MaterialFacts } from "@/lib/core/policy";
import type { Queue } from "@/lib/queues";

/** A material in a queue, with the member asking for it: '' for none. */
interface QueuedMaterial extends MaterialFacts {
  askerId: string;
}
type MaterialQueue = Queue<QueuedMaterial, { pageId: string }, unknown>;

const PATH = "/training/review";

/** SQL: the policy's facts about a material `m`. */
const factsWith = (askerId: SQL) =>
  sql`jsonb_build_object('ownerId', m.owner_id, 'state', m.state, 'access', m.access,
    'trainersAccess', m.trainers_access, 'retractedBy', m.retracted_by, 'askerId', ${askerId}) as facts`;
const FACTS = factsWith(sql`''`);

async function factsOf(ctx: Ctx, { pageId }: { pageId: string }): Promise<QueuedMaterial | null> {
  const [row] = await ctx.tx
    .select({
      ownerId: material.ownerId,
      state: material.state,
      access: material.access,
      trainersAccess: material.trainersAccess,
      retractedBy: material.retractedBy,
    })
    .from(material)
    .where(eq(material.pageId, pageId));
  return row ? { ...row, askerId: ctx.actor?.id ?? "" } : null;
}

/** Materials in review, and versions of published ones. */
export const materials: MaterialQueue = {
  name: "materials",
  path: PATH,
  roles: ["trusted", "moderator", "administrator"],
  factsOf,
  decides: (reviewer, facts) => can(reviewer, "material.review", facts),
  parts: {
    uploads: {
      path: `${PATH}#uploads`,
      waiting: () => sql`select m.page_id as id, m.submitted_at as since, ${FACTS}
        from material m where m.state = 'submitted'`,
    },
    versions: {
      path: `${PATH}#versions`,
      waiting: () => sql`select m.page_id as id, v.submitted_at as since, ${FACTS}
        from material_version v join material m on m.page_id = v.material_id
        where v.published_at is null and v.submitted_at is not null and m.state = 'published'`,
    },
  },
};

/** Requests for files of materials. */
export const requests: MaterialQueue = {
  name: "requests",
  path: PATH,
  roles: ["administrator"],
  factsOf,
  decides: (reviewer, facts) => can(reviewer, "material.grant", facts),
  parts: {
    requests: {
      path: `${PATH}#requests`,
      waiting: () => sql`select q.id, q.created_at as since, ${factsWith(sql`q.member_id`)}
        from material_request q join material m on m.page_id = q.material_id where q.state = 'open'`,
    },
  },
};

/** Suggested corrections of materials. */
export const suggestions: MaterialQueue = {
  name: "suggestions",
  path: PATH,
  roles: ["moderator", "administrator"],
  factsOf,
  decides: (reviewer, facts) => can(reviewer, "material.answer", facts),
  parts: {
    suggestions: {
      path: `${PATH}#suggestions`,
      waiting: () => sql`select q.id, q.created_at as since, ${FACTS}
        from material_suggestion q join material m on m.page_id = q.material_id where q.state = 'open'`,
    },
  },
};
