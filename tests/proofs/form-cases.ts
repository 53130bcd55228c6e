import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { generateSync } from "otplib";
import { db } from "@/db/client";
import { application, applicationStep, member } from "@/db/schema/accounts";
import { type PostState, post, postAuthor } from "@/db/schema/blog";
import { comment } from "@/db/schema/comments";
import { exportRecord } from "@/db/schema/exports";
import { file, fileUse } from "@/db/schema/files";
import { sectionFreshness } from "@/db/schema/freshness";
import { page, section } from "@/db/schema/revisions";
import { material } from "@/db/schema/training";
import { webhookDelivery } from "@/db/schema/webhooks";
import { credentialFingerprint, findActorBySession, makeFormStamp } from "@/lib/accounts";
import { createApiToken } from "@/lib/accounts/api-tokens";
import { addPasskey, checkMade } from "@/lib/accounts/passkeys";
import { AddPasskey, type Ceremony } from "@/lib/accounts/passkeys/model";
import { hashPassword } from "@/lib/accounts/password";
import { makeToken } from "@/lib/accounts/token";
import {
  findPendingSecret,
  requestOwnFactorReset,
  startFactorReset,
  startTwoFactor,
} from "@/lib/accounts/two-factor";
import { backupsFolder } from "@/lib/backup/shelf";
import {
  hidePostRevision,
  makePreview,
  removePost,
  saveBodyDraft,
  saveGivenText,
  savePost,
} from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { addToRoom, messagePast, roomMessagePast } from "@/lib/discussions";
import type { TopicArea } from "@/lib/discussions/areas/model";
import { awaitExport } from "@/lib/exports";
import { mailAnswer } from "@/lib/mailbox";
import { changeRole } from "@/lib/members";
import { SaveSearch } from "@/lib/notices/searches/model";
import { makeUnsubscribeToken } from "@/lib/notices/unsubscribe-token";
import { claimRevision, hideRevision, saveDraft } from "@/lib/profiles";
import { makeCheckLink } from "@/lib/profiles/freshness";
import { reportError } from "@/lib/profiles/reports";
import { ReportError } from "@/lib/profiles/reports/model";
import { allowPush } from "@/lib/push";
import { addSynonyms } from "@/lib/search";
import { hideStanding } from "@/lib/standing-pages";
import {
  askAccess,
  decideRequest,
  finishVersion,
  hideDescription,
  listOpenRequests,
  publishMaterial,
  rateMaterial,
  recordDelivery,
  removeMaterial,
  retractMaterial,
  saveDescription,
  saveFiles,
  saveMaterialDetailsDraft,
  startVersion,
  submitMaterial,
  suggestCorrection,
} from "@/lib/training";
import { RecordDelivery } from "@/lib/training/use/model";
import { queueJob, transact } from "@/lib/transact";
import { saveSearch } from "@/lib/watching";
import { makeLevelToken } from "@/lib/watching/level-token";
import { watchPath } from "@/lib/watching/model";
import { sealCookie } from "@/lib/web/sealed-cookie";
import { saveChallenge } from "@/lib/web/sign-in/passkeys";
import { sessionCookies } from "@/lib/web/sign-in/sign-in";
import { registerWebhook, testWebhook } from "@/lib/webhooks";
import { OTHER_PASSWORD, PASSWORD, setEnvironment, withFactor, withPassword } from "@/tests/support/accounts";
import { Authenticator } from "@/tests/support/authenticator";
import { bounced } from "@/tests/support/bounces";
import { Browser, type Routes } from "@/tests/support/browser";
import { makeInvitation } from "@/tests/support/invitations";
import { linkIn, readMails } from "@/tests/support/mailbox";
import {
  cleanFile,
  draftMaterial,
  filesOf,
  publishedMaterial,
  startedMaterial,
} from "@/tests/support/materials";
import { actorOf, by, giveRole, makeActor, makeMember, makeSession } from "@/tests/support/members";
import { saveOutlined } from "@/tests/support/outlines";
import { commented, postRow, publishedPost, savedPost, startedPost } from "@/tests/support/posts";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { answerNow, makeQuestion, QUESTION, typedQuestion } from "@/tests/support/questions";
import { entry, put } from "@/tests/support/search";
import { law, prose, save, source } from "@/tests/support/sections";
import { SENT_PARTS } from "@/tests/support/site-parts";
import { asBeforeUpgrade, writeCharter } from "@/tests/support/standing";
import { categoryFields, madeCategory, messageTwice, openedTopic } from "@/tests/support/topics";
import { changes, place, watches } from "@/tests/support/watching";
import { cleanupCases } from "./cleanup-cases";
import { conductCases } from "./conduct-cases";
import { type Door, listDoors } from "./doors";
import { filterCases } from "./filter-cases";
import { flagCases } from "./flag-cases";
import type { AtForm, FormCase } from "./form-case";
import { messageCases } from "./message-cases";
import { patrolCases } from "./patrol-cases";
import { publicReportCases } from "./public-report-cases";
import { sightCases } from "./sight-cases";
import { topicCases } from "./topic-cases";

const doors = await listDoors();

const inOrder = (file: string) => file.replaceAll("[...", "~~").replaceAll("[", "~");

/** Every page in the order of the framework: a fixed name before a parameter, and the not-found page last. */
export const ROUTES: Routes = [...new Set(doors.map((door) => door.file))]
  .filter((file) => file.endsWith(".tsx"))
  .sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1))
  .map((file) => {
    const path = file.replace("app/[locale]", "").replace("/route.tsx", "");
    const pattern = path.replace(/\[\.\.\.(\w+)\]/, "(?<$1>.+)").replace(/\[(\w+)\]/g, "(?<$1>[^/]+)");
    const own = doors.filter((door) => door.file === file);
    const handlerOf = (method: string) => own.find((door) => door.method === method)?.handler;
    return [new RegExp(`^${pattern || "/"}$`), { GET: handlerOf("GET"), POST: handlerOf("POST") }] as never;
  });

/** Lists every form of the product: the route's file and the form's name. */
export function listForms(list: readonly Door[] = doors): string[] {
  return list.flatMap((door) =>
    Object.keys(door.handler.octopus?.forms ?? {}).map((form) => `${door.file} ${form}`),
  );
}

const MINUTE_AGO = () => new Date(Date.now() - 60_000);

/** Creates a browser with a signed-in member; by default with a second factor. */
export async function browserOf(memberId: string): Promise<AtForm> {
  const sessionId = await makeSession(memberId);
  const browser = new Browser(ROUTES);
  browser.keep(
    await sessionCookies({ sessionId, deviceToken: "d".repeat(43), locale: "en", owesCharter: false }),
  );
  return { browser, sessionId, memberId, at: "/" };
}

async function asMember(at: string, fields: Record<string, string> = {}): Promise<AtForm> {
  const { id } = await withPassword();
  return { ...(await browserOf(id)), at, fields };
}

async function asVisitor(at: string, fields: Record<string, string> = {}): Promise<AtForm> {
  return { browser: new Browser(ROUTES), sessionId: null, memberId: null, at, fields };
}

/** A member whose edits are published at once, and who reviews those of others. */
async function asTrusted(at: string, fields: Record<string, string> = {}): Promise<AtForm> {
  const own = await asMember(at, fields);
  await giveRole(own.memberId ?? "", "trusted");
  return own;
}

/** A member at a pending edit, another's or their own. */
async function atPending(given: { isOwn?: boolean; fields?: Record<string, string> } = {}): Promise<AtForm> {
  await senegal();
  const at = await asTrusted("/countries/senegal/pending?revision=3", given.fields);
  const author = given.isOwn ? at.memberId : (await makeMember()).id;
  const [own] = await db().select({ id: page.id }).from(page).where(eq(page.slug, "senegal"));
  await makeRevision({
    pageId: own?.id ?? "",
    key: "legislation",
    content: prose({ aaaaaa: "Second, as proposed" }),
    authorId: author,
    state: "pending",
  });
  return at;
}

async function asAdministrator(at: string, fields: Record<string, string> = {}): Promise<AtForm> {
  const { id } = await withPassword({ handle: "administrator" });
  await giveRole(id, "administrator");
  return { ...(await browserOf(id)), at, fields };
}

async function asModerator(at: string, fields: Record<string, string> = {}): Promise<AtForm> {
  const { id } = await makeMember();
  await giveRole(id, "moderator");
  return { ...(await browserOf(id)), at, fields };
}

/** A role that an invitation gives, which asks for the password. */
const INVITED_ROLE = { role: "focal-point", reason: "Answers for the ministry" } as const;
/** A list of one person to invite. */
const LISTED = { list: "awa@justice.example\tSenegal", language: "fr", ...INVITED_ROLE };
/** An administrator at the list of backups, which has one. */
async function atBackup(): Promise<AtForm> {
  mkdirSync(backupsFolder(), { recursive: true });
  writeFileSync(join(backupsFolder(), "2026-11-29.tar.gz"), "");
  return asAdministrator("/admin/backups");
}

/** An administrator at the page of a member called "someone". */
async function aboutSomeone(
  fields: Record<string, string> = {},
  prepare: (someone: { id: string }) => Promise<unknown> = async () => undefined,
  values: Parameters<typeof makeMember>[0] = {},
): Promise<AtForm> {
  const someone = await makeMember({ handle: "someone", ...values });
  await prepare(someone);
  return asAdministrator("/admin/members/someone", fields);
}

/** A member with a proposed role, proposed by another administrator or by the viewer. */
async function aboutProposal(made: "own" | "other", fields: Record<string, string> = {}): Promise<AtForm> {
  await makeMember({ handle: "someone" });
  const at = await asAdministrator("/admin/members/someone", fields);
  const other = await makeMember({ totpEnabledAt: MINUTE_AGO() });
  await giveRole(other.id, "administrator");
  await db()
    .update(member)
    .set({ totpEnabledAt: MINUTE_AGO() })
    .where(eq(member.id, at.memberId ?? ""));
  const proposer = await actorOf(made === "own" ? (at.memberId ?? "") : other.id);
  const wanted = { handle: "someone", role: "moderator", country: null, change: "give" } as const;
  await transact(by(proposer), (ctx) => changeRole(ctx, { ...wanted, roleReason: "Named by the ministry" }));
  return at;
}

/** A member with a lost authenticator whose removal was requested. */
async function aboutReset(asked: "own" | "other"): Promise<AtForm> {
  const someone = await withFactor({ handle: "someone" });
  if (asked === "other") {
    const other = await makeMember();
    await giveRole(other.id, "administrator");
    const reason = "The telephone was lost at sea";
    await transact(by(await actorOf(other.id)), (ctx) =>
      startFactorReset(ctx, { memberId: someone.id, reason }),
    );
  } else {
    await openOwnReset(someone.id);
  }
  return asAdministrator("/admin/members/someone");
}

async function openOwnReset(memberId: string): Promise<void> {
  await transact(by(null), (ctx) =>
    requestOwnFactorReset(ctx, { memberId, reason: "My telephone was lost at sea" }),
  );
}

async function aboutJob(): Promise<AtForm> {
  await transact(by(null), async (ctx) => {
    ctx.asSystem("a test's job");
    ctx.skipAudit("a test's job");
    await queueJob(ctx.tx, { task: "apply-retention", payload: {} });
  });
  await db().execute(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'no disk'",
  );
  return asAdministrator("/admin/jobs");
}

async function aboutSynonyms(): Promise<AtForm> {
  const at = await asAdministrator("/admin/search");
  const admin = await actorOf(at.memberId ?? "");
  await transact(by(admin), (ctx) => addSynonyms(ctx, { phrases: ["MLA", "mutual legal assistance"] }));
  return at;
}

