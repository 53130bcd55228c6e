import type { Actor } from "@/lib/core/actor";
import { isDomainError } from "@/lib/core/errors";
import { findRoomTopic, type LiveKey, type LiveTopic, listLive } from "@/lib/discussions";
import { describeError, log } from "@/lib/log";

/** What a reader of a topic is told. */
export interface LiveNews {
  /** Visible replies by others since the reader's page was drawn; the first of them, and how many. */
  count: number;
  first: number | null;
  /** Names of others who write a reply; none for visitors. */
  writing: string[];
}

/** A page with a topic that somebody has open. */
export interface LiveReader {
  key: LiveKey;
  /** The number of the last reply that the page has. */
  after: number;
  /** Identifies the reader again, since rights end while a page is open; null for a visitor. */
  who: () => Promise<Actor | null>;
  tell: (news: LiveNews) => void;
}

/** Pages of one process that are told of news, and pages of one network. */
const MOST_READERS = 2_000;
const MOST_OF_NETWORK = 100;

/** Milliseconds between two looks at all open topics: one query, however many have one open. */
const EVERY = 4_000;

/**
 * The topics that readers of this process have open. One query every few seconds asks for what is new in all of them, so
 * that an open page costs the database nothing of its own.
 */
export class TopicHub {
  private readonly readers = new Map<LiveReader, { network: string; told: string }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly every = EVERY) {}

  get size(): number {
    return this.readers.size;
  }

  /** Adds a page. Returns what removes it again; null if there is no room for it. */
  join(reader: LiveReader, network: string): (() => void) | null {
    const ofNetwork = [...this.readers.values()].filter((one) => one.network === network).length;
    if (this.readers.size >= MOST_READERS || ofNetwork >= MOST_OF_NETWORK) return null;
    this.readers.set(reader, { network, told: "" });
    this.timer ??= setInterval(() => void this.look(), this.every).unref();
    return () => this.leave(reader);
  }

  private leave(reader: LiveReader): void {
    this.readers.delete(reader);
    if (this.readers.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Asks once for all open topics, and tells each page what changed for it. A failed look is made up by the next. */
  async look(now = new Date()): Promise<void> {
    const keys = [...this.readers.keys()].map(({ key }) => key);
    try {
      const found = await listLive(keys, now);
      const byKey = new Map(found.map((topic) => [nameOf(topic), topic]));
      await Promise.all(
        [...this.readers.keys()].map((reader) => this.tell(reader, byKey.get(nameOf(reader.key)))),
      );
    } catch (error) {
      log().warn({ event: "live.failed", ...describeError(error) });
    }
  }

  private async tell(reader: LiveReader, topic: LiveTopic | undefined): Promise<void> {
    const state = this.readers.get(reader);
    // Without news for anybody there is nothing to ask the reader's rights for.
    const isQuiet = !topic || (newAfter(topic, reader.after).length === 0 && topic.writing.length === 0);
    if (!state || (isQuiet && state.told === "")) return;
    const news = topic ? await newsFor(reader, topic) : null;
    const said = news ? JSON.stringify(news) : "";
    if (!news || said === state.told || (isQuiet && state.told === "")) return;
    state.told = said;
    reader.tell(news);
  }
}

const nameOf = ({ area, number }: LiveKey): string => `${area} ${number}`;

const newAfter = ({ newest }: LiveTopic, after: number) => newest.filter(({ number }) => number > after);

/** Returns what is new for one reader; null for one who may not read the topic any more. */
async function newsFor({ key, after, who }: LiveReader, topic: LiveTopic): Promise<LiveNews | null> {
  const actor = await who();
  if (key.area === "rooms" && !(await mayRead(actor, key))) return null;
  const others = newAfter(topic, after).filter(({ authorId }) => authorId !== actor?.id);
  return {
    count: others.length,
    first: others.at(-1)?.number ?? null,
    writing: actor ? topic.writing.flatMap(({ id, name }) => (id === actor.id ? [] : [name])) : [],
  };
}

async function mayRead(actor: Actor | null, { number }: LiveKey): Promise<boolean> {
  if (!actor) return false;
  try {
    await findRoomTopic(actor, String(number));
    return true;
  } catch (error) {
    if (isDomainError(error)) return false;
    throw error;
  }
}
