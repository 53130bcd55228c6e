import { describe, expect, it } from "vitest";
import { textOfHtml } from "@/lib/text/from-html";
import { contentText } from "@/lib/text/plain";
import { importedContent, shownName, shownTitle } from "./clean-text";
import { readDiscourse } from "./discourse";

describe("HTML of a message", () => {
  it("becomes text with quotations, items and addresses, and nothing that acts", () => {
    const text = textOfHtml(
      '<p>Hello <b>all</b><br>again</p><aside class="quote"><div class="title">Awa:</div><blockquote><p>Who <i>testifies</i>?</p></blockquote></aside><ul><li>one</li><li>two</li></ul><a href="https://example.org/a">a law</a> <a href="javascript:alert(1)">b</a><script>alert(2)</script><img src=x onerror=alert(3) alt="a seal">',
    );
    expect(text).toContain("Hello all\nagain");
    expect(text).toContain("> Who testifies?");
    expect(text).toContain("- one\n- two");
    expect(text).toContain("a law (https://example.org/a) b");
    expect(text).toContain("a seal");
    expect(text).not.toMatch(/alert|javascript|onerror/);
  });

  it("may be broken or nested without end", () => {
    expect(textOfHtml(`${"<blockquote>".repeat(5_000)}deep`)).toContain("deep");
    expect(textOfHtml("<p>open <b>never <script>closed")).toBe("open never");
  });
});

describe("what is shown of a message", () => {
  it("has no addresses, no control characters and no characters that turn the text", () => {
    const content = importedContent(
      "Write to awa.diop@example.sn\u0000 or \u202eabc <b>now</b>",
      "https://here.example",
    );
    expect(content && contentText(content)).toBe("Write to …@… or abc <b>now</b>");
    expect(shownName({ name: "awa@example.sn", email: "awa@example.sn" })).toBe("awa");
    expect(shownName({ name: "Awa \u202eDiop", email: null })).toBe("Awa Diop");
    expect(shownTitle("  ")).toBe("…");
    expect(importedContent(" \u0000 ", "https://here.example")).toBeNull();
  });
});

describe("an export of Discourse", () => {
  const post = (id: number, given: object = {}) => ({
    id,
    topic_id: 1,
    post_number: id,
    username: "awa",
    created_at: "2019-03-04T10:00:00.000Z",
    cooked: "<p>Words</p>",
    ...given,
  });

  it("has topics with posts, and says what is left out", () => {
    const found = readDiscourse({
      topics: [
        { id: 1, title: "Seals" },
        { id: 2, title: "Empty" },
        { id: 3, title: "Between two", archetype: "private_message" },
        { id: "x" },
      ],
      posts: [
        post(2, {
          reply_to_post_number: 1,
          raw: '[quote="awa, post:1, topic:1"]\nWords\n[/quote]\n\n[b]Yes[/b]',
          cooked: null,
        }),
        post(1, { name: "Awa Diop" }),
        post(3, { deleted_at: "2020-01-01" }),
        post(4, { post_type: 3 }),
        post(5, { created_at: "never" }),
      ],
    });
    expect(found?.topics).toHaveLength(1);
    expect(found?.topics[0]?.messages).toMatchObject([
      { externalId: "post-1", author: { name: "Awa Diop" }, text: "Words" },
      { externalId: "post-2", parentId: "post-1", text: expect.stringContaining("> Words") },
    ]);
    expect(found?.topics[0]?.messages[1]?.text).toMatch(/Yes$/);
    expect(found?.skipped.map(({ why }) => why)).toEqual([
      "deleted",
      "what was done, not a message",
      "not a post",
      "without posts",
      "a private message",
      "not a topic",
    ]);
    expect(readDiscourse([1, 2])).toBeNull();
  });

  it("can be the file of one topic", () => {
    const found = readDiscourse({
      id: 7,
      title: "Seals",
      post_stream: { posts: [post(1, { topic_id: 7 })] },
    });
    expect(found?.topics[0]).toMatchObject({ title: "Seals", messages: [{ externalId: "post-1" }] });
  });
});
