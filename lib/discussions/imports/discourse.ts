import { z } from "zod";
import { moment } from "@/lib/core/moments";
import { textOfHtml } from "@/lib/text/from-html";
import type { OldMessage, OldTopic, Skipped } from "./model";

/** A post that people wrote: Discourse has others for what was done. */
const REGULAR = 1;
/** Characters of a post that are looked at. */
const MOST_TEXT = 400_000;

const Post = z.object({
  id: z.number().int(),
  topic_id: z.number().int(),
  post_number: z.number().int().min(1),
  reply_to_post_number: z.number().int().nullish(),
  username: z.string().max(400),
  name: z.string().max(400).nullish(),
  email: z.string().max(400).nullish(),
  created_at: moment({ offset: true }),
  cooked: z.string().nullish(),
  raw: z.string().nullish(),
  post_type: z.number().int().nullish(),
  hidden: z.boolean().nullish(),
  deleted_at: z.string().nullish(),
});
type Post = z.infer<typeof Post>;
const Topic = z.object({
  id: z.number().int(),
  title: z.string().max(4_000),
  archetype: z.string().nullish(),
  deleted_at: z.string().nullish(),
});

/** The whole file: topics, and their posts beside them or, as `/t/{id}.json` has them, within them. */
const File = z.object({ topics: z.array(z.unknown()), posts: z.array(z.unknown()).default([]) });
const Within = z.object({ id: z.number().int(), post_stream: z.object({ posts: z.array(z.unknown()) }) });

/** Reads an export of Discourse: JSON of topics and posts, or of one topic. Null for JSON that is none. */
export function readDiscourse(json: unknown): { topics: OldTopic[]; skipped: Skipped[] } | null {
  const one = Within.safeParse(json);
  const file = one.success ? { topics: [json], posts: [] } : File.safeParse(json).data;
  if (!file) return null;
  const skipped: Skipped[] = [];
  const within = file.topics.flatMap((topic) => Within.safeParse(topic).data?.post_stream.posts ?? []);
  const posts = readPosts([...file.posts, ...within], skipped);
  const topics: OldTopic[] = [];
  for (const given of file.topics) {
    const topic = Topic.safeParse(given).data;
    const why = !topic
      ? "not a topic"
      : topic.deleted_at
        ? "deleted"
        : topic.archetype === "private_message"
          ? "a private message"
          : null;
    const externalId = `topic-${topic?.id ?? "?"}`;
    const [first, ...others] = topic ? (posts.get(topic.id) ?? []) : [];
    if (!topic || why !== null || !first) skipped.push({ externalId, why: why ?? "without posts" });
    else topics.push({ title: topic.title, messages: [first, ...others] });
  }
  return { topics, skipped };
}

/** Reads posts by topic, in their order. */
function readPosts(given: readonly unknown[], skipped: Skipped[]): Map<number, OldMessage[]> {
  const read = given.flatMap((one) => {
    const post = Post.safeParse(one).data;
    const why = post ? whyNot(post) : "not a post";
    if (post && why === null) return [post];
    skipped.push({ externalId: `post-${post?.id ?? "?"}`, why: why ?? "not a post" });
    return [];
  });
  const byNumber = new Map(read.map((post) => [`${post.topic_id}/${post.post_number}`, post]));
  const byTopic = new Map<number, OldMessage[]>();
  for (const post of read.sort((a, b) => a.post_number - b.post_number)) {
    const answered = byNumber.get(`${post.topic_id}/${post.reply_to_post_number}`);
    const list = byTopic.get(post.topic_id) ?? [];
    byTopic.set(post.topic_id, list);
    list.push(messageOf(post, answered ? `post-${answered.id}` : null));
  }
  return byTopic;
}

function whyNot({ post_type: type, hidden, deleted_at: deletedAt, cooked, raw }: Post): string | null {
  if ((type ?? REGULAR) !== REGULAR) return "what was done, not a message";
  if (deletedAt) return "deleted";
  if (hidden) return "hidden";
  return (cooked ?? raw ?? "") === "" ? "without text" : null;
}

function messageOf(post: Post, parentId: string | null): OldMessage {
  const { cooked, raw } = post;
  return {
    externalId: `post-${post.id}`,
    parentId,
    author: { name: post.name || post.username, email: post.email ?? null },
    at: new Date(post.created_at),
    text: cooked ? textOfHtml(cooked.slice(0, MOST_TEXT)) : textOfRaw((raw ?? "").slice(0, MOST_TEXT)),
  };
}

const OPEN = /^\s{0,3}\[quote(?:="?([^",\]]{0,200})[^\]]{0,200})?\]/i;
const CLOSE = /\[\/quote\]\s*$/i;
const BBCODE =
  /\[\/?(?:b|i|u|s|code|url|img|size|color|center|spoiler|details|list|\*)(?:=[^\]]{0,300})?\]/gi;

/** Converts Markdown with BBCode: quotations of others become quotations, other marks go, HTML stays text. */
function textOfRaw(raw: string): string {
  const lines: string[] = [];
  let depth = 0;
  for (const line of raw.split(/\r?\n/)) {
    const open = OPEN.exec(line);
    if (open) depth += 1;
    const isLast = CLOSE.test(line);
    const said = line
      .replace(OPEN, open?.[1] ? `${open[1]}:` : "")
      .replace(CLOSE, "")
      .replace(BBCODE, "");
    lines.push(depth > 0 ? `> ${said}`.trimEnd() : said);
    if (isLast && depth > 0) {
      depth -= 1;
      if (depth === 0) lines.push("");
    }
  }
  return lines.join("\n").trim();
}
