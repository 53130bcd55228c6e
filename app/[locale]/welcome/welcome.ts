import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import type { Locale } from "@/lib/i18n/locales";
import type { FirstSteps } from "@/lib/members";
import {
  findLongestUnchecked,
  findProfilePage,
  findSlugOf,
  firstTaskOf,
  type ProfilePage,
  REGIONS,
  toDoOf,
} from "@/lib/profiles/reading";
import { TOPICS } from "@/lib/vocabulary/topics";
import { listLevels } from "@/lib/watching";
import { type Place, placeText, type Thing } from "@/lib/watching/model";
import type { CountryTask } from "./first-task";
import type { OwnCountry } from "./steps";
import type { ToWatch } from "./watch-step";

/** What the page of a new member shows beside its fixed words. */
export interface Welcome {
  country: OwnCountry | null;
  /** Null for members who may not watch yet, as they have not accepted the charter. */
  toWatch: ToWatch | null;
  first: CountryTask | null;
}

/** Returns the member's country with what is missing there, what they can watch, and a first task. */
export async function findWelcome(actor: Actor, steps: FirstSteps, locale: Locale): Promise<Welcome> {
  const slug = steps.country === null ? null : await findSlugOf(steps.country);
  const own = slug === null ? null : await findProfilePage(slug);
  const country: OwnCountry | null =
    steps.country === null
      ? null
      : {
          code: steps.country,
          profile: own && { slug: own.head.slug, name: own.head.names[locale], toDo: toDoOf(own) },
        };
  const [toWatch, first] = await Promise.all([
    can(actor, "watch.keep", { memberId: actor.id }) ? findToWatch(actor, own) : null,
    findFirstTask(actor, own, locale),
  ]);
  return { country, toWatch, first };
}

/** A task in the own country; for members without one, or if nothing is open there, in the longest unchecked profile. */
async function findFirstTask(
  actor: Actor,
  own: ProfilePage | null,
  locale: Locale,
): Promise<CountryTask | null> {
  const inOwn = own && taskIn(own, actor, locale);
  if (inOwn) return inOwn;
  const slug = await findLongestUnchecked();
  const page = slug === null || slug === own?.head.slug ? null : await findProfilePage(slug);
  return page && taskIn(page, actor, locale);
}

function taskIn(page: ProfilePage, actor: Actor, locale: Locale): CountryTask | null {
  const task = firstTaskOf(page, actor);
  return task && { slug: page.head.slug, country: page.head.names[locale], task };
}

/** The own country, its region and the topics, apart from what is watched already. */
async function findToWatch(actor: Actor, own: ProfilePage | null): Promise<ToWatch> {
  const places = own ? placesOf(own) : [];
  const topics = TOPICS.map((topic) => named({ kind: "topic", topic }));
  const [one] = topics;
  const levels = await Promise.all(
    [...places, ...(one ? [one] : [])].map(({ place }) => listLevels(actor, place)),
  );
  const known = new Map(levels.flatMap((some) => Object.entries(some)));
  const isWatched = ({ place }: Thing) => (known.get(placeText(place)) ?? "muted") !== "muted";
  const isOpen = (thing: Thing) => !isWatched(thing);
  return {
    places: places.filter(isOpen),
    topics: topics.filter(isOpen),
    watched: [...places, ...topics].filter(isWatched),
  };
}

function placesOf({ head }: ProfilePage): Thing[] {
  const country = { place: { kind: "profile", slug: head.slug }, names: head.names, title: null };
  const region = REGIONS.find((one) => one === head.region);
  return region ? [country, named({ kind: "region", region })] : [country];
}

const named = (place: Place): Thing => ({ place, names: null, title: null });
