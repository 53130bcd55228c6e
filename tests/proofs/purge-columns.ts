/** What becomes of the words in the columns of a table when moderators purge a text. Names are separated by spaces. */
interface Words {
  /** Have the text, and lose it: the proof writes it into each and looks for it in all. */
  purged?: string;
  /** Have words that a purge does not reach: why, and how they are removed. */
  elsewhere?: readonly [columns: string, how: string];
  /** Have no words of people: states, keys, hashes, codes, addresses for programs. */
  none?: string;
}

/**
 * All columns of the database that can have words, those of the queue of jobs included. A new one is added here by whoever
 * adds it, and a purge of what it has is written with it.
 */
export const WORDS_IN: Readonly<Record<string, Words>> = {
  _private_job_queues: { none: "locked_by queue_name" },
  _private_jobs: {
    elsewhere: ["last_error payload", "ids and an error of a program; a job that is done is deleted"],
    none: "flags key locked_by",
  },
  _private_known_crontabs: { none: "identifier" },
  _private_tasks: { none: "identifier" },
  api_answer: { purged: "body", none: "fingerprint id" },
  api_token: { elsewhere: ["name", "only its member reads it"], none: "hash hint scopes" },
  application: {
    elsewhere: [
      "decision_reason reason",
      "an application, which only administrators read; erased with the member",
    ],
    none: "state",
  },
  application_step: { elsewhere: ["text", "the same"], none: "kind" },
  audit_entry: {
    elsewhere: [
      "details",
      "ids and reasons of moderators, who are told not to repeat a text; sealed, so it cannot change",
    ],
    none: "fact ip subject via",
  },
  audit_link: { none: "hash signature" },
  backup_file: { none: "name product" },
  backup_task: { none: "kind name reason" },
  bounced_mail: {
    elsewhere: ["reason", "words of a mail server about an address, deleted after 90 days"],
    none: "mail status",
  },
  category: {
    elsewhere: ["texts", "words of administrators, who change them"],
    none: "audience country icon language openers repliers slug",
  },
  cleanup: { elsewhere: ["reason", "words of a moderator about a member"], none: "state" },
  cleanup_step: { none: "before kind state why" },
  comment: { purged: "content reason", none: "client_token purged_for state" },
  comment_flag: { elsewhere: ["reason", "empty since flags have tables of their own"], none: "state" },
  comment_quote: { purged: "excerpt", none: "before_block" },
  comment_reaction: { none: "reaction" },
  comment_version: { purged: "content" },
  conversation: { none: "state" },
  conversation_access: { elsewhere: ["reason", "words of an administrator"] },
  data_export: { purged: "content", none: "state" },
  declaration: {
    elsewhere: [
      "articles made_on nature period_to pinpoints summary",
      "a projection of the text of now, which is not purged",
    ],
    none: "record_id",
  },
  direct_message: {
    elsewhere: ["content text", "a private message: its sender deletes it"],
    none: "client_token",
  },
  draft: { purged: "content new_sources summary" },
  error_report: {
    elsewhere: ["answer text", "a report of a reader, deleted after a year"],
    none: "email hash language locale section state",
  },
  export_record: { none: "content_hash form format language object_key sha256 state" },
  export_waiter: { none: "lang" },
  factor_reset: { elsewhere: ["reason", "words of an administrator"], none: "outcome" },
  file: {
    elsewhere: ["name", "a file is removed on its own page"],
    none: "flags reading recognised_in recognition refusal sha256 state type",
  },
  file_block: { elsewhere: ["reason", "words of a moderator"], none: "sha256" },
  file_download: { none: "country" },
  file_grant: { none: "owner_kind" },
  file_withholding: { none: "was" },
  file_object: { none: "format key kind state" },
  file_text: { elsewhere: ["text", "deleted with its file"] },
  file_use: { none: "access owner_kind place scope" },
  flag: { purged: "words", none: "code" },
  filter_hit: { elsewhere: ["matched", "words of administrators' rules"], none: "outcome place" },
  flag_case: {
    purged: "appeal_reason appeal_text law reason",
    none: "appeal_outcome basis grounds kind state",
  },
  health_alert: { none: "cause" },
  held_form: { purged: "fields", none: "browser path" },
  identity: { none: "issuer subject" },
  import_run: { none: "hash source" },
  imported_message: {
    elsewhere: ["author_name", "a name from an earlier forum, taken out with the import"],
    none: "external_id source",
  },
  inbound_mail: { purged: "raw", none: "digest left_out refusal" },
  invitation: {
    elsewhere: ["institution reason", "words of an administrator"],
    none: "country email email_key hash locale outcome role",
  },
  job_run: { none: "counts outcome task" },
  known_device: { none: "hash" },
  link_check: { elsewhere: ["url", "an address in a text of now; the check forgets those that no text has"] },
  mapping: {
    elsewhere: ["article assessed_by comment data", "a projection of the text of now, which is not purged"],
    none: "confidence coverage record_id",
  },
  material: {
    elsewhere: [
      "abstract objectives prerequisites project publisher retraction_reason return_reason sessions title",
      "details of now: they have no history, and their owner or a moderator changes them",
    ],
    none: "access articles audiences countries formats kind language languages level licence slug stale_path start_token state tlp topics trainers_access",
  },
  material_delivery: {
    elsewhere: ["institution note place", "its author removes it"],
    none: "client_token country language participants",
  },
  material_file: { none: "country language origin role" },
  material_item: { elsewhere: ["note", "changed by the owner"] },
  material_link: { elsewhere: ["label url", "changed by the owner"], none: "language" },
  material_message: { elsewhere: ["text", "a private message to an owner"], none: "client_token" },
  material_rating: { elsewhere: ["comment", "a moderator hides it, its author changes it"], none: "role" },
  material_request: { elsewhere: ["decision_reason end_reason reason", "a private request"], none: "state" },
  material_suggestion: { elsewhere: ["answer text", "a private suggestion"], none: "client_token state" },
  material_version: { elsewhere: ["changes label", "changed by the owner"] },
  member: {
    elsewhere: [
      "biography display_name full_name institution specialties suspension_reason",
      "a member changes what they say of themselves; erased with them",
    ],
    none: "country email email_key handle languages locale messages_from password_hash sector state totp_secret visibility",
  },
  member_message: {
    elsewhere: [
      "report_reason subject text",
      "a private message of an earlier version, deleted after 30 days",
    ],
    none: "client_token report_state",
  },
  message_report: {
    elsewhere: ["reason text", "what was reported of a private message; deleted after its decision"],
    none: "state",
  },
  notice: { none: "category key kind watch_key watch_kind" },
  notice_mail: { none: "state" },
  notice_setting: { none: "mails own_edits" },
  open_dump: { none: "public_key signature sums" },
  open_dump_file: { none: "object_key resource sha256" },
  page: { none: "kind slug" },
  page_event: { none: "kind" },
  page_link: { elsewhere: ["target", "links of the text of now"] },
  page_view: { none: "path period" },
  passkey: { elsewhere: ["name", "only its member reads it"], none: "credential_id public_key transports" },
  poll: { elsewhere: ["question", "the author or a moderator removes a poll"], none: "results zone" },
  poll_option: { elsewhere: ["text", "the same"] },
  post: {
    elsewhere: [
      "cover_alt project retraction_reason return_reason slug summary title",
      "details of now; their past is revisions, which are purged. A new address is given with a new title before publication",
    ],
    none: "articles countries language publish_zone state topics",
  },
  post_alias: { elsewhere: ["slug", "an earlier address of a post"] },
  post_author: { none: "state" },
  post_correction: { purged: "note" },
  post_preview: { none: "hash" },
  profile: { none: "designation iso2 iso3 languages name_ar name_en name_fr region slug subregion" },
  profile_alias: { none: "alias" },
  profile_record: {
    elsewhere: ["data title", "a projection of the text of now, which is not purged"],
    none: "confidence record_id section",
  },
  project_participation: {
    elsewhere: ["name part project source", "a projection of the text of now, which is not purged"],
    none: "confidence end_month start_month",
  },
  provision: {
    elsewhere: [
      "articles heading law_original law_title locator note pinpoints words",
      "a projection of the text of now, which is not purged",
    ],
    none: "confidence force in_force_from in_force_to lang law_id law_lang law_state own_state record_id superseded_by",
  },
  public_report: {
    purged: "complaint words",
    elsewhere: ["name path", "the sender of a report, and the address that it is about"],
    none: "email email_key ground hash locale mailed token_hash",
  },
  push_subscription: { none: "hash sealed" },
  question: {
    elsewhere: ["name page subject text", "a private question to the site, deleted by its retention"],
    none: "email email_key hash locale state topic",
  },
  question_entry: { elsewhere: ["text", "the same"], none: "hash kind" },
  rate_limit: { none: "key" },
  recovery_code: { none: "hash" },
  revision: { purged: "content decision_reason summary", none: "client_token hash label state tag" },
  revision_patrol: { none: "how" },
  revision_hiding: { purged: "reason", none: "purged_for" },
  role_grant: { none: "country role" },
  role_proposal: {
    elsewhere: ["decision_reason reason", "words of administrators"],
    none: "country outcome role",
  },
  save_failure: { none: "cause" },
  saved_search: { elsewhere: ["name query", "only its member reads it"], none: "level locale" },
  search_entry: {
    purged: "terms text",
    elsewhere: ["titles", "names of pages of now"],
    none: "anchors audience countries handling hash key kind language owner path topics",
  },
  search_miss: { elsewhere: ["query", "a search without results, deleted after 30 days"], none: "locale" },
  search_synonym: { elsewhere: ["phrases", "words of administrators"], none: "key" },
  search_synonym_seed: { elsewhere: ["phrases", "came with the product"], none: "key" },
  search_word: { purged: "word" },
  section: {
    elsewhere: ["protection_reason", "words of a moderator, who changes them"],
    none: "key language protection",
  },
  section_check: { none: "kind" },
  section_freshness: { none: "how state verified_by" },
  series: { elsewhere: ["title", "a moderator changes it"], none: "slug" },
  session: { none: "device ip method" },
  setting: { elsewhere: ["value", "words of administrators"], none: "key" },
  site_picture: { none: "bytes id" },
  spent_challenge: { none: "hash" },
  staff_note: { elsewhere: ["text", "words of moderators, who delete them"] },
  standing_page: { elsewhere: ["product", "came with the product"] },
  subject_event: { none: "key kind record_id sort" },
  suspension: { elsewhere: ["reason", "words of a moderator about a member"], none: "ended" },
  text_filter: {
    elsewhere: ["explanation hosts name tested words", "words of administrators"],
    none: "places script stage writers",
  },
  token: { none: "hash kind payload" },
  topic: {
    elsewhere: ["reason slug title", "of now: a moderator renames the topic, and clears its earlier titles"],
    none: "about_key about_kind articles countries language state topics",
  },
  topic_note: { elsewhere: ["titles", "earlier titles, which a moderator clears"], none: "kind role" },
  topic_read: { none: "reason undo_reason" },
  topic_timer: { none: "kind zone" },
  treaty_status: {
    none: "confidence consent_kind consent_on in_force_on invited_on record_id signed_on status",
  },
  version: { none: "scope" },
  warning: { elsewhere: ["reason", "words of a moderator to a member"] },
  watch: { none: "key kind level reason" },
  webhook_delivery: { none: "failure state" },
  webhook_endpoint: {
    elsewhere: ["name url", "words of administrators, who change them"],
    none: "countries former_secret kinds off secret topics",
  },
  webhook_event: { none: "countries kind topics" },
};

/** Lists columns as "table.column". */
const listed = (of: (words: Words) => string | undefined): string[] =>
  Object.entries(WORDS_IN).flatMap(([table, words]) =>
    (of(words) ?? "")
      .split(" ")
      .filter((column) => column !== "")
      .map((column) => `${table}.${column}`),
  );

export const PURGED_COLUMNS = listed(({ purged }) => purged).sort();
export const KNOWN_COLUMNS = [
  ...PURGED_COLUMNS,
  ...listed(({ elsewhere }) => elsewhere?.[0]),
  ...listed(({ none }) => none),
].sort();
