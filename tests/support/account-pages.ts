import { rmSync } from "node:fs";
import { join } from "node:path";
import * as forgot from "@/app/[locale]/forgot/route";
import * as joining from "@/app/[locale]/join/route";
import * as status from "@/app/[locale]/join/status/route";
import * as verify from "@/app/[locale]/join/verify/route";
import * as address from "@/app/[locale]/me/email/route";
import * as reset from "@/app/[locale]/reset/route";
import * as code from "@/app/[locale]/signin/code/route";
import * as signIn from "@/app/[locale]/signin/route";
import * as suspended from "@/app/[locale]/signin/suspended/route";
import * as signOut from "@/app/[locale]/signout/route";
import { findActorBySession, makeFormStamp } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { sessionIdOf } from "@/lib/web/current-actor";
import { PASSWORD } from "./accounts";
import { Browser, type Routes } from "./browser";
import { linkIn, readMails } from "./mailbox";

/** The pages for creating, entering and recovering an account. */
export const ACCOUNT_ROUTES: Routes = [
  [/^\/join$/, joining],
  [/^\/join\/verify$/, verify],
  [/^\/join\/status$/, status],
  [/^\/signin$/, signIn],
  [/^\/signin\/code$/, code],
  [/^\/signin\/suspended$/, suspended],
  [/^\/signout$/, signOut],
  [/^\/forgot$/, forgot],
  [/^\/reset$/, reset],
  [/^\/me\/email$/, address],
];

/** Creates a browser without cookies. */
export const newBrowser = (ip?: string) => new Browser(ACCOUNT_ROUTES, ip);

/** Returns the input for the form of `/join`, sent a minute after it was opened. */
export const typed = (values: Record<string, string> = {}) => ({
  stamp: makeFormStamp(new Date(Date.now() - 60_000)),
  fullName: "Awa Ndiaye",
  email: "awa@justice.example",
  password: PASSWORD,
  country: "SN",
  institution: "Tribunal de Dakar",
  sector: "judiciary",
  charter: "on",
  ...values,
});

/** Returns the member signed in to a browser; null for none. */
export async function actorIn(visitor: Browser): Promise<Actor | null> {
  const id = await sessionIdOf(decodeURIComponent(visitor.cookies.get("octopus") ?? ""));
  return id ? findActorBySession(id) : null;
}

/** Runs the due jobs. Returns the path of the link in the newest mail that leads to `path`. */
export async function linkOf(path: string): Promise<string> {
  await runDueJobs();
  const mail = (await readMails()).at(-1);
  if (!mail) throw new Error("no mail was written");
  const url = linkIn(mail, path);
  return url.pathname + url.search;
}

/** Empties the folder of written mails. */
export function deleteMails(): void {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
}