async function senegal(): Promise<void> {
  const page = await makeProfile({ slug: "senegal", iso2: "SN" });
  for (const text of ["First", "Second"])
    await makeRevision({ pageId: page, key: "legislation", content: prose({ aaaaaa: text }) });
}

async function atEditor(): Promise<AtForm> {
  await senegal();
  return asTrusted("/countries/senegal/edit/legislation", { text: "Third", summary: "A third text" });
}

/** A trusted member at the form of a country's sources, with the fields of a browser without scripts. */
async function atRecords(form: string): Promise<AtForm> {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const state = { schemaVersion: 1, records: [source("gazette")], sources: [], open: ["gazette"] };
  return asTrusted("/countries/senegal/edit/sources", {
    form,
    base: "",
    state: JSON.stringify(state),
    "in:gazette/title": "Official Journal",
    summary: "A first source",
  });
}

/** A law that cites a new source whose address is none, so that nothing is requested. */
async function atLookup(): Promise<AtForm> {
  setEnvironment({ SOURCE_LOOKUP: "on" });
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const records = [law("act", { sources: ["gazette"] })];
  const state = { schemaVersion: 2, records, sources: [source("gazette")], open: ["act"] };
  return asTrusted("/countries/senegal/edit/laws", {
    form: "lookup:gazette",
    base: "",
    state: JSON.stringify(state),
    "new:gazette/url": "none",
    summary: "A first source",
  });
}

/** The same member with a refused upload. */
async function withRefusedFile(at: AtForm): Promise<AtForm & { fileId: string }> {
  const now = new Date();
  const fileId = newId();
  await db().insert(file).values({
    id: fileId,
    uploaderId: at.memberId,
    name: "a.pdf",
    type: "pdf",
    size: 10,
    state: "refused",
    refusal: "mismatch",
    createdAt: now,
    touchedAt: now,
  });
  return { ...at, fileId };
}

/** The owner of a published material, to which they sent a file that was refused. */
async function withRefusedFileOfMaterial(): Promise<AtForm> {
  const at = await withRefusedFile(await asOwner("published"));
  const [row] = await db().select({ id: material.pageId }).from(material);
  await db()
    .insert(fileUse)
    .values({
      fileId: at.fileId,
      ownerKind: "material-incoming",
      ownerId: row?.id ?? "",
      place: MATERIAL,
      scope: "material:preserving-data-abroad",
      access: "public",
      isOpen: false,
    });
  return at;
}

/** A member who imports a file into a profile. */
async function withOutline(name: string, fields: Record<string, string>): Promise<AtForm> {
  await senegal();
  const at = await asMember("/countries/senegal/import");
  const file = await saveOutlined(await actorOf(at.memberId ?? ""), name);
  return { ...at, at: `/countries/senegal/import?file=${file}`, fields: { ...fields, file } };
}

/** An administrator at a section that a member has saved through the engine. */
async function atCheck(): Promise<AtForm> {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await save(await makeActor("trusted"), { content: prose({ aaaaaa: "First" }) });
  return asAdministrator("/countries/senegal/check/legislation");
}

const DOCUMENT = "01890a5d-ac96-774b-bcce-b302099a8057";

/** A member at a document that the worker has not created yet. */
async function atUnmadeDocument({ isAwaited = false } = {}): Promise<AtForm> {
  const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  const now = new Date();
  await db().insert(exportRecord).values({
    id: DOCUMENT,
    pageId,
    number: 0,
    format: "pdf",
    form: "full",
    language: "en",
    contentHash: "c",
    maker: 1,
    state: "making",
    createdAt: now,
    askedAt: now,
  });
  const at = await asMember(`/countries/senegal/exports/${DOCUMENT}/mail`);
  if (isAwaited)
    await transact(by(await actorOf(at.memberId ?? "")), (ctx) => awaitExport(ctx, { id: DOCUMENT }));
  return at;
}

async function atCode(): Promise<AtForm & { actorId: string; secret: string }> {
  const owner = await withFactor();
  const at = await asVisitor("/signin/code");
  const answer = await at.browser.submit("/signin", "password", { email: owner.email, password: PASSWORD });
  if (answer.to !== "/signin/code") throw new Error(`the password led to ${answer.to}`);
  return { ...at, actorId: owner.id, secret: owner.secret };
}

/** Adds a passkey to a member's account. Returns its authenticator. */
async function withPasskey(memberId: string): Promise<Authenticator> {
  const device = new Authenticator();
  const challenge = randomBytes(32).toString("base64url");
  const { signedCode } = AddPasskey.parse({ name: "Key", signedCode: device.make({ challenge }) });
  const made = await checkMade(signedCode, challenge);
  await transact(by(await actorOf(memberId)), (ctx) => addPasskey(ctx, { made, name: "Key" }));
  return device;
}

/** A person at a passkey form, whose browser received a challenge and has answered it. */
async function answered(ceremony: Ceremony, at: AtForm, device: Authenticator): Promise<AtForm> {
  const challenge = randomBytes(32).toString("base64url");
  const actor = at.sessionId ? await findActorBySession(at.sessionId) : null;
  at.browser.keep([await saveChallenge(challenge, ceremony, actor)]);
  const signedCode = ceremony === "add" ? device.make({ challenge }) : device.sign({ challenge });
  return { ...at, fields: { ...at.fields, signedCode } };
}

async function atLink(kind: "email-change" | "email-undo"): Promise<AtForm> {
  const { id } = await withPassword();
  const payload = { email: "another@example.org", changedTo: "member@example.org" };
  const text = await makeToken(db(), { kind, memberId: id, payload }, new Date());
  const at = `/me/email?token=${text}`;
  return kind === "email-change" ? { ...(await browserOf(id)), at } : asVisitor(at);
}

/** Sends an invitation; returns the secret of its link. */
async function invited(email = "awa@justice.example"): Promise<string> {
  return (await makeInvitation(email)).token;
}

/** An administrator at a question of a visitor. */
async function atQuestion(fields: Record<string, string>): Promise<AtForm> {
  return asAdministrator(`/admin/mailbox/${await makeQuestion()}`, fields);
}

/** An administrator at the list of two categories, or at one of them. */
async function atCategories(fields: Record<string, string>, at = ""): Promise<AtForm> {
  await madeCategory();
  await madeCategory({ slug: "judicial-training" });
  return asAdministrator(`/admin/categories${at}`, fields);
}

/** What a browser made to show notifications. */
const PUSHED = {
  endpoint: "https://push.example.org/one",
  p256dh: "B".repeat(87),
  auth: "a".repeat(22),
};

/** An administrator at an endpoint of an organisation; with `isSent`, an event was sent to it. */
async function atWebhook(
  fields: Record<string, string> = {},
  { isSent = false }: { isSent?: boolean } = {},
): Promise<AtForm> {
  const at = await asAdministrator("/admin/webhooks", fields);
  const admin = by(await actorOf(at.memberId ?? ""));
  const { webhookId: id } = await transact(admin, (ctx) =>
    registerWebhook(ctx, { ...WEBHOOK, countries: [], topics: [] }),
  );
  if (isSent) {
    await transact(admin, (ctx) => testWebhook(ctx, { id }));
    await db().update(webhookDelivery).set({ state: "sent", attempts: 1, status: 204, nextAt: null });
  }
  return { ...at, at: `/admin/webhooks/${id}` };
}
const WEBHOOK = {
  name: "Ministry of Justice",
  hookUrl: "https://hooks.example.org/in",
  kinds: ["post.published" as const],
};

/** An administrator at the list of a restricted room, and a member. */
async function atRoom(fields: Record<string, string>): Promise<AtForm> {
  await makeMember({ handle: "someone" });
  await madeCategory({ slug: "joint-team", audience: "group" });
  return asAdministrator("/admin/categories/joint-team", fields);
}

/** Answers a question; returns the secret of the link in the mail. */
async function answeredByMail(): Promise<string> {
  const at = await asAdministrator("/admin/mailbox");
  const entryId = await answerNow(await actorOf(at.memberId ?? ""), await makeQuestion());
  await mailAnswer({ entryId });
  const mail = (await readMails()).at(-1);
  return mail ? (linkIn(mail, "/contact/reply").searchParams.get("token") ?? "") : "";
}

/** A person at the link that confirms an address: in the browser that joined, or in another one. */
async function atVerification(by: "joiner" | "owner"): Promise<AtForm> {
  const passwordHash = await hashPassword(PASSWORD);
  const { id, email } = await makeMember({ state: "unverified", verifiedAt: null, passwordHash });
  const token = await makeToken(db(), { kind: "verify", memberId: id }, new Date());
  const at = await asVisitor(`/join/verify?token=${token}${by === "owner" ? "&by=owner" : ""}`);
  if (by === "joiner")
    at.browser.keep([
      await sealCookie("octopus-joined", { email, ground: credentialFingerprint(passwordHash, null) }),
    ]);
  return at;
}

async function atSetUp(): Promise<AtForm> {
  const at = await asMember("/me/security/two-factor");
  const actor: Actor = await actorOf(at.memberId ?? "");
  await transact(by(actor), startTwoFactor);
  const { secret } = (await findPendingSecret(actor.id)) ?? { secret: "" };
  return { ...at, fields: { code: generateSync({ secret }) } };
}

/** A member who watches Senegal, which another member has changed since. */
async function asWatcher(): Promise<AtForm> {
  await senegal();
  const at = await asMember("/watchlist");
  await watches(await actorOf(at.memberId ?? ""), "profile:senegal");
  // Always the same words, because their number is counted.
  await changes(await makeActor("trusted"), { content: prose({ aaaaaa: "Third" }) });
  return at;
}

/** A member with a saved search that has a new result. */
async function withSavedSearch(): Promise<AtForm> {
  const at = await asMember("/me/searches");
  const query = SaveSearch.shape.query.parse("q=preservation");
  await transact(by(await actorOf(at.memberId ?? "")), (ctx) =>
    saveSearch(ctx, { name: "Preservation", query }),
  );
  await put([entry("Preservation of evidence")]);
  return at;
}

/** A person who follows a mail's link to the level of one thing, without a session. */
async function atLevel(): Promise<AtForm> {
  const { id } = await withPassword();
  const token = makeLevelToken({ memberId: id, kind: "topic", key: "cloud" });
  return asVisitor(`/level?token=${token}`, { level: "first" });
}

/** A person who follows a mail's link in a browser without a session. */
async function atUnsubscribe(): Promise<AtForm> {
  const { id } = await withPassword();
  const token = makeUnsubscribeToken({ memberId: id, categories: ["profile", "decision"] });
  return asVisitor(`/unsubscribe?token=${token}`);
}

async function withOwnFactor(at: string): Promise<AtForm> {
  const { id } = await withFactor();
  return { ...(await browserOf(id)), at };
}

const SLUG = "malabo-and-budapest";
const POST = {
  title: "Malabo and Budapest",
  summary: "Two treaties that complement each other.",
  "topics[]": "legislation",
  text: "A paragraph.",
};
const MOVED_ON = { status: 409, says: "The status of this post has changed" };
const DECIDED = { status: 409, says: "Someone else has already decided on this edit" };

/** A member with their own post in this state. */
async function asAuthor(state: PostState, fields: Record<string, string> = {}): Promise<AtForm> {
  const at = await asMember(`/blog/${SLUG}/edit`, fields);
  await startedPost(await actorOf(at.memberId ?? ""));
  await db()
    .update(post)
    .set({ state, publishedAt: state === "published" ? new Date() : null });
  return at;
}

/** A member at a draft that they were invited to as an author, or already are an author of. */
async function asSigner(state: "asked" | "agreed"): Promise<AtForm> {
  const at = await asMember(`/blog/${SLUG}/byline`);
  const author = await withPassword({ handle: "author", email: "author@example.org" });
  await startedPost(await actorOf(author.id));
  await db()
    .insert(postAuthor)
    .values({
      postId: (await postRow(SLUG)).pageId,
      memberId: at.memberId ?? "",
      position: 1,
      state,
    });
  return at;
}

