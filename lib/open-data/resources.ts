import type { z } from "zod";
import type { Queryable } from "@/db/client";
import { listCountries, listSections } from "./lists/countries";
import { listArticles, listProvisions } from "./lists/law";
import {
  ArticlesList,
  ChangesList,
  CountriesList,
  MaterialsList,
  MembersList,
  PostsList,
  ProvisionsList,
  SectionsList,
} from "./lists/model";
import { listChanges, listMembers } from "./lists/people";
import type { Listed, Place } from "./lists/place";
import { listMaterials, listPosts } from "./lists/texts";
import type { ResourceName } from "./model";

/** What is listed: by which query, and how. Lists and dumps read it by the same function. */
export interface Resource<Query extends z.ZodObject = z.ZodObject> {
  query: Query;
  list: (query: z.infer<Query>, on?: Queryable) => Promise<Listed<object>>;
  /** The longest page that it gives. */
  most: number;
}

const resource = <Query extends z.ZodObject>(
  query: Query,
  most: number,
  list: (query: z.infer<Query>, on?: Queryable) => Promise<Listed<object>>,
): Resource<Query> => ({ query, list, most });

export const LISTS = {
  countries: resource(CountriesList, 100, listCountries),
  sections: resource(SectionsList, 25, listSections),
  articles: resource(ArticlesList, 100, listArticles),
  provisions: resource(ProvisionsList, 100, listProvisions),
  posts: resource(PostsList, 25, listPosts),
  materials: resource(MaterialsList, 25, listMaterials),
  changes: resource(ChangesList, 100, listChanges),
  members: resource(MembersList, 100, listMembers),
} as const satisfies Record<ResourceName, unknown>;

/** Every row of a list, a page at a time: however long it is, no more than a page is held. */
export async function* everyRow(name: ResourceName, on: Queryable): AsyncGenerator<object> {
  const { list, most } = LISTS[name];
  const read = list as (query: Place, on: Queryable) => Promise<Listed<object>>;
  let after: string | undefined;
  for (;;) {
    const page = await read({ limit: most, ...(after === undefined ? {} : { after }) }, on);
    yield* page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}
