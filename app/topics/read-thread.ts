import { listCommentFiles, listQuotes } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { scope } from "@/lib/core/versions";
import {
  findCategory,
  findRoom,
  listFlow,
  listImportedOn,
  listPolls,
  listReplies,
  listReplyUses,
  PAGES_IN,
} from "@/lib/discussions";
import { KIND_IN, type TopicArea } from "@/lib/discussions/areas/model";
import type { TopicPage } from "@/lib/discussions/queries/model";
import { largestUpload } from "@/lib/files";
import { findDeadLinks, listOwnReactions } from "@/lib/page-kinds";
import { listPlaces } from "@/lib/profiles/reading";
import { readerOf } from "./areas";
import { findAbout } from "./find-about";

/** What is read: a page of a topic's replies by number, or all; for a reader, or null: everybody. */
interface Wanted {
  area: TopicArea;
  topic: TopicPage;
  wanted: number | "all";
  reader: Actor | null;
}

/** Reads what a page of a topic shows besides its first message. `scopes`: what makes the page stale when it changes. */
export async function readThread({ area, topic, wanted, reader }: Wanted) {
  const [replies, category, places, about, own, polls] = await Promise.all([
    listReplies(topic.id, wanted),
    reader === null ? findCategory(topic.category) : findRoom(reader, topic.category),
    listPlaces(topic.countries),
    findAbout(topic, reader),
    reader === null ? null : listOwnReactions(reader, { kind: KIND_IN[area], slug: String(topic.number) }),
    listPolls(topic.id, reader?.id ?? null),
  ]);
  const ids = replies.lines.map(({ id }) => id);
  const said = replies.lines.flatMap(({ id, content }) => (content === null ? [] : [id]));
  const [flow, quotes, files, uses, imported] = await Promise.all([
    listFlow(topic.id, { replies, isWhole: wanted === "all", reader: readerOf(reader) }),
    listQuotes(PAGES_IN[area], reader, ids),
    listCommentFiles(said),
    // The words of a room never leave it.
    reader === null ? listReplyUses(said) : [],
    listImportedOn(topic.id, ids),
  ]);
  const quoted = [...quotes.values()].flat();
  const lost = await findDeadLinks([
    topic.content,
    ...replies.lines.map(({ content }) => content),
    ...quoted.map(({ words }) => words),
  ]);
  const writers = [topic, ...replies.lines, ...quoted].flatMap(({ author }) => author?.handle ?? []);
  const scopes = [
    ...[...new Set(writers)].map(scope.member),
    ...lost.scopes,
    ...flow.nameable.map(scope.topic),
  ];
  return {
    replies,
    category,
    places,
    about,
    own,
    polls,
    flow,
    quotes,
    files,
    uses,
    imported,
    lost,
    scopes,
    largest: largestUpload(),
  };
}
