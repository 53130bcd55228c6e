import { describe, expect, it } from "vitest";
import { mentionAt, merged, peopleFor } from "./mentions";

describe("the beginning of a mention", () => {
  it.each([
    ["@", 0, ""],
    ["As @aw", 3, "aw"],
    ["(@awa-ndi", 1, "awa-ndi"],
    ["Two\n@b", 4, "b"],
    ["@Élo", 0, "Élo"],
  ])("%j is one at the caret", (text, from, typed) => {
    expect(mentionAt(text, text.length)).toEqual({ from, typed });
  });

  it.each(["someone@court.example", "@awa ndiaye", "a@b", "no sign", ""])("%j is none", (text) => {
    expect(mentionAt(text, text.length)).toBeNull();
  });

  it("is the text before the cursor, not after it", () => {
    expect(mentionAt("@awa and more", 3)).toEqual({ from: 0, typed: "aw" });
  });
});

describe("those who are offered", () => {
  const people = [
    { handle: "awa-ndiaye", name: "Awa Ndiaye" },
    { handle: "e-lefevre", name: "Élodie Lefèvre" },
    { handle: "nadia", name: "نادية حداد" },
  ];

  it.each([
    ["", ["awa-ndiaye", "e-lefevre", "nadia"]],
    ["nd", ["awa-ndiaye"]],
    ["elo", ["e-lefevre"]],
    ["LEFÈ", ["e-lefevre"]],
    ["حد", ["nadia"]],
    ["iaye", []],
  ])("to %j are found by handle or a word of their name", (typed, handles) => {
    expect(peopleFor(typed, people).map(({ handle }) => handle)).toEqual(handles);
  });

  it("are six at most", () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ handle: `member-${n}`, name: `Member ${n}` }));
    expect(peopleFor("mem", many)).toHaveLength(6);
  });
});

it("people of the page come first, each once, six at most", () => {
  const person = (handle: string) => ({ handle, name: handle.toUpperCase() });
  const onPage = ["a", "b"].map(person);
  const listed = ["b", "c", "d", "e", "f", "g"].map(person);
  expect(merged(onPage, listed).map(({ handle }) => handle)).toEqual(["a", "b", "c", "d", "e", "f"]);
});
