import { ARABIC_TOPICS } from "./arabic-topics";
import { COOPERATION_TOPICS } from "./cooperation-topics";
import { EVIDENCE_TOPICS } from "./evidence-topics";
import { FRENCH_TOPICS } from "./french-topics";
import { LEGISLATION_TOPICS } from "./legislation-topics";
import { PRACTICE_TOPICS } from "./practice-topics";
import { ROOM_TOPICS } from "./room-topics";
import type { SeedTopic } from "./topic";

/** The opening topics, in the order in which they are inserted. */
export const SEED_TOPICS: readonly SeedTopic[] = [
  ...PRACTICE_TOPICS,
  ...ARABIC_TOPICS,
  ...FRENCH_TOPICS,
  ...LEGISLATION_TOPICS,
  ...EVIDENCE_TOPICS,
  ...COOPERATION_TOPICS,
  ...ROOM_TOPICS,
];