/** A moderator at another member's post. */
async function asBlogModerator(
  state: PostState,
  fields: Record<string, string> = {},
  prepare: (author: Actor) => Promise<unknown> = async () => undefined,
): Promise<AtForm> {
  const { memberId } = await asAuthor(state);
  await prepare(await actorOf(memberId ?? ""));
  const { id } = await withPassword({ handle: "moderator", email: "moderator@example.org" });
  await giveRole(id, "moderator");
  return { ...(await browserOf(id)), at: `/blog/review/${SLUG}`, fields };
}

/** The author of a published post changes its text, and the change is pending. */
const changeText = (author: Actor) =>
  transact(by(author), (ctx) =>
    saveGivenText(ctx, {
      slug: SLUG,
      base: 1,
      clientToken: newId(),
      summary: "A wrong date",
      text: "Another paragraph.",
    }),
  );

/** The author of a comment on a published post. */
async function asCommenter(fields: Record<string, string> = {}): Promise<AtForm> {
  const at = await asAuthor("published", fields);
  const id = await commented(await actorOf(at.memberId ?? ""), SLUG);
  return { ...at, at: `/blog/${SLUG}/comments/${id}` };
}

/** The same, with the comment already visible. */
async function asShownCommenter(): Promise<AtForm> {
  const at = await asCommenter();
  await db().update(comment).set({ state: "shown" });
  return at;
}

async function asCommentModerator(fields: Record<string, string> = {}): Promise<AtForm> {
  let id = "";
  const at = await asBlogModerator("published", fields, async (author) => {
    id = await commented(author, SLUG);
  });
  return { ...at, at: `/blog/${SLUG}/comments/${id}` };
}

const MATERIAL = "/training/preserving-data-abroad";
const MATERIAL_GONE_ON = { status: 409, says: "The status of this training material has changed" };
const BASICS = {
  title: "Preserving data abroad",
  abstract: "How a request to preserve data is written.",
  language: "en",
  kind: "guide",
  level: "introductory",
  access: "public",
  licence: "cc-by",
  tlp: "clear",
  "audiences[]": "prosecutor",
  "topics[]": "electronic-evidence",
};

/** A member whose uploads need no review, with a material in this state. */
async function asOwner(
  state: "draft" | "published",
  fields: Record<string, string> = {},
  prepare: (owner: Actor) => Promise<unknown> = async () => undefined,
): Promise<AtForm & { fileId: string }> {
  const { id } = await withPassword();
  await giveRole(id, "trusted");
  const owner = await actorOf(id);
  const { fileId } = await (state === "draft" ? draftMaterial : publishedMaterial)(owner);
  await prepare(owner);
  return { ...(await browserOf(id)), at: `${MATERIAL}/edit`, fields, fileId };
}

const PURGING = { why: "personal-data" };
const HIDING = { summary: "on", reason: "It names a victim" };
/** The page where moderators hide its first revision. */
const DESCRIBED = "/moderation/materials/preserving-data-abroad/1";

/** A published post whose details a moderator changed twice. Returns where moderators see the first of the two. */
async function oldDetails(): Promise<string> {
  const slug = await publishedPost(await makeActor());
  const mod = await makeActor("moderator");
  for (const title of ["The first title", "The second title"])
    await transact(by(mod), (ctx) => savePost(ctx, savedPost({ slug, title, note: "A better title" })));
  const [row] = await db().select({ last: page.lastRevision }).from(page).where(eq(page.slug, slug));
  return `/moderation/posts/${slug}/${(row?.last ?? 0) - 1}`;
}

/** A published material with a description, and another after it. */
async function describedInPublic(next?: string): Promise<string> {
  const owner = await makeActor("practitioner");
  const { slug } = await publishedMaterial(owner);
  const given = { base: null, summary: "The description", clientToken: "described-in-public" };
  await transact(by(owner), (ctx) =>
    saveDescription(ctx, { slug, ...given, content: prose({ aaaaaa: "One." }) }),
  );
  if (next !== undefined) {
    const second = { base: 1, summary: "Another description", clientToken: "described-once-more" };
    await transact(by(owner), (ctx) =>
      saveDescription(ctx, { slug, ...second, content: prose({ aaaaaa: next }) }),
    );
  }
  return slug;
}

/** The second of three texts of the charter. */
const OLD_CHARTER = "/moderation/pages/charter-en/2";

async function charterTwice(): Promise<void> {
  const author = await makeActor("administrator");
  await writeCharter(author, "One.");
  await writeCharter(author, "Two.");
}

/** The page where moderators hide the first of two texts of a topic's first message. */
async function changedTopic(area: TopicArea): Promise<string> {
  const author = await makeActor("trusted");
  await madeCategory(area === "rooms" ? { audience: "members" } : {});
  const { slug } = await openedTopic(author, {}, area);
  return messageTwice(author, slug, area);
}

/** Hiding and showing a revision of a topic's first message, in an area. */
const overseenCases = (area: TopicArea): Record<string, FormCase> => ({
  [`app/[locale]/moderation/${area}/[slug]/[number]/route.tsx hide`]: {
    make: async () => asModerator(await changedTopic(area), HIDING),
    again: { to: "/1?done=hidden" },
    more: ["audit_entry"],
  },
  [`app/[locale]/moderation/${area}/[slug]/[number]/route.tsx show`]: {
    async make() {
      const path = await changedTopic(area);
      const at = await asModerator(path);
      const [slug = ""] = path.split("/").slice(-2);
      const given = { text: true, summary: true, author: false, reason: HIDING.reason, through: undefined };
      const { hide } = area === "rooms" ? roomMessagePast : messagePast;
      await transact(by(await actorOf(at.memberId ?? "")), (ctx) => hide(ctx, { slug, number: 1, ...given }));
      return at;
    },
    again: { to: "/1?done=shown" },
  },
  [`app/[locale]/moderation/${area}/[slug]/[number]/route.tsx purge`]: {
    make: async () => asModerator(await changedTopic(area), PURGING),
    again: { to: "/1?done=purged" },
  },
});

/** A new member with a draft, whose uploads are reviewed. */
async function asNewOwner(fields: Record<string, string> = {}, isSubmitted = false): Promise<AtForm> {
  const at = await asMember(`${MATERIAL}/edit`, fields);
  const owner = await actorOf(at.memberId ?? "");
  const { slug } = await draftMaterial(owner);
  if (isSubmitted) await transact(by(owner), (ctx) => submitMaterial(ctx, { slug }));
  return at;
}

const secondVersion = async (owner: Actor) => {
  const slug = "preserving-data-abroad";
  const input = { slug, label: "2", changes: "Covers the Protocol", issuedOn: null };
  await transact(by(owner), (ctx) => startVersion(ctx, input));
  const fileId = await cleanFile(owner.id, { name: "second.pdf" });
  await transact(by(owner), (ctx) => saveFiles(ctx, filesOf(slug, [fileId])));
};

/** The owner of a restricted material to whose files a member has individual access. */
async function asOwnerOfGranted(fields: Record<string, string>): Promise<AtForm> {
  const { id } = await withPassword();
  await giveRole(id, "moderator");
  const { slug } = await publishedMaterial(await actorOf(id), { access: "practitioners", tlp: "amber" });
  const asker = by(await makeActor());
  await transact(asker, (ctx) => askAccess(ctx, { slug, reason: "A course in March" }));
  const officer = await makeActor("administrator");
  const [asked] = await listOpenRequests(officer);
  const decision = { id: asked?.id ?? "", reason: "For that course", decision: "granted" as const };
  await transact(by(officer), (ctx) => decideRequest(ctx, decision));
  return { ...(await browserOf(id)), at: `${MATERIAL}/take-part`, fields };
}

/** Another member at the forms for readers of a published material. */
async function asReader(
  fields: Record<string, string>,
  given: { access?: string; tlp?: string } = {},
): Promise<AtForm> {
  const owner = await makeActor("practitioner");
  await publishedMaterial(owner, given);
  return asMember(`${MATERIAL}/take-part`, fields);
}

/** A reviewer at a published material with a scanned file, and perhaps its recognized text. */
async function asScanReviewer(recognition: "read" | null): Promise<AtForm> {
  const at = await asReader({});
  await giveRole(at.memberId ?? "", "trusted");
  await makeScans(recognition);
  return at;
}

/** An owner at an unpublished material with such a file. */
async function asScanOwner(recognition: "read" | null): Promise<AtForm> {
  const at = await asOwner("draft");
  await makeScans(recognition);
  return at;
}

const makeScans = (recognition: "read" | null) =>
  db()
    .update(file)
    .set(recognition ? { recognition, recognisedIn: "en", recognisedPages: 1 } : { reading: "empty" });

/** A reviewer at a new member's upload or version. */
async function asUploadReviewer(waits: "material" | "version", fields: Record<string, string> = {}) {
  const owner = await makeActor();
  const { slug } = await draftMaterial(owner);
  const reviewer = await withPassword({ handle: "reviewer", email: "reviewer@example.org" });
  await giveRole(reviewer.id, "trusted");
  await transact(by(owner), (ctx) => submitMaterial(ctx, { slug }));
  if (waits === "version") {
    await transact(by(await actorOf(reviewer.id)), (ctx) => publishMaterial(ctx, { slug }));
    await secondVersion(owner);
    await transact(by(owner), (ctx) => finishVersion(ctx, { slug }));
  }
  return { ...(await browserOf(reviewer.id)), at: `/training/review/${slug}`, fields };
}

/** An officer at a member's request or suggestion. */
async function asDecider(of: "request" | "suggestion", fields: Record<string, string>): Promise<AtForm> {
  const restricted = of === "request" ? { access: "practitioners", tlp: "amber" } : {};
  const { slug } = await publishedMaterial(await makeActor("practitioner"), restricted);
  const asker = by(await makeActor());
  const clientToken = newId();
  if (of === "request") await transact(asker, (ctx) => askAccess(ctx, { slug, reason: "A course in March" }));
  else
    await transact(asker, (ctx) =>
      suggestCorrection(ctx, { slug, text: "Article 17 is missing", clientToken }),
    );
  return asAdministrator("/training/review", fields);
}

const REPORT = ReportError.parse({
  slug: "senegal",
  on: "legislation",
  text: "The law was replaced in 2016.",
});

/** A person at the link to their application. */
async function atApplication(state: "waiting" | "asked", fields: Record<string, string>): Promise<AtForm> {
  const { id } = await makeMember({ state: "applied", handle: "applicant" });
  await applied(id, state);
  const token = await makeToken(db(), { kind: "application", memberId: id }, new Date());
  return asVisitor(`/join/status?token=${token}`, fields);
}

async function applied(memberId: string, state: "waiting" | "asked"): Promise<void> {
  const [row] = await db()
    .insert(application)
    .values({
      id: newId(),
      memberId,
      reason: "I prosecute cybercrime in Dakar.",
      state,
      createdAt: MINUTE_AGO(),
    })
    .returning({ id: application.id });
  if (state === "asked")
    await db()
      .insert(applicationStep)
      .values({
        id: newId(),
        applicationId: row?.id ?? "",
        memberId,
        kind: "question",
        text: "Since when?",
        createdAt: MINUTE_AGO(),
      });
}

