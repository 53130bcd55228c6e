/** Subjects of posts and materials, in the order of lists (names under `vocabulary.topic`). */
export const TOPICS = [
  "legislation",
  "procedural-powers",
  "electronic-evidence",
  "forensics",
  "open-sources",
  "international-cooperation",
  "contact-points",
  "provider-cooperation",
  "cloud",
  "virtual-assets",
  "dark-web",
  "ransomware",
  "malware",
  "online-fraud",
  "business-email-compromise",
  "child-protection",
  "cyberviolence",
  "racism-xenophobia",
  "crime-proceeds",
  "safeguards",
  "data-protection",
  "statistics",
  "strategy",
  "artificial-intelligence",
  "gender",
  "training",
] as const;
export type Topic = (typeof TOPICS)[number];

/** Whether a word is a topic in the current vocabulary; stored data may contain former topics. */
export const isTopic = (word: string): word is Topic => TOPICS.some((topic) => topic === word);
