import { FILE_ACCESS } from "@/lib/files/model";
import { TLPS, type Tlp } from "@/lib/vocabulary/tlp";

/*
 * What the library says of a material, in the order in which lists show it; names stand under `training.*` of the
 * messages. A value that is kept is never taken away here: rows would lose their name.
 */
export const KINDS = [
  "course-pack",
  "learning-path",
  "module",
  "guide",
  "procedure",
  "manual",
  "slides",
  "exercise",
  "mock-file",
  "video",
  "webinar",
  "e-learning",
  "checklist",
  "template",
  "toolkit",
  "curriculum",
  "assessment",
  "dataset",
] as const;

export const AUDIENCES = [
  "first-responder",
  "investigator",
  "forensic-examiner",
  "prosecutor",
  "judge",
  "trainee-magistrate",
  "central-authority",
  "contact-point",
  "financial-investigator",
  "csirt",
  "defence-lawyer",
  "legislator",
  "service-provider",
  "victim-support",
  "trainer",
] as const;
export type Audience = (typeof AUDIENCES)[number];

export const TRAINING_LEVELS = [
  "awareness",
  "introductory",
  "intermediate",
  "advanced",
  "specialist",
  "training-of-trainers",
] as const;

export const FORMATS = ["in-person", "online-live", "self-paced", "blended"] as const;

export const LICENCES = [
  "cc-by",
  "cc-by-sa",
  "cc-by-nc-sa",
  "public-domain",
  "coe-restricted",
  "all-rights",
  "unknown",
] as const;

export const ACCESSES = FILE_ACCESS;
export type Access = (typeof ACCESSES)[number];

/** Who may have what is for trainers, where that is fewer than may have the rest. */
export const TRAINERS_ACCESSES = ["members", "practitioners"] as const;

/** The access that lets fewer have something: what is for trainers is never open to more than the rest. */
export function narrower(access: Access, other: Access | null): Access {
  return other !== null && ACCESSES.indexOf(other) > ACCESSES.indexOf(access) ? other : access;
}

/** Labels under which something may be shown to whom. GREEN stays within a community, AMBER with those who need it. */
const LABELS: Readonly<Record<Access, readonly Tlp[]>> = {
  public: ["clear"],
  members: ["clear", "green"],
  practitioners: TLPS,
};

/** Whether a label lets a material be given to those who have this access. */
export function fitsLabel(access: Access, tlp: Tlp): boolean {
  return LABELS[access].includes(tlp);
}

export const ORIGINS = ["original", "human", "machine"] as const;