/* One row for each form; a form without a row fails. */
export const FORM_CASES: Record<string, FormCase> = {
  "app/[locale]/join/route.tsx join": {
    make: () =>
      asVisitor("/join", {
        stamp: makeFormStamp(MINUTE_AGO()),
        fullName: "Awa Ndiaye",
        email: "awa@justice.example",
        password: PASSWORD,
        country: "SN",
        institution: "Tribunal de Dakar",
        sector: "judiciary",
        charter: "on",
      }),
    again: { to: "/join/verify" },
    more: ["jobs"],
  },
  "app/[locale]/join/verify/route.tsx confirm": {
    make: () => atVerification("joiner"),
    again: { to: "/me" },
  },
  "app/[locale]/join/verify/route.tsx claim": {
    async make() {
      const at = await atVerification("owner");
      return {
        ...at,
        fields: {
          fullName: "Awa Ndiaye",
          password: OTHER_PASSWORD,
          country: "SN",
          sector: "judiciary",
          institution: "Tribunal de Dakar",
          charter: "on",
        },
      };
    },
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/join/verify/route.tsx resend": {
    async make() {
      const { email } = await makeMember({ state: "unverified", verifiedAt: null });
      return asVisitor("/join/verify", { email });
    },
    again: { to: "/join/verify?done=resent" },
    more: ["jobs"],
  },
  "app/[locale]/join/status/route.tsx find": {
    async make() {
      const { id, email } = await makeMember({ state: "applied", handle: "applicant" });
      await applied(id, "waiting");
      return asVisitor("/join/status", { email });
    },
    again: { to: "/join/status?done=asked" },
    more: ["jobs"],
  },
  "app/[locale]/join/status/route.tsx answer": {
    make: () => atApplication("asked", { answer: "Since 2019." }),
    again: { status: 409, says: "already decided or answered" },
  },
  "app/[locale]/join/status/route.tsx amend": {
    make: () =>
      atApplication("waiting", {
        fullName: "Awa Ndiaye",
        country: "SN",
        institution: "Tribunal de Dakar",
        sector: "judiciary",
        reason: "I judge cybercrime in Dakar.",
      }),
    again: { to: "/join/status" },
    more: ["application_step"],
  },
  "app/[locale]/join/status/route.tsx withdraw": {
    make: () => atApplication("waiting", { isSure: "on" }),
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/welcome/route.tsx watch": {
    async make() {
      await makeProfile({ slug: "senegal", iso2: "SN" });
      const { id } = await makeMember({ country: "SN" });
      return { ...(await browserOf(id)), at: "/welcome", fields: { "of[]": "profile:senegal" } };
    },
    again: { to: "/welcome?done=watched" },
  },
  "app/[locale]/welcome/route.tsx end": {
    make: () => asMember("/welcome"),
    again: { to: "/welcome?done=ended" },
  },
  "app/[locale]/signin/route.tsx password": {
    async make() {
      const { email } = await withPassword();
      return asVisitor("/signin", { email, password: PASSWORD });
    },
    again: { to: "/me" },
    more: ["session", "known_device", "jobs"],
  },
  // Nothing responds at the provider's address.
  "app/[locale]/signin/route.tsx provider": {
    make: () => asVisitor("/signin"),
    again: { status: 404, says: "Page not found" },
    isHidden: true,
  },
  "app/[locale]/signin/code/route.tsx code": {
    async make() {
      const at = await atCode();
      const epoch = Math.floor(Date.now() / 1000) + 30;
      return { ...at, fields: { code: generateSync({ secret: at.secret, epoch }) } };
    },
    again: { to: "/me" },
  },
  "app/[locale]/signin/route.tsx passkey": {
    async make() {
      const { id } = await withPassword();
      const device = await withPasskey(id);
      return answered("sign-in", await asVisitor("/signin"), device);
    },
    again: { to: "/me" },
  },
  "app/[locale]/signin/code/route.tsx passkey": {
    async make() {
      const at = await atCode();
      return answered("code", at, await withPasskey(at.actorId));
    },
    again: { to: "/me" },
  },
  "app/[locale]/signin/code/route.tsx lost": {
    make: async () => ({ ...(await atCode()), fields: { reason: "My telephone was lost at sea" } }),
    again: { to: "/signin/code?done=asked" },
  },
  "app/[locale]/signout/route.tsx out": {
    make: () => asMember("/signout"),
    again: { to: "/signin?done=signed-out" },
  },
  "app/[locale]/forgot/route.tsx forgot": {
    async make() {
      const { email } = await withPassword();
      return asVisitor("/forgot", { email });
    },
    again: { to: "/forgot?done=sent" },
    more: ["jobs"],
  },
  "app/[locale]/reset/route.tsx reset": {
    async make() {
      const { id } = await withPassword();
      const text = await makeToken(db(), { kind: "reset", memberId: id }, new Date());
      return asVisitor(`/reset?token=${text}`, { password: OTHER_PASSWORD });
    },
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/me/email/route.tsx change": {
    make: () => atLink("email-change"),
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/me/email/route.tsx undo": {
    make: () => atLink("email-undo"),
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/me/route.tsx profile": {
    make: () => asMember("/me", { fullName: "Kofi Mensah", biography: "Twelve years of cases at sea." }),
    again: { to: "/me?done=saved" },
  },
  "app/[locale]/me/work/route.tsx work": {
    make: () => asMember("/me/work", { "specialties[]": "training", "languages[]": "fr" }),
    again: { to: "/me/work?done=saved" },
  },
  "app/[locale]/me/charter/route.tsx charter": {
    async make() {
      const { id } = await withPassword({ charterAcceptedAt: null });
      return { ...(await browserOf(id)), at: "/me/charter", fields: { charter: "on" } };
    },
    again: { to: "/me" },
  },
  "app/[locale]/me/confirm/route.tsx confirm": {
    make: () => asMember("/me/confirm?next=/me/security", { currentPassword: PASSWORD }),
    again: { to: "/me/security" },
  },
  "app/[locale]/me/notifications/route.tsx language": {
    make: () => asMember("/me/notifications", { language: "fr" }),
    again: { to: "/fr/me/notifications?done=saved" },
  },
  "app/[locale]/me/notifications/route.tsx try-again": {
    make: async () => {
      const own = await asMember("/me/notifications");
      await bounced(own.memberId ?? "", 2);
      return own;
    },
    again: { to: "/me/notifications?done=tried" },
  },
  "app/[locale]/me/notifications/route.tsx notices": {
    make: () =>
      asMember("/me/notifications", {
        "mail-profile": "daily",
        "mail-region": "weekly",
        "mail-post": "now",
        "mail-material": "weekly",
        "mail-discussion": "now",
        "mail-mention": "now",
        "mail-reply": "now",
        "mail-message": "now",
        "mail-decision": "none",
        "mail-review": "daily",
        "mail-search": "weekly",
        "mail-subject": "daily",
        dailyCap: "5",
        ownEdits: "watching",
      }),
    again: { to: "/me/notifications?done=notices" },
  },
  "app/[locale]/me/searches/route.tsx save": {
    make: () => asMember("/me/search?q=preservation&type=law", { name: "Preservation" }),
    again: { to: "/me/searches?done=saved" },
  },
  "app/[locale]/me/searches/route.tsx level": {
    make: async () => ({ ...(await withSavedSearch()), fields: { level: "tracking" } }),
    again: { to: "/me/searches?done=level" },
  },
  "app/[locale]/me/searches/route.tsx seen": {
    make: withSavedSearch,
    again: { to: "/me/searches?done=seen" },
  },
  "app/[locale]/me/searches/route.tsx forget": {
    make: withSavedSearch,
    again: { status: 409, says: "This search is no longer saved" },
  },
  "app/[locale]/watchlist/watch/route.tsx set": {
    make: async () => {
      await senegal();
      return asMember(watchPath(place("profile:senegal")), { level: "watching" });
    },
    again: { to: "/watchlist/watch?of=profile%3Asenegal&done=watching" },
  },
  "app/[locale]/watchlist/watch/route.tsx stop": {
    make: async () => ({ ...(await asWatcher()), at: watchPath(place("profile:senegal")) }),
    again: { to: "/watchlist?done=stopped" },
  },
  "app/[locale]/watchlist/route.tsx seen": {
    make: async () => ({ ...(await asWatcher()), at: "/watchlist" }),
    again: { to: "/watchlist?done=seen" },
  },
  "app/[locale]/watchlist/route.tsx all-seen": {
    make: async () => ({ ...(await asWatcher()), at: "/watchlist" }),
    again: { to: "/watchlist?done=all-seen" },
  },
  "app/[locale]/notifications/route.tsx seen": {
    make: async () => ({ ...(await asWatcher()), at: "/notifications" }),
    again: { to: "/notifications?done=seen" },
  },
  "app/[locale]/notifications/route.tsx all-seen": {
    make: async () => ({ ...(await asWatcher()), at: "/notifications" }),
    again: { to: "/notifications?done=all-seen" },
  },
  "app/[locale]/notifications/route.tsx level": {
    make: async () => ({ ...(await asWatcher()), at: "/notifications", fields: { level: "tracking" } }),
    again: { to: "/notifications?done=tracking" },
  },
  "app/[locale]/level/route.tsx level": {
    make: () => atLevel(),
    again: { status: 200, says: "Your choice is saved" },
  },
  "app/[locale]/unsubscribe/route.tsx stop": {
    make: () => atUnsubscribe(),
    again: { status: 200, says: "These emails are switched off" },
  },
  "app/[locale]/unsubscribe/route.tsx start": {
    async make() {
      const at = await atUnsubscribe();
      await at.browser.submit(at.at, "stop", {});
      return at;
    },
    again: { status: 200, says: "These emails are switched on again" },
  },
  "app/[locale]/me/drafts/route.tsx discard": {
    async make() {
      await senegal();
      const at = await asMember("/me/drafts");
      const actor = await actorOf(at.memberId ?? "");
      await transact(by(actor), (ctx) =>
        saveDraft(ctx, {
          slug: "senegal",
          section: "legislation",
          base: null,
          content: prose({ aaaaaa: "Third" }),
          summary: "",
          sequence: 1,
          force: false,
        }),
      );
      return at;
    },
    again: { to: "/me/drafts?done=discarded" },
  },
  "app/[locale]/me/drafts/route.tsx discardPost": {
    async make() {
      const at = await asMember("/me/drafts");
      const actor = await actorOf(at.memberId ?? "");
      const slug = await startedPost(actor);
      const content = prose({ aaaaaa: "Third" });
      await transact(by(actor), (ctx) =>
        saveBodyDraft(ctx, { slug, base: 1, content, summary: "", sequence: 1, force: false }),
      );
      return at;
    },
    again: { to: "/me/drafts?done=discarded" },
  },
  "app/[locale]/me/drafts/route.tsx discardMaterial": {
    async make() {
      const at = await asMember("/me/drafts");
      const actor = await actorOf(at.memberId ?? "");
      const slug = await startedMaterial(actor);
      const content = { fields: [["title", "Another title"] as [string, string]] };
      await transact(by(actor), (ctx) =>
        saveMaterialDetailsDraft(ctx, { slug, base: null, content, summary: "", sequence: 1, force: false }),
      );
      return at;
    },
    again: { to: "/me/drafts?done=discarded" },
  },
  "app/[locale]/me/uploads/route.tsx remove": {
    make: async () => withRefusedFile(await asMember("/me/uploads")),
    again: { status: 404, says: "This upload no longer exists" },
  },
  "app/[locale]/me/data/route.tsx export": {
    make: () => asMember("/me/data"),
    again: { status: 409, says: "An export is already being prepared" },
  },
  "app/[locale]/me/data/route.tsx erase": {
    async make() {
      const { id } = await withPassword({ handle: "to-be-gone" });
      return { ...(await browserOf(id)), at: "/me/data", fields: { typedHandle: "to-be-gone" } };
    },
    again: { to: "/signin?next=" },
  },
  "app/[locale]/me/security/route.tsx password": {
    make: () => asMember("/me/security", { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD }),
    again: { status: 422, says: "This is not your password" },
  },
  "app/[locale]/me/security/route.tsx email": {
    make: () => asMember("/me/security", { email: "another@example.org" }),
    again: { to: "/me/security?done=email" },
    more: ["token", "jobs"],
  },
  "app/[locale]/me/security/route.tsx start": {
    make: () => asMember("/me/security"),
    again: { to: "/me/security/two-factor" },
  },
  "app/[locale]/me/security/route.tsx renew": {
    make: () => withOwnFactor("/me/security"),
    again: { status: 200, says: "recovery codes" },
    more: ["jobs"],
  },
  "app/[locale]/me/security/route.tsx off": {
    make: () => withOwnFactor("/me/security"),
    again: { status: 409, says: "Two-factor sign-in is off" },
  },
  "app/[locale]/me/security/route.tsx remove-passkey": {
    async make() {
      const { id } = await withPassword();
      await withPasskey(id);
      return { ...(await browserOf(id)), at: "/me/security" };
    },
    again: { status: 404, says: "This passkey does not exist" },
  },
  "app/[locale]/me/security/route.tsx rename-passkey": {
    async make() {
      const { id } = await withPassword();
      await withPasskey(id);
      return { ...(await browserOf(id)), at: "/me/security", fields: { name: "Key of the office" } };
    },
    again: { to: "/me/security?done=passkey-renamed" },
  },
  "app/[locale]/me/security/passkey/route.tsx passkey": {
    make: async () =>
      answered(
        "add",
        await asMember("/me/security/passkey", { name: "Key on the desk" }),
        new Authenticator(),
      ),
    again: { status: 422, says: "expired or was already used" },
  },
  "app/[locale]/me/confirm/route.tsx passkey": {
    async make() {
      const { id } = await withPassword();
      const device = await withPasskey(id);
      const at = { ...(await browserOf(id)), at: "/me/confirm?next=/me/security" };
      return answered("confirm", at, device);
    },
    again: { status: 422, says: "expired or was already used" },
  },
  "app/[locale]/me/security/route.tsx end": {
    async make() {
      const at = await asMember("/me/security");
      const sessionId = await makeSession(at.memberId ?? "", { device: "" });
      return { ...at, fields: { sessionId } };
    },
    again: { to: "/me/security?done=session" },
  },
  "app/[locale]/me/security/route.tsx end-others": {
    async make() {
      const at = await asMember("/me/security");
      await makeSession(at.memberId ?? "");
      return at;
    },
    again: { to: "/me/security?done=sessions" },
  },
  "app/[locale]/me/notifications/route.tsx push": {
    make() {
      setEnvironment({ WEB_PUSH: "on" });
      return asMember("/me/notifications", PUSHED);
    },
    again: { to: "/me/notifications?done=allowed" },
  },
  "app/[locale]/me/notifications/route.tsx unpush": {
    async make() {
      setEnvironment({ WEB_PUSH: "on" });
      const at = await asMember("/me/notifications");
      const actor = { ...(await actorOf(at.memberId ?? "")), sessionId: at.sessionId };
      await transact(by(actor), (ctx) => allowPush(ctx, PUSHED));
      return at;
    },
    again: { to: "/me/notifications?done=unpush" },
  },
  "app/[locale]/me/security/route.tsx token": {
    make: () => asMember("/me/security", { purpose: "Statistics", days: "30" }),
    again: { status: 422, says: "This is already taken" },
  },
  "app/[locale]/me/security/route.tsx revoke": {
    async make() {
      const at = await asMember("/me/security");
      const actor = await actorOf(at.memberId ?? "");
      await transact(by(actor), (ctx) =>
        createApiToken(ctx, { purpose: "Statistics", days: 30, scopes: [] }),
      );
      return at;
    },
    again: { to: "/me/security?done=token-revoked" },
  },
  "app/[locale]/me/security/two-factor/route.tsx confirm": {
    make: atSetUp,
    again: { status: 200, says: "Two-factor sign-in is on" },
    more: ["jobs"],
  },
  "app/[locale]/countries/[slug]/edit/[section]/route.tsx save": {
    make: atEditor,
    again: { to: "/countries/senegal?saved=published#legislation" },
  },
  "app/[locale]/countries/[slug]/edit/[section]/route.tsx preview": {
    async make() {
      const at = await atEditor();
      // The button for it names the form.
      return { ...at, fields: { ...at.fields, form: "preview" } };
    },
    again: { status: 200, says: "What will change" },
  },
  "app/[locale]/countries/[slug]/edit/[section]/route.tsx records": {
    make: () => atRecords("records"),
    again: { to: "/countries/senegal?saved=published#sources" },
  },
  "app/[locale]/countries/[slug]/edit/[section]/route.tsx look": {
    make: () => atRecords("look"),
    again: { status: 200, says: "What will change" },
  },
  "app/[locale]/countries/[slug]/edit/[section]/route.tsx step": {
    make: () => atRecords("step:add:"),
    again: { status: 200, says: "2 records" },
  },
  "app/[locale]/countries/[slug]/edit/[section]/route.tsx lookup": {
    make: atLookup,
    again: { status: 200, says: "this is not a public web address" },
  },
  "app/[locale]/countries/[slug]/diff/route.tsx undo": {
    async make() {
      await senegal();
      return asTrusted("/countries/senegal/diff?from=1&to=2", { summary: "Taken back" });
    },
    again: { to: "/countries/senegal/diff?to=3" },
  },
  "app/[locale]/countries/[slug]/revisions/[number]/route.tsx revert": {
    async make() {
      await senegal();
      return asTrusted("/countries/senegal/revisions/1", { summary: "Back to the first" });
    },
    again: { to: "/countries/senegal/diff?to=3" },
  },
  "app/[locale]/countries/[slug]/pending/route.tsx accept": {
    make: () => atPending(),
    again: { status: 409, says: "Someone else has already decided" },
  },
  "app/[locale]/countries/[slug]/pending/route.tsx reject": {
    make: () => atPending({ fields: { reason: "No source says so" } }),
    again: { status: 409, says: "Someone else has already decided" },
  },
  "app/[locale]/countries/[slug]/pending/route.tsx claim": {
    make: () => atPending(),
    again: { to: "/countries/senegal/pending?revision=3&done=claimed" },
    more: ["audit_entry"],
  },
  "app/[locale]/countries/[slug]/pending/route.tsx hand": {
    async make() {
      const other = await makeActor("trusted");
      return atPending({ fields: { to: other.handle } });
    },
    again: { status: 409, says: "Someone else has reserved this" },
  },
  "app/[locale]/countries/[slug]/pending/route.tsx release": {
    async make() {
      const at = await atPending();
      const claimed = { slug: "senegal", number: 3 };
      await transact(by(await actorOf(at.memberId ?? "")), (ctx) => claimRevision(ctx, claimed));
      return at;
    },
    again: { to: "/countries/senegal/pending?revision=3&done=released" },
  },
  "app/[locale]/countries/[slug]/pending/route.tsx withdraw": {
    make: () => atPending({ isOwn: true }),
    again: { status: 409, says: "Someone else has already decided" },
  },
  "app/[locale]/countries/[slug]/revisions/[number]/route.tsx thank": {
    async make() {
      await senegal();
      const [own] = await db().select({ id: page.id }).from(page).where(eq(page.slug, "senegal"));
      const author = await makeMember();
      const given = { pageId: own?.id ?? "", key: "legislation", content: prose({ aaaaaa: "Third" }) };
      await makeRevision({ ...given, authorId: author.id });
      return asMember("/countries/senegal/revisions/3");
    },
    again: { to: "/countries/senegal/revisions/3?done=thanked" },
  },
  "app/[locale]/moderation/revisions/[slug]/[number]/route.tsx hide": {
    async make() {
      await senegal();
      return asModerator("/moderation/revisions/senegal/1", { text: "on", reason: "It names a victim" });
    },
    again: { to: "/moderation/revisions/senegal/1?done=hidden" },
    more: ["audit_entry"],
  },
  "app/[locale]/moderation/revisions/[slug]/[number]/route.tsx show": {
    async make() {
      await senegal();
      const at = await asModerator("/moderation/revisions/senegal/1");
      const given = {
        slug: "senegal",
        number: 1,
        text: true,
        summary: false,
        author: false,
        reason: "It names a victim",
      };
      await transact(by(await actorOf(at.memberId ?? "")), (ctx) => hideRevision(ctx, given));
      return at;
    },
    again: { to: "/moderation/revisions/senegal/1?done=shown" },
  },
  "app/[locale]/moderation/revisions/[slug]/[number]/route.tsx purge": {
    async make() {
      await senegal();
      return asModerator("/moderation/revisions/senegal/1", PURGING);
    },
    again: { to: "/moderation/revisions/senegal/1?done=purged" },
  },
  "app/[locale]/moderation/posts/[slug]/[number]/route.tsx purge": {
    make: async () => asModerator(await oldDetails(), PURGING),
    again: { to: "?done=purged" },
  },
  "app/[locale]/moderation/materials/[slug]/[number]/route.tsx purge": {
    async make() {
      await describedInPublic("Another.");
      return asModerator(DESCRIBED, PURGING);
    },
    again: { to: `${DESCRIBED}?done=purged` },
  },
  "app/[locale]/moderation/pages/[slug]/[number]/route.tsx purge": {
    async make() {
      await charterTwice();
      return asModerator(OLD_CHARTER, PURGING);
    },
    again: { to: `${OLD_CHARTER}?done=purged` },
  },
  "app/[locale]/moderation/posts/[slug]/[number]/route.tsx hide": {
    async make() {
      await publishedPost(await makeActor());
      return asModerator(`/moderation/posts/${SLUG}/1`, HIDING);
    },
    again: { to: `/moderation/posts/${SLUG}/1?done=hidden` },
    more: ["audit_entry"],
  },
  "app/[locale]/moderation/posts/[slug]/[number]/route.tsx show": {
    async make() {
      await publishedPost(await makeActor());
      const at = await asModerator(`/moderation/posts/${SLUG}/1`);
      const given = {
        slug: SLUG,
        number: 1,
        text: false,
        summary: true,
        author: false,
        reason: HIDING.reason,
      };
      await transact(by(await actorOf(at.memberId ?? "")), (ctx) => hidePostRevision(ctx, given));
      return at;
    },
    again: { to: `/moderation/posts/${SLUG}/1?done=shown` },
  },
  "app/[locale]/moderation/materials/[slug]/[number]/route.tsx hide": {
    async make() {
      await describedInPublic();
      return asModerator(DESCRIBED, HIDING);
    },
    again: { to: `${DESCRIBED}?done=hidden` },
    more: ["audit_entry"],
  },
  "app/[locale]/moderation/materials/[slug]/[number]/route.tsx show": {
    async make() {
      const slug = await describedInPublic();
      const at = await asModerator(DESCRIBED);
      const given = { slug, number: 1, text: false, summary: true, author: false, reason: HIDING.reason };
      await transact(by(await actorOf(at.memberId ?? "")), (ctx) => hideDescription(ctx, given));
      return at;
    },
    again: { to: `${DESCRIBED}?done=shown` },
  },
  "app/[locale]/moderation/pages/[slug]/[number]/route.tsx hide": {
    async make() {
      await charterTwice();
      return asModerator(OLD_CHARTER, HIDING);
    },
    again: { to: `${OLD_CHARTER}?done=hidden` },
    more: ["audit_entry"],
  },
  "app/[locale]/moderation/pages/[slug]/[number]/route.tsx show": {
    async make() {
      await charterTwice();
      const at = await asModerator(OLD_CHARTER);
      const given = { text: true, summary: true, author: false, reason: HIDING.reason, through: undefined };
      await transact(by(await actorOf(at.memberId ?? "")), (ctx) =>
        hideStanding(ctx, { slug: "charter-en", number: 2, ...given }),
      );
      return at;
    },
    again: { to: `${OLD_CHARTER}?done=shown` },
  },
  ...overseenCases("discussions"),
  ...overseenCases("rooms"),
  "app/[locale]/[slug]/edit/route.tsx text": {
    make: () => asAdministrator("/charter/edit", { text: "Be kind.", summary: "Shorter" }),
    again: { to: "/charter/edit?done=saved" },
    // The process remembers the words that it has saved, though the test has emptied their table.
    more: ["search_word"],
  },
  "app/[locale]/[slug]/edit/route.tsx preview": {
    make: () => asAdministrator("/charter/edit", { form: "preview", text: "Be kind." }),
    again: { status: 200, says: "What will change" },
  },
  "app/[locale]/[slug]/revisions/[number]/revert/route.tsx revert": {
    async make() {
      await charterTwice();
      return asAdministrator("/charter/revisions/2/revert", { summary: "Back to the second" });
    },
    again: { to: "/charter/edit?done=reverted" },
  },
  "app/[locale]/[slug]/product/route.tsx use": {
    async make() {
      await charterTwice();
      return asAdministrator("/charter/product", { summary: "Back to the product's" });
    },
    again: { to: "/charter/edit?done=product" },
  },
  "app/[locale]/[slug]/product/route.tsx keep": {
    async make() {
      await charterTwice();
      await asBeforeUpgrade();
      return asAdministrator("/charter/product");
    },
    again: { to: "/charter/edit?done=kept" },
    more: ["audit_entry"],
  },
  "app/[locale]/moderation/sections/[slug]/[section]/route.tsx protect": {
    async make() {
      await senegal();
      return asModerator("/moderation/sections/senegal/legislation", {
        level: "trusted",
        reason: "Two editors disagree",
      });
    },
    again: { to: "/moderation/sections/senegal/legislation?done=protected" },
    more: ["audit_entry"],
  },
  "app/[locale]/moderation/sections/[slug]/[section]/route.tsx lift": {
    async make() {
      await senegal();
      const at = await asModerator("/moderation/sections/senegal/legislation");
      await db()
        .update(section)
        .set({ protection: "moderators", protectionReason: "Two editors disagree" })
        .where(eq(section.key, "legislation"));
      return at;
    },
    again: { to: "/moderation/sections/senegal/legislation?done=lifted" },
  },
  "app/[locale]/blog/new/route.tsx post": {
    make: () => asMember("/blog/new", { ...POST, step: "submit" }),
    again: { to: `/blog/${SLUG}/edit?done=submitted` },
  },
  "app/[locale]/blog/[slug]/edit/route.tsx post": {
    make: () => asAuthor("draft", { ...POST, text: "Another paragraph.", step: "submit" }),
    again: { to: `/blog/${SLUG}/edit?done=submitted` },
  },
  "app/[locale]/blog/[slug]/edit/route.tsx text": {
    make: () => asAuthor("published", { text: "Another paragraph.", summary: "A wrong date" }),
    again: { to: `/blog/${SLUG}/edit?done=pending` },
  },
  "app/[locale]/blog/new/route.tsx dismiss": {
    make: async () => withRefusedFile(await asMember("/blog/new")),
    again: { status: 404, says: "This upload no longer exists" },
  },
  "app/[locale]/blog/[slug]/edit/route.tsx dismiss": {
    make: async () => withRefusedFile(await asAuthor("draft")),
    again: { status: 404, says: "This upload no longer exists" },
  },
  "app/[locale]/blog/[slug]/edit/route.tsx withdraw": {
    make: () => asAuthor("submitted"),
    again: MOVED_ON,
  },
  "app/[locale]/blog/[slug]/edit/route.tsx remove": {
    make: () => asAuthor("draft"),
    again: { to: "/blog/mine?done=removed" },
  },
  "app/[locale]/blog/mine/route.tsx putBack": {
    async make() {
      const at = await asAuthor("draft", { slug: SLUG });
      const author = await actorOf(at.memberId ?? "");
      await transact(by(author), (ctx) => removePost(ctx, { slug: SLUG }));
      return { ...at, at: "/blog/mine" };
    },
    again: { to: `/blog/${SLUG}/edit?done=putback` },
  },
  "app/[locale]/blog/[slug]/edit/route.tsx preview": {
    make: () => asAuthor("draft"),
    again: { status: 200, says: "Copy this link now" },
    more: ["post_preview"],
  },
  "app/[locale]/blog/[slug]/byline/route.tsx agree": {
    make: () => asSigner("asked"),
    again: { to: `/blog/${SLUG}/byline?done=agreed` },
  },
  "app/[locale]/blog/[slug]/byline/route.tsx decline": {
    make: () => asSigner("asked"),
    again: { to: "/blog/mine?done=declined" },
  },
  "app/[locale]/blog/[slug]/byline/route.tsx leave": {
    make: () => asSigner("agreed"),
    again: { to: "/blog/mine?done=left" },
  },
  "app/[locale]/blog/[slug]/edit/route.tsx endPreview": {
    async make() {
      const at = await asAuthor("draft");
      const author = await actorOf(at.memberId ?? "");
      const { token } = await transact(by(author), (ctx) => makePreview(ctx, { slug: SLUG }));
      return { ...at, fields: { id: createHash("sha256").update(token).digest("hex") } };
    },
    again: { to: `/blog/${SLUG}/edit?done=ended` },
  },
  "app/[locale]/blog/review/[slug]/route.tsx publish": {
    make: () => asBlogModerator("submitted"),
    again: MOVED_ON,
  },
  "app/[locale]/blog/review/[slug]/route.tsx schedule": {
    make: () => asBlogModerator("submitted", { day: "2099-01-01", time: "10:15", zone: "Africa/Dakar" }),
    // It can still be scheduled, so the page says why this request was refused.
    again: { status: 409, says: "This post has changed since you opened this page" },
  },
  "app/[locale]/blog/review/[slug]/route.tsx return": {
    make: () => asBlogModerator("submitted", { reason: "Name the law" }),
    again: MOVED_ON,
  },
  "app/[locale]/blog/review/[slug]/route.tsx retract": {
    make: () => asBlogModerator("published", { reason: "The figures were withdrawn" }),
    again: MOVED_ON,
  },
  "app/[locale]/blog/review/[slug]/route.tsx restore": {
    make: () => asBlogModerator("retracted", { reason: "The figures hold after all" }),
    again: MOVED_ON,
  },
  "app/[locale]/blog/review/[slug]/route.tsx correct": {
    make: () => asBlogModerator("published", { note: "The date was wrong" }),
    again: { to: `/blog/review/${SLUG}?done=corrected` },
  },
  "app/[locale]/blog/review/[slug]/route.tsx lock": {
    make: () => asBlogModerator("published"),
    again: { to: `/blog/review/${SLUG}?done=comments` },
  },
  "app/[locale]/blog/review/[slug]/route.tsx accept": {
    make: () => asBlogModerator("published", {}, changeText),
    again: DECIDED,
  },
  "app/[locale]/blog/review/[slug]/route.tsx reject": {
    make: () => asBlogModerator("published", { reason: "The source says otherwise" }, changeText),
    again: DECIDED,
  },
  "app/[locale]/blog/[slug]/comment/route.tsx comment": {
    async make() {
      const at = await asAuthor("published", { text: "Words of a new member" });
      return { ...at, at: `/blog/${SLUG}/comment` };
    },
    again: { to: `/blog/${SLUG}/comments/` },
  },
  "app/[locale]/blog/[slug]/comments/[id]/route.tsx edit": {
    make: () => asCommenter({ text: "Better words" }),
    again: { to: "?done=changed" },
  },
  "app/[locale]/blog/[slug]/comments/[id]/route.tsx flag": {
    async make() {
      const { at } = await asShownCommenter();
      const { id } = await withPassword({ handle: "reporter", email: "reporter@example.org" });
      return { ...(await browserOf(id)), at, fields: { flagReason: "It names a victim" } };
    },
    again: { to: "?done=flagged" },
  },
  "app/[locale]/blog/[slug]/comments/[id]/route.tsx react": {
    async make() {
      const { at } = await asShownCommenter();
      const { id } = await withPassword({ handle: "reader", email: "reader@example.org" });
      return { ...(await browserOf(id)), at, fields: { give: "useful" } };
    },
    again: { to: "?comment=" },
  },
  "app/[locale]/blog/[slug]/comments/[id]/route.tsx remove": {
    make: () => asCommenter(),
    again: { to: `/blog/${SLUG}#comments` },
  },
  "app/[locale]/blog/[slug]/comments/[id]/route.tsx show": {
    make: () => asCommentModerator(),
    again: DECIDED,
  },
  "app/[locale]/blog/[slug]/comments/[id]/route.tsx purge": {
    make: () => asCommentModerator(PURGING),
    again: { to: "?done=purged" },
  },
  "app/[locale]/blog/[slug]/comments/[id]/route.tsx hide": {
    make: () => asCommentModerator({ reason: "Advertising" }),
    again: DECIDED,
  },
  ...messageCases({ member: asMember, moderator: asModerator, administrator: asAdministrator }, browserOf),
  ...flagCases({ member: asMember, moderator: asModerator }, browserOf),
  ...publicReportCases(asVisitor),
  ...patrolCases(asModerator),
  ...sightCases(asAdministrator),
  ...filterCases(asAdministrator),
  ...cleanupCases(asModerator),
  ...conductCases({ visitor: asVisitor, moderator: asModerator }, browserOf),
  ...topicCases({
    member: asMember,
    moderator: asModerator,
    async other(at, fields = {}) {
      const { id } = await withPassword({ handle: "reporter", email: "reporter@example.org" });
      return { ...(await browserOf(id)), at, fields };
    },
  }),
  "app/[locale]/countries/[slug]/rollback/[section]/route.tsx roll-back": {
    async make() {
      const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
      const authors = [null, (await makeMember()).id];
      for (const authorId of authors)
        await makeRevision({
          pageId,
          key: "legislation",
          content: prose({ aaaaaa: `${authorId}` }),
          authorId,
        });
      return asAdministrator("/countries/senegal/rollback/legislation", { summary: "No source" });
    },
    again: { to: "/countries/senegal/diff?to=3" },
  },
  "app/[locale]/countries/[slug]/import/route.tsx text": {
    make: () =>
      withOutline("albania-libreoffice.docx", {
        lang: "en",
        "part-0": "none",
        "part-1": "policies",
        "part-2": "above",
        "part-3": "none",
      }),
    again: { to: "/countries/senegal/import?drafted=0&kept=policies" },
  },
  "app/[locale]/countries/[slug]/import/route.tsx laws": {
    make: () => withOutline("tunisie-lois.csv", { sheet: "0", "column-0": "title", "column-1": "number" }),
    again: { to: "/countries/senegal/import?drafted=0&kept=laws" },
  },
  "app/[locale]/countries/[slug]/import/route.tsx dismiss": {
    async make() {
      await senegal();
      return withRefusedFile(await asMember("/countries/senegal/import"));
    },
    again: { status: 404, says: "This upload no longer exists" },
  },
  "app/[locale]/countries/[slug]/report/route.tsx report": {
    async make() {
      await senegal();
      return asVisitor("/countries/senegal/report?section=legislation", {
        on: "legislation",
        text: "The law of 2008 was replaced in 2016.",
        email: "reader@example.org",
      });
    },
    again: { to: "/countries/senegal/report?section=legislation&done=sent" },
  },
  "app/[locale]/moderation/reports/route.tsx decide": {
    async make() {
      await senegal();
      await transact(by(null), (ctx) => reportError(ctx, { ...REPORT, locale: "en" }));
      return asModerator("/moderation/reports", { outcome: "corrected", answer: "Put right, thank you." });
    },
    again: { status: 409, says: "Someone else has already decided on this report" },
  },
  "app/[locale]/still-correct/route.tsx confirm": {
    async make() {
      const { memberId } = await atCheck();
      const [row] = await db().select({ id: sectionFreshness.sectionId }).from(sectionFreshness);
      return asVisitor(
        `/still-correct?token=${await makeCheckLink(memberId ?? "", row?.id ?? "", new Date())}`,
      );
    },
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/countries/[slug]/exports/[id]/mail/route.tsx await": {
    make: () => atUnmadeDocument(),
    again: { to: `/countries/senegal/exports/${DOCUMENT}/mail` },
  },
  "app/[locale]/countries/[slug]/exports/[id]/mail/route.tsx stop": {
    make: () => atUnmadeDocument({ isAwaited: true }),
    again: { to: `/countries/senegal/exports/${DOCUMENT}/mail` },
  },
  "app/[locale]/countries/[slug]/check/[section]/route.tsx confirm": {
    make: atCheck,
    again: { to: "/countries/senegal/check/legislation?done=confirmed" },
  },
  "app/[locale]/countries/[slug]/check/[section]/route.tsx verify": {
    make: atCheck,
    again: { to: "/countries/senegal/check/legislation?done=verified" },
  },
  "app/[locale]/admin/route.tsx read-only": {
    make: () => asAdministrator("/admin", { banner: "Back at noon" }),
    again: { to: "/admin?done=mode" },
  },
  "app/[locale]/admin/audit/route.tsx check": {
    make: () => asAdministrator("/admin/audit"),
    again: { to: "/admin/audit?done=check" },
  },
  "app/[locale]/moderation/members/[handle]/route.tsx suspend": {
    async make() {
      await makeMember({ handle: "someone" });
      return asModerator("/moderation/members/someone", { suspensionReason: "Spam in three profiles" });
    },
    again: { status: 409, says: "only to an active member" },
  },
  "app/[locale]/moderation/members/[handle]/route.tsx reinstate": {
    async make() {
      const state = { state: "suspended", suspendedAt: MINUTE_AGO(), suspensionReason: "Spam" } as const;
      await makeMember({ handle: "someone", ...state });
      return asModerator("/moderation/members/someone");
    },
    again: { status: 409, says: "This member is not suspended" },
  },
  "app/[locale]/moderation/files/route.tsx block": {
    async make() {
      const { id } = await makeMember();
      const fileId = newId();
      const now = new Date();
      await db()
        .insert(file)
        .values({
          id: fileId,
          uploaderId: id,
          name: "a.pdf",
          type: "pdf",
          size: 10,
          state: "clean",
          sha256: "a".repeat(64),
          createdAt: now,
          touchedAt: now,
        });
      return asAdministrator("/moderation/files", { fileId, reason: "It names a victim" });
    },
    again: { status: 409, says: "This content was already removed" },
  },
  "app/[locale]/admin/backups/route.tsx make": {
    make: () => asAdministrator("/admin/backups"),
    again: { to: "/admin/backups?done=asked" },
  },
  "app/[locale]/admin/backups/route.tsx try": {
    make: atBackup,
    again: { to: "/admin/backups?done=trying" },
  },
  "app/[locale]/admin/backups/route.tsx key": {
    make: () => asAdministrator("/admin/backups"),
    again: { to: "/admin/backups?done=key" },
  },
  "app/[locale]/admin/setup/route.tsx mark": {
    make: () => asAdministrator("/admin/setup", { step: "mail", mark: "aside" }),
    again: { to: "/admin/setup?done=marked" },
  },
  "app/[locale]/admin/setup/route.tsx mail": {
    make: () => asAdministrator("/admin/setup"),
    again: { to: "/admin/setup?done=mail" },
  },
  "app/[locale]/admin/setup/route.tsx storage": {
    make: () => asAdministrator("/admin/setup"),
    again: { to: "/admin/setup?done=storage" },
  },
  "app/[locale]/admin/invitations/route.tsx invite": {
    make: () =>
      asAdministrator("/admin/invitations", {
        email: "awa@justice.example",
        ...INVITED_ROLE,
        country: "SN",
        institution: "Tribunal de Dakar",
        language: "fr",
      }),
    again: { status: 409, says: "This address already has an open invitation" },
  },
  "app/[locale]/admin/invitations/list/route.tsx check": {
    make: () => asAdministrator("/admin/invitations/list", LISTED),
    again: { status: 200, says: "Send 1 invitation" },
  },
  "app/[locale]/admin/invitations/list/route.tsx send": {
    make: () => asAdministrator("/admin/invitations/list", { ...LISTED, form: "send" }),
    again: { to: "/admin/invitations?done=listed&count=0" },
  },
  "app/[locale]/admin/invitations/route.tsx resend": {
    async make() {
      await makeInvitation("awa@justice.example", { ...INVITED_ROLE, country: "SN" });
      return asAdministrator("/admin/invitations");
    },
    again: { to: "/admin/invitations?done=resent" },
    more: ["jobs"],
  },
  "app/[locale]/admin/invitations/route.tsx withdraw": {
    async make() {
      await invited();
      return asAdministrator("/admin/invitations");
    },
    again: { status: 409, says: "This invitation was answered or withdrawn" },
  },
  "app/[locale]/join/invitation/route.tsx accept": {
    make: async () =>
      asVisitor(`/join/invitation?token=${await invited()}`, {
        fullName: "Awa Ndiaye",
        password: PASSWORD,
        sector: "judiciary",
        charter: "on",
      }),
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/join/invitation/decline/route.tsx decline": {
    make: async () => asVisitor(`/join/invitation/decline?token=${await invited()}`),
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/me/invitation/route.tsx accept": {
    async make() {
      const { id, email } = await makeMember();
      return { ...(await browserOf(id)), at: `/me/invitation?token=${await invited(email)}` };
    },
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/contact/route.tsx ask": {
    make: () => asVisitor("/contact", typedQuestion()),
    again: { status: 200, says: "Your question has arrived" },
  },
  "app/[locale]/me/contact/route.tsx ask": {
    make: () => asMember("/me/contact", QUESTION),
    again: { status: 200, says: "Your question has arrived" },
  },
  "app/[locale]/contact/reply/route.tsx reply": {
    make: async () =>
      asVisitor(`/contact/reply?token=${await answeredByMail()}`, {
        text: "And which licence do they have?",
      }),
    again: { status: 410, says: "This link no longer works" },
  },
  "app/[locale]/admin/mailbox/[id]/route.tsx answer": {
    make: () => atQuestion({ answer: "Yes, with the source." }),
    again: { to: "?done=answered" },
  },
  "app/[locale]/admin/mailbox/[id]/route.tsx claim": {
    make: () => atQuestion({ claim: "take" }),
    again: { to: "?done=take" },
  },
  "app/[locale]/admin/mailbox/[id]/route.tsx decide": {
    make: () => atQuestion({ state: "spam" }),
    again: { to: "?done=spam" },
  },
  "app/[locale]/admin/mailbox/[id]/route.tsx note": {
    make: () => atQuestion({ note: "Ask the statistics office." }),
    again: { to: "?done=noted" },
  },
  "app/[locale]/admin/categories/route.tsx make": {
    make: () => asAdministrator("/admin/categories", categoryFields()),
    again: { status: 422, says: "This is already taken" },
  },
  "app/[locale]/admin/categories/route.tsx move": {
    make: () => atCategories({ slug: "judicial-training", by: "up" }),
    again: { to: "/admin/categories?done=moved" },
  },
  "app/[locale]/admin/categories/route.tsx close": {
    make: () => atCategories({ slug: "judicial-training", isClosed: "on" }),
    again: { to: "/admin/categories?done=closed" },
  },
  "app/[locale]/admin/categories/[slug]/route.tsx change": {
    make() {
      const { slug: _, ...fields } = categoryFields({ icon: "book" });
      return atCategories(fields, "/judicial-training");
    },
    again: { to: "/admin/categories?done=changed" },
  },
  "app/[locale]/admin/categories/[slug]/route.tsx add": {
    make: () => atRoom({ handle: "someone" }),
    again: { to: "/admin/categories/joint-team?done=joined" },
  },
  "app/[locale]/admin/categories/[slug]/route.tsx remove": {
    async make() {
      const at = await atRoom({ handle: "someone" });
      await transact(by(await actorOf(at.memberId ?? "")), (ctx) =>
        addToRoom(ctx, { slug: "joint-team", handle: "someone" }),
      );
      return at;
    },
    again: { to: "/admin/categories/joint-team?done=left" },
  },
  "app/[locale]/admin/webhooks/route.tsx register": {
    make: () => asAdministrator("/admin/webhooks", { ...WEBHOOK, kinds: "post.published" }),
    again: { status: 422, says: "This is already taken" },
  },
  "app/[locale]/admin/webhooks/[id]/route.tsx change": {
    make: () => atWebhook({ name: "Ministry", hookUrl: WEBHOOK.hookUrl, kinds: "law.changed" }),
    again: { to: "?done=changed" },
  },
  "app/[locale]/admin/webhooks/[id]/route.tsx rotate": {
    make: () => atWebhook(),
    again: { status: 200, says: "It is not shown again" },
  },
  "app/[locale]/admin/webhooks/[id]/route.tsx switch": {
    make: () => atWebhook({ isOn: "" }),
    again: { to: "?done=off" },
  },
  "app/[locale]/admin/webhooks/[id]/route.tsx remove": {
    make: () => atWebhook(),
    again: { status: 404, says: "no longer stored" },
  },
  "app/[locale]/admin/webhooks/[id]/route.tsx test": {
    make: () => atWebhook(),
    again: { to: "?done=tested" },
  },
  "app/[locale]/admin/webhooks/[id]/route.tsx resend": {
    make: () => atWebhook({}, { isSent: true }),
    again: { to: "?done=resent" },
  },
  "app/[locale]/admin/webhooks/[id]/route.tsx replay": {
    make: () => atWebhook({ hours: "24" }),
    again: { to: "?done=replayed-0" },
  },
  "app/[locale]/admin/applications/route.tsx decide": {
    async make() {
      const someone = await makeMember({ state: "applied", handle: "someone" });
      await applied(someone.id, "waiting");
      return asAdministrator("/admin/applications", { decision: "accept", decisionReason: "Known to us" });
    },
    again: { status: 409, says: "decided" },
  },
  "app/[locale]/admin/applications/route.tsx ask": {
    async make() {
      const someone = await makeMember({ state: "applied", handle: "someone" });
      await applied(someone.id, "waiting");
      return asAdministrator("/admin/applications", { question: "Who is your head of unit?" });
    },
    again: { to: "/admin/applications?done=asked" },
    more: ["application_step", "jobs"],
  },
  "app/[locale]/admin/jobs/route.tsx retry": { make: aboutJob, again: { to: "/admin/jobs?done=retried" } },
  "app/[locale]/admin/jobs/route.tsx remove": {
    make: aboutJob,
    again: { status: 409, says: "This job is still running, or has finished" },
  },
  "app/[locale]/admin/search/route.tsx add": {
    make: () => asAdministrator("/admin/search", { phrases: "MLA\nmutual legal assistance" }),
    again: { status: 409, says: "These phrases are already synonyms" },
  },
  "app/[locale]/admin/search/route.tsx remove": {
    make: aboutSynonyms,
    again: { status: 409, says: "These phrases are no longer synonyms" },
  },
  "app/[locale]/admin/settings/route.tsx identity": {
    make: () =>
      asAdministrator("/admin/settings", {
        ...SENT_PARTS.identity,
        name: "Cyber Forum",
        contact: "desk@example.org",
      }),
    again: { to: "/admin/settings?part=identity&done=saved" },
  },
  "app/[locale]/admin/settings/route.tsx access": {
    make: () =>
      asAdministrator("/admin/settings?part=access", {
        ...SENT_PARTS.access,
        languages: "ar",
        registration: "approval",
      }),
    again: { to: "/admin/settings?part=access&done=saved" },
  },
  "app/[locale]/admin/settings/route.tsx look": {
    make: () => asAdministrator("/admin/settings?part=look", { light: "#0b5a78", dark: "#7cc7dd" }),
    again: { to: "/admin/settings?part=look&done=saved" },
  },
  "app/[locale]/admin/settings/route.tsx logo": {
    make: () => asAdministrator("/admin/settings?part=logo", { ...SENT_PARTS.logo, hasName: "on" }),
    again: { to: "/admin/settings?part=logo&done=saved" },
  },
  "app/[locale]/admin/settings/route.tsx notices": {
    make: () =>
      asAdministrator("/admin/settings?part=notices", {
        ...SENT_PARTS.notices,
        text1: "Closed",
        from1: "2026-01-01",
        to1: "2027-01-01",
      }),
    again: { to: "/admin/settings?part=notices&done=saved" },
  },
  "app/[locale]/admin/settings/route.tsx menu": {
    make: () =>
      asAdministrator("/admin/settings?part=menu", { ...SENT_PARTS.menu, blog: "1", countries: "2" }),
    again: { to: "/admin/settings?part=menu&done=saved" },
  },
  "app/[locale]/admin/settings/route.tsx featured": {
    make: async () => {
      await put([entry("Senegal", "", { path: "/countries/senegal" })]);
      return asAdministrator("/admin/settings?part=featured", {
        ...SENT_PARTS.featured,
        page1: "/countries/senegal",
      });
    },
    again: { to: "/admin/settings?part=featured&done=saved" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx role": {
    make: () => aboutSomeone({ role: "trusted", change: "give", roleReason: "Five edits in a week" }),
    again: { to: "/admin/members/someone?done=role" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx confirm": {
    make: () => aboutProposal("other"),
    again: { status: 409, says: "This role was already decided on" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx decline": {
    make: () => aboutProposal("other", { refusalReason: "Not known there" }),
    again: { status: 409, says: "This role was already decided on" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx withdraw": {
    make: () => aboutProposal("own"),
    again: { status: 409, says: "This role was already decided on" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx take": {
    make: () => aboutSomeone({ roleReason: "On request" }, ({ id }) => giveRole(id, "trusted")),
    again: { to: "/admin/members/someone?done=role" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx sessions": {
    make: () => aboutSomeone({}, ({ id }) => makeSession(id)),
    again: { to: "/admin/members/someone?done=sessions" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx resend": {
    make: () => aboutSomeone({}, undefined, { state: "unverified", verifiedAt: null }),
    again: { to: "/admin/members/someone?done=resent" },
    more: ["jobs"],
  },
  "app/[locale]/admin/members/[handle]/route.tsx suspend": {
    make: () => aboutSomeone({ suspensionReason: "Spam in three profiles" }),
    again: { status: 409, says: "only to an active member" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx reinstate": {
    make: () =>
      aboutSomeone({}, undefined, {
        state: "suspended",
        suspendedAt: MINUTE_AGO(),
        suspensionReason: "Spam",
      }),
    again: { status: 409, says: "This member is not suspended" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx reset": {
    async make() {
      await withFactor({ handle: "someone" });
      return asAdministrator("/admin/members/someone", { reason: "The telephone was lost at sea" });
    },
    again: { status: 409, says: "There is already a pending request for this member" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx approve": {
    make: () => aboutReset("other"),
    again: { status: 409, says: "This request was closed in the meantime" },
  },
  "app/[locale]/admin/members/[handle]/route.tsx refuse": {
    make: () => aboutReset("own"),
    again: { status: 409, says: "This request was closed in the meantime" },
  },
  "app/[locale]/training/new/route.tsx start": {
    make: () => asMember("/training/new", BASICS),
    again: { to: `${MATERIAL}/edit?done=started` },
  },
  "app/[locale]/training/[slug]/edit/route.tsx details": {
    make: () =>
      asOwner("published", {
        ...BASICS,
        "formats[]": "self-paced",
        hours: "1",
        isNeutral: "on",
        "linkUrl[]": "https://example.org/",
        "sessionTitle[]": "One",
      }),
    again: { to: `${MATERIAL}/edit?done=saved` },
    // The process remembers the words that it has saved, though the test has emptied their table.
    more: ["search_word"],
  },
  "app/[locale]/training/[slug]/edit/route.tsx description": {
    make: () => asOwner("published", { text: "What it is about.", summary: "A description" }),
    again: { to: `${MATERIAL}/edit?done=saved` },
    // The process remembers the words that it has saved, though the test has emptied their table.
    more: ["search_word"],
  },
  "app/[locale]/training/[slug]/edit/route.tsx dismiss": {
    make: () => withRefusedFileOfMaterial(),
    again: { status: 404, says: "This upload no longer exists" },
  },
  "app/[locale]/training/[slug]/edit/route.tsx addUpload": {
    async make() {
      const at = await asOwner("draft");
      await cleanFile(at.memberId ?? null, { name: "another.pdf" });
      return { ...at, at: `${MATERIAL}/edit?uploads=own` };
    },
    again: { to: `${MATERIAL}/edit#files` },
  },
  "app/[locale]/training/[slug]/edit/route.tsx preview": {
    make: () => asOwner("published", { form: "preview", text: "What it is about." }),
    again: { status: 200, says: "What will change" },
  },
  "app/[locale]/training/[slug]/edit/route.tsx recognise": {
    make: () => asScanOwner(null),
    again: { to: `${MATERIAL}/edit?done=recognise` },
  },
  "app/[locale]/training/[slug]/edit/route.tsx forget": {
    make: () => asScanOwner("read"),
    again: { to: `${MATERIAL}/edit?done=forgotten` },
  },
  "app/[locale]/training/[slug]/edit/route.tsx files": {
    async make() {
      const at = await asOwner("draft");
      const row = {
        "fileLanguage[]": "fr",
        "fileOrigin[]": "human",
        "fileCountry[]": "",
        "filePart[]": "trainers",
      };
      return { ...at, fields: { "use[]": at.fileId, ...row } };
    },
    again: { to: `${MATERIAL}/edit?done=files` },
  },
  "app/[locale]/training/[slug]/edit/route.tsx submit": {
    make: () => asNewOwner(),
    again: MATERIAL_GONE_ON,
  },
  "app/[locale]/training/[slug]/edit/route.tsx publish": {
    make: () => asOwner("draft"),
    again: MATERIAL_GONE_ON,
  },
  "app/[locale]/training/[slug]/edit/route.tsx withdraw": {
    make: () => asNewOwner({}, true),
    again: MATERIAL_GONE_ON,
  },
  "app/[locale]/training/[slug]/edit/route.tsx confirm": {
    async make() {
      const at = await asOwner("published");
      await db().update(material).set({ staleSince: new Date() });
      return at;
    },
    again: { to: `${MATERIAL}/edit?done=confirmed` },
  },
  "app/[locale]/training/[slug]/edit/route.tsx version": {
    make: () => asOwner("published", { label: "2", changes: "Covers the Protocol", issuedOn: "" }),
    again: { status: 409, says: "There is already an unpublished version" },
  },
  "app/[locale]/training/[slug]/edit/route.tsx finish": {
    make: () => asOwner("published", {}, secondVersion),
    again: { status: 409, says: "There is no unpublished version" },
  },
  "app/[locale]/training/[slug]/edit/route.tsx drop": {
    make: () => asOwner("published", {}, secondVersion),
    again: { status: 409, says: "There is no unpublished version" },
  },
  "app/[locale]/training/[slug]/edit/route.tsx retract": {
    make: () => asOwner("published", { reason: "It names a case" }),
    again: MATERIAL_GONE_ON,
  },
  "app/[locale]/training/[slug]/edit/route.tsx restore": {
    make: () =>
      asOwner("published", { reason: "The case is closed" }, (owner) =>
        transact(by(owner), (ctx) =>
          retractMaterial(ctx, { slug: "preserving-data-abroad", reason: "It names a case" }),
        ),
      ),
    again: MATERIAL_GONE_ON,
  },
  "app/[locale]/training/mine/route.tsx putBack": {
    make: async () => {
      const slug = "preserving-data-abroad";
      const at = await asOwner("draft", { slug }, (owner) =>
        transact(by(owner), (ctx) => removeMaterial(ctx, { slug })),
      );
      return { ...at, at: "/training/mine" };
    },
    again: { to: "/training/preserving-data-abroad/edit?done=putback" },
  },
  "app/[locale]/training/[slug]/edit/route.tsx remove": {
    make: () => asOwner("draft"),
    again: { to: "/training/mine?done=removed" },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx rate": {
    make: () => asReader({ score: "4", role: "judge", comment: "Clear" }),
    again: { to: `${MATERIAL}/take-part?done=rated` },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx suggest": {
    make: () => asReader({ text: "Article 17 is missing" }),
    again: { to: `${MATERIAL}/take-part?done=suggested` },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx ask": {
    make: () => asReader({ reason: "A course in March" }, { access: "practitioners", tlp: "amber" }),
    again: { to: `${MATERIAL}/take-part?done=asked` },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx endAccess": {
    make: () => asOwnerOfGranted({ reason: "The course is over" }),
    again: { status: 409, says: "This member has no such access any more" },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx deliver": {
    make: () =>
      asReader({
        country: "SN",
        place: "Dakar",
        institution: "CFJ",
        startsOn: "2026-03-02",
        language: "fr",
        "participantRole[]": "judge",
        "participantCount[]": "12",
      }),
    again: { to: `${MATERIAL}/take-part?done=recorded` },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx removeDelivery": {
    async make() {
      const at = await asReader({});
      const input = RecordDelivery.parse({
        slug: "preserving-data-abroad",
        country: "SN",
        place: "Dakar",
        institution: "CFJ",
        startsOn: "2026-03-02",
        language: "fr",
        clientToken: newId(),
      });
      await transact(by(await actorOf(at.memberId ?? "")), (ctx) => recordDelivery(ctx, input));
      return at;
    },
    again: { status: 404, says: "This record no longer exists" },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx contact": {
    make: () => asReader({ text: "May I translate it?", tellsAddress: "on" }),
    again: { to: `${MATERIAL}/take-part?done=contacted` },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx recognise": {
    make: () => asScanReviewer(null),
    again: { to: `${MATERIAL}/take-part?done=recognise` },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx forget": {
    make: () => asScanReviewer("read"),
    again: { to: `${MATERIAL}/take-part?done=forgotten` },
  },
  "app/[locale]/training/[slug]/take-part/route.tsx hide": {
    async make() {
      const at = await asReader({});
      const rating = {
        slug: "preserving-data-abroad",
        score: 1,
        role: "judge" as const,
        comment: "Rude words",
      };
      await transact(by(await makeActor()), (ctx) => rateMaterial(ctx, rating));
      await giveRole(at.memberId ?? "", "moderator");
      return at;
    },
    again: DECIDED,
  },
  "app/[locale]/training/review/route.tsx request": {
    make: () => asDecider("request", { decision: "granted", reason: "For that course" }),
    again: DECIDED,
  },
  "app/[locale]/training/review/route.tsx suggestion": {
    make: () => asDecider("suggestion", { decision: "accepted", answer: "It is in now" }),
    again: DECIDED,
  },
  "app/[locale]/training/review/[slug]/route.tsx publish": {
    make: () => asUploadReviewer("material"),
    again: MATERIAL_GONE_ON,
  },
  "app/[locale]/training/review/[slug]/route.tsx return": {
    make: () => asUploadReviewer("material", { reason: "Name the licence" }),
    again: MATERIAL_GONE_ON,
  },
  "app/[locale]/training/review/[slug]/route.tsx accept": {
    make: () => asUploadReviewer("version"),
    again: DECIDED,
  },
  "app/[locale]/training/review/[slug]/route.tsx giveBack": {
    make: () => asUploadReviewer("version", { reason: "Name the licence" }),
    again: DECIDED,
  },
};
