import { describe, expect, it } from "vitest";
import { blockText } from "@/lib/text/plain";
import { loadCountries } from "./countries";
import { loadPosts } from "./posts";
import { parseDataText } from "./read";

const posts = loadPosts();
const countries = new Set(loadCountries().map(({ slug }) => slug));

describe("the posts of the seed", () => {
  it("are at least six, in English and French, each of a series or on its own, none alike", () => {
    expect(posts.length).toBeGreaterThanOrEqual(6);
    expect(new Set(posts.map(({ language }) => language))).toEqual(new Set(["en", "fr"]));
    expect(new Set(posts.map(({ title }) => title)).size).toBe(posts.length);
  });

  it.each(posts.map((post) => [post.slug, post] as const))("%s ends with its sources", (_, post) => {
    const blocks = post.content.doc.content;
    expect(blocks.at(-1)?.type).toBe("bulletList");
    expect(blocks.at(-2)).toMatchObject({ type: "heading", attrs: { level: 3 } });
    expect(blockText(blocks.at(-2) as never)).toBe("Sources");
  });

  it.each(posts.map((post) => [post.slug, post] as const))(
    "%s promises no page that the site lacks",
    (_, post) => {
      const text = JSON.stringify(post.content);
      expect(text).not.toMatch(
        /our archive|nos archives|journalsofindia|eamgtv|loopvanuatu|will take it up/i,
      );
    },
  );

  it.each(posts.map((post) => [post.slug, post] as const))(
    "%s leads to profiles that are there",
    (_, post) => {
      const hrefs = [...JSON.stringify(post.content).matchAll(/"href":"([^"]+)"/g)].map(
        (match) => match[1] ?? "",
      );
      for (const href of hrefs.filter((one) => one.startsWith("/"))) {
        const slug = /^(?:\/fr)?\/countries\/([a-z-]+)$/.exec(href)?.[1];
        expect(
          slug === undefined ? ["/", "/fr", "/countries"].includes(href) : countries.has(slug),
          href,
        ).toBe(true);
      }
    },
  );
});

it("names the file of an error", () => {
  const fails = () => parseDataText("posts/README.md", () => JSON.parse("{"));
  expect(fails).toThrow(/^posts\/README\.md: /);
});
