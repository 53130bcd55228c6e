import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { mayReadTopic } from "@/lib/discussions";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";
import { actorOfOpenPage } from "../current-actor";
import { readSearch } from "../fields";
import { networkOf } from "../limits";
import { requestOrigin } from "../request-context";
import { type LiveNews, TopicHub } from "./topic-hub";

export const LIVE_REPLIES = "/api/live-replies";

const Asked = z.object({
  area: z.enum(["discussions", "rooms"]),
  topic: z.coerce.number().int().min(1).max(2_000_000_000),
  after: z.coerce.number().int().min(0).max(2_000_000_000),
  lang: z.string().refine(isLocale).catch("en"),
});

/** Milliseconds after which a line is sent, so that no proxy takes the connection for dead. */
const BEAT = 25_000;
/** Milliseconds after which the browser has to connect again: rights and processes change. */
const LONGEST = 30 * 60_000;

const hub = new TopicHub();
/** What ends each connection. */
const open = new Set<() => void>();
let isEnding = false;

/** Ends every connection, and those that begin from now on, before the process stops. */
export function endLiveReplies(): void {
  isEnding = true;
  for (const end of [...open]) end();
}

/**
 * Sends what is new in a topic while its page is open (server-sent events): how many replies, in words, and who writes
 * one. Answers 204, after which browsers do not ask again, where there is nothing to tell or too many pages are open.
 */
export async function serveLiveReplies(
  req: IncomingMessage,
  res: ServerResponse,
  search: string,
): Promise<void> {
  const asked = Asked.safeParse(Object.fromEntries(readSearch(search)));
  if (!asked.success) return nothing(res, 400);
  const { area, topic: number, after, lang } = asked.data;
  const headers = new Headers(req.headers.cookie === undefined ? {} : { cookie: req.headers.cookie });
  const who = () => actorOfOpenPage(headers);
  if (area === "rooms") {
    const actor = await who();
    if (!actor || !(await mayReadTopic(actor, { area, number }))) return nothing(res, 204);
  }
  // The reader may have left meanwhile, and the process may be stopping.
  if (res.destroyed) return;
  if (isEnding) return nothing(res, 503);
  const t = translator(lang as Locale);
  const tell = (news: LiveNews) => write(res, `data: ${JSON.stringify(inWords(news, t))}\n\n`);
  const leave = hub.join({ key: { area, number }, after, who, tell }, networkOf(requestOrigin().ip ?? ""));
  if (!leave) return nothing(res, 204);
  stream(res, leave);
}

/** Nothing is written to a connection that was ended: that would be an error of the whole process. */
const write = (res: ServerResponse, text: string): void => {
  if (!res.writableEnded && !res.destroyed) res.write(text);
};

/** Keeps a connection open until its reader leaves, the process stops, or it has lasted long enough. */
function stream(res: ServerResponse, leave: () => void): void {
  const beat = setInterval(() => write(res, ":\n\n"), BEAT).unref();
  const stop = () => {
    leave();
    open.delete(end);
    clearInterval(beat);
    clearTimeout(late);
  };
  const end = () => {
    stop();
    res.end();
  };
  const late = setTimeout(end, LONGEST).unref();
  open.add(end);
  res.once("close", stop);
  res.once("error", stop);
  begin(res);
}

function begin(res: ServerResponse): void {
  res.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "private, no-store",
    // Otherwise some proxies collect what is sent.
    "x-accel-buffering": "no",
  });
  res.write("retry: 20000\n\n");
}

function nothing(res: ServerResponse, status: number): void {
  res.writeHead(status, { "cache-control": "no-store" }).end();
}

/** Words for the bar and for who writes; the script has none of its own. */
const inWords = ({ count, first, writing }: LiveNews, t: Translator) => ({
  first,
  bar: count === 0 ? "" : t("discussions.topic.newReplies", { count }),
  writing:
    writing.length === 0
      ? ""
      : t("discussions.topic.writing", { name: `\u2068${writing[0]}\u2069`, others: writing.length - 1 }),
});
