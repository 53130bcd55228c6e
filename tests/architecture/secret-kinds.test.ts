import { describe, expect, it } from "vitest";
import "@/lib/page-kinds";
import "@/lib/place-kinds";
import type { CommentedKind } from "@/lib/comments";
import { type LinkingKind, linkKinds } from "@/lib/pages/links/kinds";
import { placeKinds } from "@/lib/watching/model";

/** What a kind may say of itself to other engines, if it has it. */
type Kind = LinkingKind & Partial<Pick<CommentedKind, "comments">>;

const kinds: readonly Kind[] = linkKinds().kinds;
const watched = new Map(placeKinds().places.map((place) => [place.kind, place]));

/**
 * A kind of page that only some may read says so to each engine: links are not stored, mails have no words of it, and
 * its comments are found by its readers alone. One that forgot an engine would be told to everyone there.
 */
describe("a kind of page that only some may read", () => {
  it("exists", () => expect(kinds.filter(({ isSecret }) => isSecret)).not.toEqual([]));

  it.each(kinds.map((kind) => [kind.kind, kind] as const))("%s is as secret to each engine", (_, kind) => {
    const place = watched.get(kind.kind);
    if (place) expect(place.isSecret).toBe(kind.isSecret);
    if (kind.comments) expect(kind.comments.audience !== undefined).toBe(kind.isSecret === true);
  });

  it.each([...watched.values()].flatMap((place) => (place.isSecret ? [place.kind] : [])))(
    "%s, which mails do not quote, is a kind of page",
    (name) => expect(kinds.map(({ kind }) => kind)).toContain(name),
  );
});
