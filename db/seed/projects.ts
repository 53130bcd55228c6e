import type { Confidence } from "@/lib/revisions/records-fields";
import { ActivityItem, type DataProject, ProjectItem } from "./data-shapes";
import { readData } from "./read";
import { confidenceOf, NEWSLETTER, type SeedSource } from "./sources";

/** A capacity building project as described in the newsletter. Months are "2016-03". */
export interface SeedProject {
  slug: string;
  name: string;
  fullName: string | null;
  description: string;
  startMonth: string;
  endMonth: string;
  budgetEur: number;
}

/** A country's part in a project. */
export interface Participation {
  iso3: string;
  project: string;
  name: string;
  /** Listed as participating; named as a contributor; or seen only as a place or guest of its activities. */
  part: "participating" | "funder" | "activity";
  startMonth: string;
  endMonth: string;
  confidence: Confidence;
  /** Id of the source. */
  source: typeof NEWSLETTER;
}

/** Loads the six projects of the end of 2016, in the order of the data. */
export function loadProjects(): SeedProject[] {
  return readData("projects.json", ProjectItem, {}).items.map((project) => ({
    slug: project.slug,
    name: project.name,
    fullName: project.fullName,
    description: project.description,
    startMonth: project.start,
    endMonth: project.end,
    budgetEur: project.budgetEur,
  }));
}

/**
 * Lists countries' parts in projects: one fact for each country, project and part. A participant is not listed again
 * for its activities. The months of the part `activity` are those of the country's first and last activity, else the
 * project's.
 */
export function loadParticipation(sources: ReadonlyMap<string, SeedSource>): Participation[] {
  const activities = readData("activities.json", ActivityItem, {}).items;
  return readData("projects.json", ProjectItem, {}).items.flatMap((project) => {
    const fact = (iso3: string, part: Participation["part"], months: [string, string]): Participation => ({
      iso3,
      project: project.slug,
      name: project.name,
      part,
      startMonth: months[0],
      endMonth: months[1],
      confidence: confidenceOf(project.confidence, null, [NEWSLETTER], sources),
      source: NEWSLETTER,
    });
    const span: [string, string] = [project.start, project.end];
    const funders = project.funders.flatMap(({ country }) => (country === null ? [] : [country]));
    const seen = project.countriesSeenInActivities.filter((iso3) => !project.countries.includes(iso3));
    return [
      ...project.countries.map((iso3) => fact(iso3, "participating", span)),
      ...funders.map((iso3) => fact(iso3, "funder", span)),
      ...seen.map((iso3) => fact(iso3, "activity", monthsOf(project, iso3, activities))),
    ];
  });
}

function monthsOf(project: DataProject, iso3: string, activities: readonly Activity[]): [string, string] {
  const months = activities
    .filter((activity) => activity.projects.includes(project.slug) && activity.countries.includes(iso3))
    .flatMap((activity) => [activity.startDate.slice(0, 7), activity.endDate.slice(0, 7)])
    .sort();
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) throw new Error(`${project.slug} has no activity with ${iso3}`);
  return [first, last];
}

type Activity = (typeof ActivityItem)["_output"];
