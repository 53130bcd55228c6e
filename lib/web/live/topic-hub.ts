import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { type LiveKey, type LiveTopic, listLive, mayReadTopic } from "@/lib/discussions";
import { describeError, log } from "@/lib/log";
import { findMuted } from "@/lib/notices";

/** What a reader of a topic is told. */
export interface LiveNews {
  /** Visible replies by others since the reader's page was drawn; the first of them, and how many. */
  count: number;
  first: number | null;
  /** Names of others who write a reply; none for visitors. */
  writing: string[];
}

const NO_NEWS: LiveNews = { count: 0, first: null, writing: [] };

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

interface State {
  network: string;
  /** What the topic had for this reader at the last look: without a change the reader's rights are not asked. */
  seen: string;
  told: string;
}

const NOTHING = JSON.stringify(NO_NEWS);

/**
 * The topics that readers of this process have open. One query every few seconds asks for what is new in all of them; a page
 * whose topic did not change costs the database nothing of its own.
 */
export class TopicHub {
  private readonly readers = new Map<LiveReader, State>();
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;

  constructor(private readonly every = EVERY) {}

  get size(): number {
    return this.readers.size;
  }

  /** Adds a page. Returns what removes it again; null if there is no room for it. */
  join(reader: LiveReader, network: string): (() => void) | null {
    const ofNetwork = [...this.readers.values()].filter((one) => one.network === network).length;
    if (this.readers.size >= MOST_READERS || ofNetwork >= MOST_OF_NETWORK) return null;
    this.readers.set(reader, { network, seen: NOTHING, told: NOTHING });
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
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const found = await listLive(
        [...this.readers.keys()].map(({ key }) => key),
        now,
      );
      const byKey = new Map(found.map((topic) => [nameOf(topic), topic]));
      for (const reader of [...this.readers.keys()]) await this.tell(reader, byKey.get(nameOf(reader.key)));
    } catch (error) {
      log().warn({ event: "live.failed", ...describeError(error) });
    } finally {
      this.isLooking = false;
    }
  }

  private async tell(reader: LiveReader, topic: LiveTopic | undefined): Promise<void> {
    const state = this.readers.get(reader);
    const seen = topic ? seenBy(topic, reader.after) : NOTHING;
    if (!state || seen === state.seen) return;
    const news = (topic && (await newsFor(reader, topic))) ?? NO_NEWS;
    state.seen = seen;
    const said = JSON.stringify(news);
    if (said === state.told) return;
    state.told = said;
    reader.tell(news);
  }
}

const nameOf = ({ area, number }: LiveKey): string => `${area} ${number}`;

const newAfter = ({ newest }: LiveTopic, after: number) => newest.filter(({ number }) => number > after);

/** What there is to tell of a topic, whoever the reader is. */
function seenBy(topic: LiveTopic, after: number): string {
  const numbers = newAfter(topic, after).map(({ number }) => number);
  if (numbers.length === 0 && topic.writing.length === 0) return NOTHING;
  return JSON.stringify([numbers, topic.writing.map(({ id }) => id)]);
}

/** Returns what is new for one reader; null for one who may not read the topic any more. */
async function newsFor({ key, after, who }: LiveReader, topic: LiveTopic): Promise<LiveNews | null> {
  const actor = await who();
  if (key.area === "rooms" && !(actor && (await mayReadTopic(actor, key)))) return null;
  const newest = newAfter(topic, after);
  const unheard = actor ? await listUnheard(actor, newest, topic) : new Set<string>();
  const others = newest.filter(({ authorId }) => !unheard.has(authorId));
  return {
    count: others.length,
    first: others.at(-1)?.number ?? null,
    writing: can(actor, "comment.write")
      ? topic.writing.flatMap(({ id, name }) => (unheard.has(id) ? [] : [name]))
      : [],
  };
}

/** The member, and those of a topic's writers whom they muted: of them the page says nothing. */
async function listUnheard(
  { id }: Actor,
  newest: LiveTopic["newest"],
  { writing }: LiveTopic,
): Promise<Set<string>> {
  const others = [...newest.map(({ authorId }) => authorId), ...writing.map((one) => one.id)];
  return (await findMuted(id, others)).add(id);
}
