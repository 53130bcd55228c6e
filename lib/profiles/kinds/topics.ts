/** Subjects of a law, a bill or a decision. */
export const LAW_TOPICS = [
  "substantive",
  "procedural",
  "evidence",
  "data_protection",
  "retention",
  "interception",
  "mutual_assistance",
  "extradition",
  "copyright",
  "child_protection",
  "money_laundering",
  "telecommunications",
  "e_commerce",
  "cybersecurity",
] as const;
