import { z } from "zod";
import { bodyKind } from "@/lib/blog/body";
import { PostSlug } from "@/lib/blog/model";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import type { Content } from "@/lib/text/nodes";
import { ArticleRefs } from "@/lib/vocabulary/articles";
import { TOPICS } from "@/lib/vocabulary/topics";
import { readContent } from "./prose";
import { listDataFolder, parseDataText } from "./read";

const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((text) => (typeof text === "string" ? text.split(/,\s*/) : []), z.array(item));

/** Head of a post's file, described in `data/posts/README.md`. Lists are separated by commas. */
const Head = z.strictObject({
  title: z.string().min(3).max(160),
  summary: z.string().min(10).max(400),
  language: z.enum(MEMBER_LANGUAGES),
  published: z.iso.datetime(),
  topics: listOf(z.enum(TOPICS)).pipe(z.array(z.enum(TOPICS)).min(1)),
  countries: listOf(z.enum(COUNTRY_CODES as [string, ...string[]])).default([]),
  articles: ArticleRefs,
  project: z.string().nullable().default(null),
  series: z.string().nullable().default(null),
  translates: PostSlug.nullable().default(null),
});

/** A post of the starting data. */
export interface SeedPost extends z.infer<typeof Head> {
  slug: string;
  content: Content;
}

/** Loads all posts, oldest first. Throws on the first error, naming the file. */
export function loadPosts(): SeedPost[] {
  const posts = listDataFolder("posts")
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .map((name) =>
      parseDataText(`posts/${name}`, (text) => readPost(PostSlug.parse(name.replace(/\.md$/, "")), text)),
    );
  const slugs = new Set(posts.map(({ slug }) => slug));
  for (const { slug, translates } of posts)
    if (translates !== null && !slugs.has(translates)) throw new Error(`${slug} translates no post here`);
  return posts.sort((a, b) => a.published.localeCompare(b.published));
}

function readPost(slug: string, text: string): SeedPost {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (!match) throw new Error("it must begin with its head between lines of ---");
  const lines = (match[1] ?? "").split("\n").map((line) => /^(\w+): (.+)$/.exec(line));
  const head = Head.parse(Object.fromEntries(lines.map((line) => [line?.[1], line?.[2]])));
  const content = bodyKind.parse(readContent(match[2] ?? "", `posts/${slug}`));
  return { ...head, slug, content };
}
