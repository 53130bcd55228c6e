import type { IncomingMessage, ServerResponse } from "node:http";
import { initialsOf } from "@/lib/accounts/model";
import { ReactedPage } from "@/lib/comments/model";
import type { Actor } from "@/lib/core/actor";
import { isDomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { countUnread, findAddressee } from "@/lib/direct-messages";
import { countOwnTopics, countUnreadAt, findReading, listOwnVotes } from "@/lib/discussions";
import { AskedTopics, readTopicAt, type TopicAt } from "@/lib/discussions/reading/model";
import { env } from "@/lib/env";
import { Handle } from "@/lib/members/model";
import { listOwnReactions } from "@/lib/page-kinds";
import { listOwnPending } from "@/lib/profiles";
import { listNotPatrolled } from "@/lib/profiles/patrol";
import { AskedChanges } from "@/lib/profiles/patrol/model";
import { countUnseenNotices, listLevels } from "@/lib/watching";
import { AskWatches } from "@/lib/watching/forms/model";
import { type Place, placeText } from "@/lib/watching/model";
import { json } from "../api/answer";
import { type ReadSpec, reading } from "../api/endpoint";
import { expireSessionCookies, readCookie, sessionCookieName } from "../cookies";
import { sealMember } from "../held/drawn-for";

/** Any member, to ask whether the actor may suspend members at all: the screen checks again for the one meant. */
const SOMEONE = { memberId: "", isOfficer: false };
const NOBODY = { member: null };

/**
 * `of`: what is watched on the page; `to`: the member whose page it is; `on`: the page whose comments take reactions, and whose polls take votes;
 * `topics`: those that it lists; `changes`: the same, of which patrollers are told which nobody looked at.
 */
const AskMe = AskWatches.extend({
  to: Handle.optional().catch(undefined),
  on: ReactedPage.optional().catch(undefined),
  topics: AskedTopics.optional().catch(undefined),
  changes: AskedChanges.optional().catch(undefined),
});

/** Personal parts of a document: the reader, what waits for them, what they watch there. Visitors get an answer too. */
export const ME = {
  input: AskMe,
  limit: "public-api",
  isPublic: true,
  isUnlimited: true,
  // Any token may ask whose it is.
  scope: "any",
  async read(actor, { of, to, on, topics, changes }, request) {
    if (!actor) return nobody(request);
    return {
      member: {
        id: actor.id,
        // Scripts add it to the forms of documents, which name no member (`drawn-for.ts`).
        drawnFor: sealMember(actor.id),
        handle: actor.handle,
        displayName: actor.displayName,
        initials: initialsOf(actor.displayName),
        roles: actor.roles,
        dormantRoles: actor.dormantRoles,
        locale: actor.locale,
      },
      rights: {
        rollBack: placesOf(actor, "revision.rollback"),
        verify: placesOf(actor, "section.verify"),
        suspend: can(actor, "member.suspend", SOMEONE),
        oversee: can(actor, "revision.hide"),
        writePages: can(actor, "standing.edit"),
      },
      // Also for members with an unread warning, who do nothing else: the number leads them to it.
      ...(can(actor, "account.manage", { memberId: actor.id })
        ? { unseen: await countUnseenNotices(actor.id) }
        : {}),
      ...(can(actor, "watch.keep", { memberId: actor.id }) ? await watchingOf(actor, { of, topics }) : {}),
      ...(on && can(actor, "comment.react", { authorId: "" })
        ? { reactions: await listOwnReactions(actor, on), votes: await listOwnVotes(actor, on) }
        : {}),
      ...(changes ? { toPatrol: await listNotPatrolled(actor, changes) } : {}),
      ...(can(actor, "conversation.use", { memberIds: [actor.id] }) ? await messagesOf(actor, to) : {}),
    };
  },
} satisfies ReadSpec<typeof AskMe, unknown>;

/** Removes an ended session and its companion from the browser, so that the next page asks nothing. */
function nobody(request: Request): Response {
  const answer = json(NOBODY, 200);
  if (readCookie(request.headers.get("cookie"), sessionCookieName()) !== null)
    for (const cookie of expireSessionCookies()) answer.headers.append("set-cookie", cookie);
  return answer;
}

interface Asked {
  of: Place | undefined;
  topics: readonly TopicAt[] | undefined;
}

/**
 * Watch levels at a place, the member's own pending edits there, how far they have read the topic that it is, and what is
 * unread in the topics of a list.
 */
async function watchingOf(actor: Actor, { of, topics }: Asked) {
  const [watches, ownPending, reading, unread] = await Promise.all([
    of ? listLevels(actor, of) : undefined,
    of?.kind === "profile" ? listOwnPending(actor, of.slug ?? "") : undefined,
    of ? readingOf(actor, of) : undefined,
    topics ? unreadOf(actor, topics) : undefined,
  ]);
  return { watches, ownPending, reading, ...unread };
}

/** How far the member has read a topic: undefined for anything else, and for a topic that they may not see. */
async function readingOf(actor: Actor, place: Place) {
  const at = readTopicAt(placeText(place));
  if (!at) return undefined;
  const found = await findReading(actor, at).catch((error: unknown) => {
    if (isDomainError(error) && error.code === "not_found") return undefined;
    throw error;
  });
  return found && { first: found.first, unread: found.unread };
}

/** The unread replies of the listed topics, and how many topics the member's own lists have. */
async function unreadOf(actor: Actor, topics: readonly TopicAt[]) {
  const [unreadReplies, ownTopics] = await Promise.all([countUnreadAt(actor, topics), countOwnTopics(actor)]);
  return { unreadReplies, ownTopics };
}

/** The number of conversations with unread messages, and whether the actor can write to a member. */
async function messagesOf(actor: Actor, to: string | undefined) {
  const [unreadMessages, addressee] = await Promise.all([
    countUnread(actor.id),
    to ? findAddressee(actor, to) : undefined,
  ]);
  return { unreadMessages, canWrite: addressee ? addressee.way !== "closed" : undefined };
}

/** Where the actor may do this to a section: everywhere, or in these countries (ISO alpha-2). */
function placesOf(actor: Actor, action: "revision.rollback" | "section.verify"): "everywhere" | string[] {
  const may = (country: string) => can(actor, action, { country, protection: null, needsSecond: false });
  return may("") ? "everywhere" : actor.focalCountries.filter(may);
}

const answerMe = reading(ME);

/**
 * Answers `GET /api/me` at the front door, without the framework. For requests without session or token,
 * neither session nor database is read.
 */
export async function serveMe(req: IncomingMessage, res: ServerResponse, target: string): Promise<void> {
  const { cookie, authorization } = req.headers;
  const isNobody = authorization === undefined && readCookie(cookie, sessionCookieName()) === null;
  const answer = isNobody
    ? json(NOBODY, 200)
    : await answerMe(toRequest(req, target), { params: Promise.resolve({}) });
  const cookies = answer.headers.getSetCookie();
  answer.headers.delete("set-cookie");
  if (cookies.length > 0) res.setHeader("set-cookie", cookies);
  const body = Buffer.from(await answer.arrayBuffer());
  answer.headers.set("content-length", String(body.length));
  res.writeHead(answer.status, Object.fromEntries(answer.headers));
  res.end(req.method === "HEAD" ? undefined : body);
}

function toRequest(req: IncomingMessage, target: string): Request {
  const headers = new Headers();
  for (const name of ["cookie", "authorization"] as const) {
    const value = req.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  return new Request(new URL(target, env().APP_URL), { headers });
}
