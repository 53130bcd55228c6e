import type { SeedDocument } from "@/db/seed/documents/document";
import type { Topic } from "@/lib/vocabulary/topics";

/** A first material: one of our own with its documents, or an entry for one stored elsewhere. */
export interface SeedMaterial {
  slug: string;
  title: string;
  abstract: string;
  kind: string;
  level: string;
  licence: string;
  audiences: readonly string[];
  topics: readonly Topic[];
  articles: readonly string[];
  formats: readonly string[];
  publisher: string;
  project: string | null;
  durationMinutes: number | null;
  objectives: readonly string[];
  /** Paragraphs of description, with sources. */
  description: readonly string[];
  documents: () => readonly SeedDocument[];
  links: readonly { url: string; label: string; language: string }[];
  /** For a course or path: slugs of its parts, with a note each. */
  items: readonly (readonly [slug: string, note: string])[];
}

export const NOTHING = {
  formats: [],
  project: null,
  durationMinutes: null,
  objectives: [],
  documents: () => [],
  links: [],
  items: [],
  articles: [],
} as const;
