import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { category } from "@/db/schema/discussions";
import { applyDiscussions } from "@/db/seed/apply-discussions";
import { SEED_CATEGORIES } from "@/db/seed/discussions/categories";
import { SEED_TOPICS } from "@/db/seed/discussions/topics";
import type { Actor } from "@/lib/core/actor";
import { readVersion, scope } from "@/lib/core/versions";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { categoryFields, madeCategory, openedTopic } from "@/tests/support/topics";
import {
  changeCategory,
  closeCategory,
  countTopics,
  findCategory,
  findTopicPage,
  listCategories,
  listOpenCategories,
  listRooms,
  listTopics,
  makeCategory,
  moveCategory,
  wordsOf,
} from "../index";
import { ChangeCategory, MakeCategory } from "./model";

useDatabase();

let admin: Actor;
let ama: Actor;

beforeEach(async () => {
  [admin, ama] = [await makeActor("administrator"), await makeActor("trusted")];
});

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor | null, command: Command<I, O>, input: I) =>
  transact(by(actor), (ctx) => command(ctx, input));
const slugs = async () => (await listCategories()).map(({ slug }) => slug);

describe("a category", () => {
  it("is made by administrators, the last in the list, at an address of its own", async () => {
    await madeCategory();
    await madeCategory({ slug: "judicial-training", name_en: "Judicial training" });
    expect(await slugs()).toEqual(["electronic-evidence", "judicial-training"]);
    const again = MakeCategory.parse(categoryFields());
    expect((await refusal(run(admin, makeCategory, again))).details).toMatchObject({
      fields: { slug: ["taken"] },
    });
    const other = MakeCategory.parse(categoryFields({ slug: "other" }));
    expect((await refusal(run(await makeActor("moderator"), makeCategory, other))).code).toBe("forbidden");
    for (const slug of ["new", "t", "feed"])
      expect(MakeCategory.safeParse(categoryFields({ slug })).success).toBe(false);
  });

  it("has its words in each language, and those in English where one has none", async () => {
    await madeCategory();
    const own = await findCategory("electronic-evidence");
    expect(own && wordsOf(own, "fr")).toEqual({
      name: "Preuves électroniques",
      description: "Collection, admissibility, expert testimony",
      language: "fr",
    });
    expect(own && wordsOf(own, "ar").language).toBe("en");
    const seen = own?.updatedAt.getTime();
    const changed = ChangeCategory.parse(
      categoryFields({ name_ar: "الأدلة الإلكترونية", icon: "book", seen }),
    );
    const before = await readVersion([scope.categories]);
    await run(admin, changeCategory, changed);
    const now = await findCategory("electronic-evidence");
    expect([now?.icon, now && wordsOf(now, "ar").name]).toEqual(["book", "الأدلة الإلكترونية"]);
    expect(await readVersion([scope.categories])).toBeGreaterThan(before);
    // The same again does nothing; what another administrator typed over the old words is not saved.
    await run(admin, changeCategory, changed);
    const late = run(admin, changeCategory, { ...changed, icon: "cap" });
    expect((await refusal(late)).reason).toBe("category_changed");
  });

  it("is moved up and down, also by two administrators at once", async () => {
    for (const slug of ["one", "two", "three"]) await madeCategory({ slug });
    await run(admin, moveCategory, { slug: "three", by: "up" });
    expect(await slugs()).toEqual(["one", "three", "two"]);
    await run(admin, moveCategory, { slug: "one", by: "up" });
    expect(await slugs()).toEqual(["one", "three", "two"]);
    await Promise.all([
      run(admin, moveCategory, { slug: "one", by: "down" }),
      run(await makeActor("administrator"), moveCategory, { slug: "two", by: "up" }),
    ]);
    expect(new Set(await slugs()).size).toBe(3);
    expect((await refusal(run(admin, moveCategory, { slug: "four", by: "up" }))).code).toBe("not_found");
  });

  it("takes no topics and replies while it is closed, and its topics stay", async () => {
    const slug = await madeCategory();
    const opened = await openedTopic(ama);
    await run(admin, closeCategory, { slug, isClosed: true });
    expect(await listOpenCategories(ama, "discussions")).toEqual([]);
    expect((await refusal(openedTopic(ama))).code).toBe("forbidden");
    expect(await findTopicPage(opened.slug)).toMatchObject({ isClosed: true });
    await run(admin, closeCategory, { slug, isClosed: false });
    await openedTopic(ama);
    expect([...(await countTopics()).values()]).toEqual([2]);
  });
});

describe("the starting categories and topics", () => {
  it("come once, marked as starters, and never to a site that has categories", async () => {
    const added = await applyDiscussions(OPERATOR);
    expect(added).toEqual({ categories: SEED_CATEGORIES.length, topics: SEED_TOPICS.length });
    const rooms = SEED_CATEGORIES.filter((one) => "audience" in one).map(({ slug }): string => slug);
    expect(rooms).toHaveLength(2);
    expect(await slugs()).toEqual(
      SEED_CATEGORIES.map(({ slug }) => slug).filter((slug) => !rooms.includes(slug)),
    );
    expect((await listRooms(admin)).map(({ slug }) => slug)).toEqual(rooms);
    const [newest] = (await listTopics({})).rows;
    const open = SEED_TOPICS.filter(({ category }) => !rooms.includes(category));
    expect(newest).toMatchObject({ title: open.at(-1)?.title, isStarter: true });
    expect(await applyDiscussions(OPERATOR)).toEqual({ categories: 0, topics: 0 });
    expect((await listTopics({})).total).toBe(open.length);
    expect((await listTopics({}, { reader: admin })).total).toBe(SEED_TOPICS.length - open.length);
  });

  it("are the categories alone where the operator wants no content", async () => {
    await applyDiscussions(OPERATOR, { hasTopics: false });
    expect([await db().$count(category), (await listTopics({})).total]).toEqual([SEED_CATEGORIES.length, 0]);
  });
});
