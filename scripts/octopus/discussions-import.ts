import { z } from "zod";
import { ensureEditors } from "@/db/seed/editors";
import { isDomainError } from "@/lib/core/errors";
import {
  beginImport,
  findImportCategory,
  type ImportOutcome,
  importTopic,
  type OldTopic,
  planTopic,
} from "@/lib/discussions";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { cleanLine } from "@/lib/text/clean";
import { OPERATOR, transact } from "@/lib/transact";
import { CommandError, command, say, userPath } from "./command";
import { readAuthors } from "./import-authors";
import { FORMATS, hashOf, readTopics } from "./import-sources";
import { choice } from "./user-options";

type Import = (topic: OldTopic) => Promise<ImportOutcome>;

/** Imports discussions of a forum or a mailing list. Without `--apply` it only reports. */
export const discussionsImport = command({
  name: "discussions:import",
  about:
    "Reads an export of Discourse or an mbox of a mailing list, and reports what its import would make. With --apply and the hash of that report, imports it. What is there already is not imported again, so it is safe to repeat.",
  operands: ["FILE"],
  options: {
    format: { value: "FORMAT", about: FORMATS.join(" or ") },
    category: { value: "SLUG", about: "the category or restricted room that gets the topics" },
    source: {
      value: "NAME",
      about: "what readers are told of where it is from, such as the name of the list",
    },
    authors: { value: "CSV", about: "lines of a name or address there, and the address of a member here" },
    language: { value: "TAG", about: "the language of the topics; without it, en" },
    apply: { value: "HASH", about: "imports, if files and options are those of the report with this hash" },
  },
  input: z.object({
    file: z.string().min(1),
    format: choice(FORMATS),
    category: z.string().min(1).max(80),
    source: z.string().transform(cleanLine).pipe(z.string().min(1).max(80)),
    authors: z.string().min(1).optional(),
    language: choice(MEMBER_LANGUAGES).default("en"),
    apply: z.string().max(64).optional(),
  }),
  database: true,
  async run({ file, format, category: slug, source, authors, language, apply }) {
    const path = userPath(file);
    const list = authors === undefined ? null : userPath(authors);
    const hash = await hashOf([path, ...(list ? [list] : [])], [format, slug, source, language]);
    if (apply !== undefined && apply !== hash)
      throw new CommandError(
        "these files and options have another report: run it without --apply, read the report, and name its hash",
      );
    const memberOf = await readAuthors(list);
    const category = await findImportCategory(slug).catch((error: unknown) => {
      if (isDomainError(error)) throw new CommandError(`there is no category ${slug}`);
      throw error;
    });
    if (apply === undefined) {
      const total = await importAll(readTopics(format, path), (topic) =>
        planTopic(topic, { source, memberOf }),
      );
      say(`${total} nothing was changed. To import it, add: --apply ${hash}`);
      return;
    }
    const { runId, authorId } = await transact(OPERATOR, async (ctx) => ({
      authorId: await ensureEditors(ctx),
      runId: await beginImport(ctx, { source, categoryId: category.id, hash }),
    }));
    say(`run ${runId}`);
    const into = { runId, source, category, language, authorId, memberOf };
    const total = await importAll(readTopics(format, path), (topic) =>
      transact(OPERATOR, (ctx) => importTopic(ctx, topic, into)),
    );
    say(`imported: ${total} to undo it: npm run octopus -- discussions:undo-import ${runId}`);
  },
});

/** Imports or plans each topic, and says what becomes of it. Returns the totals in words. */
async function importAll(found: ReturnType<typeof readTopics>, each: Import): Promise<string> {
  const total = { topics: 0, messages: 0, there: 0, skipped: 0 };
  const skip = ({ externalId, why }: { externalId: string; why: string }) => {
    total.skipped += 1;
    say(`  left out  ${cleanLine(externalId)}: ${why}`);
  };
  for await (const one of found) {
    if ("why" in one) {
      skip(one);
      continue;
    }
    const made = await each(one);
    total.topics += made.isNew ? 1 : 0;
    total.messages += made.added;
    total.there += made.there;
    const is = made.isNew ? "new" : made.added > 0 ? "more" : "there";
    const as = `${made.asMembers} by members, ${made.added - made.asMembers} by name`;
    say(`  ${is}  ${made.title}: ${made.added} messages (${as}), ${made.there} there already`);
    made.skipped.forEach(skip);
  }
  return `${total.topics} topics with ${total.messages} messages, ${total.there} there already, ${total.skipped} left out;`;
}
