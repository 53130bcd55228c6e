import type { Actor } from "@/lib/core/actor";
import { type Door, knock, listDoors, type Place } from "./doors";
import { NAME, type Written } from "./purged-texts";

/* Every address that answers GET is asked for the texts of `purged-texts.ts`. */

const doors = (await listDoors()).filter(
  ({ method, file }) => method === "GET" && !file.includes("[...nextauth]"),
);

/** What is at the addresses of one kind of page: its slug, and the numbers of revisions that have the name. */
interface Page {
  at: RegExp;
  slug: string;
  numbers: number[];
  /** What a purge leaves: the comment or reply. */
  id?: string;
}

function pagesOf({ post, material, topic, reply, comment, numbers }: Written): Page[] {
  const { section, rejected, body, details, description, charter } = numbers;
  return [
    { at: /\/(?:countries|law)\/|moderation\/revisions/, slug: "senegal", numbers: [section, rejected] },
    { at: /\/blog\/|posts\/\[/, slug: post, numbers: [body, details], id: comment },
    { at: /\/training\/|materials\/\[/, slug: material, numbers: [description] },
    { at: /\/discussions\//, slug: topic, numbers: [1], id: reply },
    { at: /moderation\/pages/, slug: "charter-en", numbers: [charter] },
    { at: /\[locale\]\/\[slug\]\//, slug: "charter", numbers: [charter] },
  ];
}

/** The ways to ask for texts that are not in the address; `n` is the number of a revision. */
const SEARCHES: readonly (readonly [end: string, of: (n: number) => string[]])[] = [
  ["/diff/route", (n) => [`?to=${n}`, `?from=${n}&to=${n + 1}`, `?from=0&to=${n}&view=split`]],
  ["export.json/route", (n) => ["", `?revision=${n}`]],
  ["cite/[section]/route", (n) => ["", `?revision=${n}`]],
  ["pending/route", (n) => ["", `?revision=${n}`]],
  ["v1/changes/route", () => ["", "?country=senegal"]],
  // The first name finds the text; the second is nearly right, and would be offered as its correction.
  ["/search/route", () => ["?q=Zephyrine", `?q=${NAME.replace("ll", "l")}`]],
  ["v1/suggestions/route", () => ["?q=Zephyrine", `?q=${NAME.replace("ll", "l")}`]],
];

function* requestsOf(door: Door, written: Written): Generator<{ place: Place; search: string }> {
  const page = pagesOf(written).find(({ at }) => at.test(door.file));
  const of = SEARCHES.find(([end]) => door.file.includes(end))?.[1];
  const isNumbered = door.file.includes("[number]") || of !== undefined;
  for (const number of (isNumbered && page?.numbers) || [1])
    for (const search of of?.(number) ?? [""])
      yield {
        search,
        place: {
          slug: page?.slug ?? "senegal",
          number: String(number),
          section: "legislation",
          answer: `2@${number}`,
          title: written.titled,
          handle: written.author.handle,
          kind: "comment",
          id: page?.id ?? (door.file.includes("flag/") ? written.reply : written.caseId),
          rest: "x",
          token: "x".repeat(32),
        },
      };
}

/** Lists the addresses at which a reader finds the name, without "app/" and "[locale]/". */
export async function addressesWithName(written: Written, as: Actor | null): Promise<string[]> {
  const found = new Set<string>();
  // Documents are the same for everyone.
  for (const door of doors.filter(({ kind }) => as === null || kind !== "document"))
    for (const request of requestsOf(door, written)) {
      const { body, to } = await knock(door, { as, ...request });
      if (`${body} ${to}`.toLowerCase().includes(NAME.toLowerCase()))
        found.add(door.file.replace(/^app\/(?:\[locale\]\/)?/, "").replace(/\/?route\.tsx?$/, ""));
    }
  return [...found].sort();
}
