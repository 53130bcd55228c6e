import { FILE_ACCESS } from "@/lib/files/model";
import { TLPS, type Tlp } from "@/lib/vocabulary/tlp";

/*
 * Vocabulary of the library in display order; names are messages under `training.*`. Never remove a stored
 * value: rows would lose their name.
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

/** Access to files for trainers, if narrower than the rest. */
export const TRAINERS_ACCESSES = ["members", "practitioners"] as const;

/** Returns the narrower access: trainers' files are never accessible to more than the rest. */
export function narrower(access: Access, other: Access | null): Access {
  return other !== null && ACCESSES.indexOf(other) > ACCESSES.indexOf(access) ? other : access;
}

/** Labels allowed for each access. GREEN stays within a community, AMBER with those who need it. */
const LABELS: Readonly<Record<Access, readonly Tlp[]>> = {
  public: ["clear"],
  members: ["clear", "green"],
  practitioners: TLPS,
};

/** Checks whether a label permits this access. */
export function fitsLabel(access: Access, tlp: Tlp): boolean {
  return LABELS[access].includes(tlp);
}

export const ORIGINS = ["original", "human", "machine"] as const;
