import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { type OldTopic, readDiscourse, type Skipped } from "@/lib/discussions";
import {
  type ArchivedHead,
  bareSubject,
  findMails,
  readHead,
  readWords,
  type Thread,
  threadsOf,
  withReader,
} from "@/lib/inbound-mail/archive";
import { CommandError } from "./command";

/** Bytes of a file of JSON, which is read whole. Larger exports are divided by topics. */
const MOST_JSON = 400 * 1024 * 1024;
/** Messages of one topic, as many as one page can show. */
const MOST_MESSAGES = 6_000;

export const FORMATS = ["discourse", "mbox"] as const;
type Format = (typeof FORMATS)[number];

/** Reads what the file has: topics one at a time, and what is left out. */
export type Found = OldTopic | Skipped;

export const readTopics = (format: Format, path: string): AsyncGenerator<Found> =>
  format === "mbox" ? readMbox(path) : readExport(path);

/** Computes the hash of the files and options of an import, which its report ends with. */
export async function hashOf(paths: readonly string[], options: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(options));
  for (const path of paths) await addFile(hash, path);
  return hash.digest("hex").slice(0, 16);
}

async function addFile(hash: Hash, path: string): Promise<void> {
  hash.update("\0file\0");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new CommandError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function* readExport(path: string): AsyncGenerator<Found> {
  const { size } = await stat(path);
  if (size > MOST_JSON)
    throw new CommandError(`${path} is larger than 400 MB: divide it into files of fewer topics`);
  const found = readDiscourse(parseJson(path, await readFile(path, "utf8")));
  if (!found) throw new CommandError(`${path} is not an export of Discourse: it has no topics`);
  yield* found.skipped;
  for (const topic of found.topics) yield* limited(topic);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${path} is not JSON`);
  }
}

/** The first messages of a topic that has more than a topic here can show. */
function limited(topic: OldTopic): Found[] {
  const [first, ...others] = topic.messages;
  const over = others.slice(MOST_MESSAGES);
  return [
    { ...topic, messages: [first, ...others.slice(0, MOST_MESSAGES)] },
    ...over.map(({ externalId }) => ({ externalId, why: "the topic has more than 6,000 messages" })),
  ];
}

/** Reads an mbox file twice: first the headers of all mails, then the mails of each thread. It is never loaded whole. */
async function* readMbox(path: string): AsyncGenerator<Found> {
  const heads = new Map<string, ArchivedHead>();
  const skipped: Skipped[] = [];
  await withReader(path, async (read) => {
    for await (const place of findMails(path)) {
      const head = await readHead(place, read);
      if ("why" in head) skipped.push({ externalId: `at byte ${place.offset}`, why: head.why });
      else if (heads.has(head.id)) skipped.push({ externalId: head.id, why: "the same mail again" });
      else heads.set(head.id, head);
    }
  });
  if (heads.size === 0 && skipped.length === 0)
    throw new CommandError(`${path} is not an mbox file: no line begins a mail`);
  yield* skipped;
  for (const thread of threadsOf([...heads.values()])) {
    const topic = await withReader(path, (read) => topicOf(thread, read));
    yield* limited(topic);
  }
}

async function topicOf({ mails, parents }: Thread, read: Parameters<Parameters<typeof withReader>[1]>[0]) {
  const messageOf = async (mail: ArchivedHead) => ({
    externalId: mail.id,
    parentId: parents.get(mail.id) ?? null,
    author: mail.author,
    at: mail.at,
    text: await readWords(await read(mail.place)),
  });
  const [first, ...others] = mails;
  const messages: OldTopic["messages"] = [await messageOf(first)];
  for (const mail of others) messages.push(await messageOf(mail));
  return { title: bareSubject(first.subject), messages };
}
