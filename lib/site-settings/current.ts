import { eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { setting } from "@/db/schema/core";
import { readVersion, scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";
import { setSiteWords } from "@/lib/i18n/site-words";
import { PART_NAMES, partKey, type Registration, readPart, type SitePart, type SiteSettings } from "./model";

/** What every page shows: the settings, and the banner of read-only mode. */
export interface Site extends SiteSettings {
  banner: string;
}

interface Known {
  site: Site;
  /** Version of the site's scope, read before the settings: they are at least as new. */
  version: number;
  /** When it was last compared with the database, in milliseconds. */
  checkedAt: number;
}

const KEY = Symbol.for("octopus.site");
const shared = globalThis as { [KEY]?: Known };
const READ_ONLY = "read-only";
const KEYS = [READ_ONLY, ...PART_NAMES.map(partKey)];

/** Returns the settings as this process last read them; the defaults before the first time. */
export function currentSite(): Site {
  return shared[KEY]?.site ?? siteOf(new Map());
}

/**
 * Reads the settings if they changed since this process last read them. Inside a drawing this needs no query,
 * since the version of the site's scope was read before it began.
 */
export async function freshSite(): Promise<Site> {
  const version = await readVersion([scope.site]);
  const known = shared[KEY];
  if (known && version <= known.version) {
    known.checkedAt = Date.now();
    return known.site;
  }
  const rows = await db()
    .select({ key: setting.key, value: setting.value })
    .from(setting)
    .where(inArray(setting.key, KEYS));
  const site = siteOf(new Map(rows.map(({ key, value }) => [key, value])));
  // A read that began earlier must not replace what a later one found.
  const other = shared[KEY];
  if (other && other.version > version) return other.site;
  shared[KEY] = { site, version, checkedAt: Date.now() };
  applyWords(site);
  return site;
}

/** Milliseconds for which work outside a page relies on the settings that were last read. */
const RECENT = 2_000;

/** Returns the settings as of the last two seconds: for jobs, and for requests that draw no page. */
export async function recentSite(): Promise<Site> {
  const known = shared[KEY];
  return known && Date.now() - known.checkedAt < RECENT ? known.site : freshSite();
}

function siteOf(rows: ReadonlyMap<string, unknown>): Site {
  const { banner } = (rows.get(READ_ONLY) ?? {}) as { banner?: unknown };
  const parts = PART_NAMES.map((part) => [part, readPart(part, rows.get(partKey(part)))]);
  return { ...(Object.fromEntries(parts) as SiteSettings), banner: typeof banner === "string" ? banner : "" };
}

function applyWords({ identity, access }: Site): void {
  const names = Object.fromEntries(Object.entries(identity.name).filter(([, name]) => name !== ""));
  setSiteWords({
    names,
    languages: LOCALES.filter((locale) => locale === "en" || access.languages.includes(locale)),
  });
}

/** One part as stored, and when it was last changed. */
export interface StoredPart<P extends SitePart> {
  value: SiteSettings[P];
  updatedAt: Date | null;
}

/** Finds a part of the settings in the database. */
export async function findPart<P extends SitePart>(part: P, on: Queryable = db()): Promise<StoredPart<P>> {
  const [row] = await on
    .select({ value: setting.value, updatedAt: setting.updatedAt })
    .from(setting)
    .where(eq(setting.key, partKey(part)));
  return { value: readPart(part, row?.value), updatedAt: row?.updatedAt ?? null };
}

/** Finds who can join: as `REGISTRATION` says if it is set on the server, else as an administrator chose. */
export async function findRegistration(on: Queryable = db()): Promise<Registration> {
  return env().REGISTRATION ?? (await findPart("access", on)).value.registration;
}
