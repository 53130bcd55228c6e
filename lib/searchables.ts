import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { indexPosts, listPostOwners, listPublishedIds, postSamples } from "@/lib/blog";
import { commentSamples } from "@/lib/comments";
import { isWrittenIn, recordFormat } from "@/lib/core/formats";
import { type By, transact } from "@/lib/core/transact";
import { indexTopics, listTopicIds, listTopicOwners, topicSamples } from "@/lib/discussions";
import { LOCALES } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { conventionSamples, conventionWords, indexConvention, listConventionOwners } from "@/lib/legal";
import { indexMembers, listListedIds, listMemberOwners, memberSamples } from "@/lib/members";
import { indexProfiles, listProfileOwners, listProfilePageIds, profileSamples } from "@/lib/profiles";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { describeEntries, rebuildSearch, removeOrphans, type SearchEntry } from "@/lib/search";
import { findStandingPage, indexStandingPages, listPageOwners, standingSamples } from "@/lib/standing-pages";
import { STANDING_PAGES } from "@/lib/standing-pages/model";
import { indexMaterials, listMaterialIds, listMaterialOwners, materialSamples } from "@/lib/training";
import { TOPICS } from "@/lib/vocabulary/topics";

/** A kind of thing that search can find, as `search:reindex` processes it. */
interface Searchable {
  /** Lists the ids of all things of this kind, in a fixed order. */
  list: () => Promise<string[]>;
  /** Updates the entries of some of them. Returns how many rows differed. */
  index: (tx: Tx, ids: readonly string[]) => Promise<number>;
  /** Lists the owners of all their entries; `reindexAll` removes entries of other owners. */
  owners: () => Promise<string[]>;
  /** Makes the entries of fixed samples: they change when the code makes entries in another way. */
  samples: () => SearchEntry[];
  /** Number of things in one transaction, so that saves need not wait long. */
  batch: number;
}

/** Everything that can be found. A domain with search entries adds a row here, and its steps in `lib/consequences/`. */
const SEARCHABLES: readonly Searchable[] = [
  {
    list: listProfilePageIds,
    index: indexProfiles,
    owners: listProfileOwners,
    samples: profileSamples,
    batch: 10,
  },
  { list: listListedIds, index: indexMembers, owners: listMemberOwners, samples: memberSamples, batch: 100 },
  {
    list: listPublishedIds,
    index: indexPosts,
    owners: listPostOwners,
    samples: () => [...postSamples(), ...commentSamples()],
    batch: 10,
  },
  {
    list: listMaterialIds,
    index: indexMaterials,
    owners: listMaterialOwners,
    samples: materialSamples,
    batch: 5,
  },
  { list: listTopicIds, index: indexTopics, owners: listTopicOwners, samples: topicSamples, batch: 20 },
  {
    list: async () => ["convention"],
    index: (tx) => indexConvention(tx),
    owners: async () => listConventionOwners(),
    samples: conventionSamples,
    batch: 1,
  },
  {
    list: async () => ["pages"],
    index: (tx) => indexStandingPages(tx),
    owners: async () => listPageOwners(),
    samples: standingSamples,
    batch: 1,
  },
];

const EVEN_READ_ONLY = { evenReadOnly: true };
const FORMAT = "search-format";

/**
 * Updates all search entries, removes those of unknown owners, and records that this version wrote them. In a
 * consistent database nothing changes. Returns how many things were read and how many rows differed. Calls
 * `report` after each batch.
 */
export async function reindexAll(
  by: By,
  report: (done: number) => void = () => undefined,
  searchables: readonly Searchable[] = SEARCHABLES,
): Promise<{ read: number; changed: number }> {
  let read = 0;
  let changed = 0;
  for (const { list, index, batch } of searchables) {
    const ids = await list();
    for (let from = 0; from < ids.length; from += batch) {
      const some = ids.slice(from, from + batch);
      changed += await transact(
        by,
        (ctx) => rebuildSearch(ctx, { index: (tx) => index(tx, some) }),
        EVEN_READ_ONLY,
      );
      read += some.length;
      report(read);
    }
  }
  const owners = (await Promise.all(searchables.map((one) => one.owners()))).flat();
  const finish = async (tx: Tx) => {
    const gone = await removeOrphans(tx, owners);
    await recordFormat(tx, FORMAT, searchFormat(), new Date());
    return gone;
  };
  changed += await transact(by, (ctx) => rebuildSearch(ctx, { index: finish }), EVEN_READ_ONLY);
  return { read, changed };
}

/** Lists the sample entries of every kind. */
export const listSamples = (): SearchEntry[] => SEARCHABLES.flatMap(({ samples }) => samples());

/**
 * Returns a digest of the entries that this version makes of the samples, and of the interface's words that entries
 * contain. It changes with the code that makes entries, so nobody has to raise a version number.
 */
export function searchFormat(samples: readonly SearchEntry[] = listSamples()): string {
  const words = LOCALES.flatMap((locale) => [
    ...STANDING_PAGES.map((name) => findStandingPage(name, locale)),
    ...SECTION_KEYS.map((key) => translator(locale)(`profiles.sections.${key}`)),
    ...TOPICS.map((topic) => translator(locale)(`vocabulary.topic.${topic}`)),
    ...conventionWords(locale),
  ]);
  return createHash("sha256")
    .update(JSON.stringify([describeEntries(samples), words]))
    .digest("hex")
    .slice(0, 32);
}

/** Checks whether this version of the product wrote the entries; if not, a worker updates them at its start. */
export const isSearchCurrent = (): Promise<boolean> => isWrittenIn(FORMAT, searchFormat());
