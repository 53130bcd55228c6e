/*
 * The folders and tables that rules are about, once for all of them. A new domain adds its folder to `KNOWN` and `DOMAINS`,
 * its file of the schema to `TABLES`, and its kind of page to `KINDS`.
 */
module.exports = {
  /** The folders of lib that are entered by a door. */
  DOMAINS: [
    ...[
      "accounts",
      "backup",
      "blog",
      "bounces",
      "comments",
      "conduct",
      "direct-messages",
      "discussions",
      "exports",
      "files",
      "filtering",
      "filters",
      "flags",
      "legal",
      "mailbox",
    ],
    ...["members", "open-data", "operation", "pages", "profiles", "publishing", "queues", "site-settings"],
    ...["standing-pages", "training", "watching"],
  ],
  /** Code for every kind of page, which knows none of them: each kind is passed to it. */
  ENGINES: [
    ...[
      "bounces",
      "cards",
      "citation",
      "comments",
      "core",
      "files",
      "filters",
      "flags",
      "i18n",
      "mail",
      "notices",
      "pages",
      "publishing",
    ],
    ...["queues", "revisions", "search", "storage", "watching"],
  ],
  /** The domains that `ENGINES` may not import. */
  KNOWN: [
    "blog",
    "conduct",
    "convention",
    "direct-messages",
    "discussions",
    "exports",
    "filtering",
    "legal",
    "mailbox",
    "members",
    "open-data",
    "operation",
    "profiles",
    "site-settings",
    "standing-pages",
    "training",
  ],
  /** The parts of the schema that are theirs. */
  TABLES: [
    "blog",
    "conduct",
    "discussions",
    "exports",
    "freshness",
    "legal",
    "mailbox",
    "messages",
    "profiles",
    "reports",
    "standing",
    "training",
    "training-use",
  ],
  /** As in `page.kind`. */
  KINDS: ["post", "material", "profile", "standing", "discussion"],
};
