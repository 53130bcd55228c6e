import { listOpenPosts } from "@/lib/blog";
import { PostsList } from "@/lib/blog/open/model";
import {
  listArticles,
  listChanges,
  listCountries,
  listMembers,
  listProvisions,
  listSections,
  makeDumpOf,
  remakeDumpOf,
  resource,
} from "@/lib/open-data";
import {
  ArticlesList,
  ChangesList,
  CountriesList,
  MembersList,
  ProvisionsList,
  SectionsList,
} from "@/lib/open-data/lists/model";
import { listOpenMaterials } from "@/lib/training";
import { MaterialsList } from "@/lib/training/open/model";
import type { ResourceName } from "@/lib/vocabulary/open-lists";

/** Every list of public data, as the API and the dumps read it. A kind of page that is public data adds its line. */
export const LISTS = {
  countries: resource(CountriesList, 100, listCountries),
  sections: resource(SectionsList, 25, listSections),
  articles: resource(ArticlesList, 100, listArticles),
  provisions: resource(ProvisionsList, 100, listProvisions),
  posts: resource(PostsList, 25, listOpenPosts),
  materials: resource(MaterialsList, 25, listOpenMaterials),
  changes: resource(ChangesList, 100, listChanges),
  members: resource(MembersList, 100, listMembers),
} as const satisfies Record<ResourceName, unknown>;

export const makeDump = makeDumpOf(LISTS);
export const remakeDump = remakeDumpOf(LISTS);
