/*
 * The layers of docs/architecture.md as rules, one each; `tests/architecture` holds a violation of every one and
 * asserts that it is reported under its name.
 */
const { join } = require("node:path");

const lists = require("./tests/architecture/domains.cjs");

const [DOMAINS, ENGINES, KNOWN, TABLES] = [lists.DOMAINS, lists.ENGINES, lists.KNOWN, lists.TABLES].map(
  (names) => names.join("|"),
);
const TESTS = "\\.(test|db\\.test|spec)\\.tsx?$|^(tests|e2e|bench)/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle is two modules that should be one, or three; type-only ones included.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "data-has-one-door",
      comment: "Pages and components never import the database: one door to the data, one place to guard it.",
      severity: "error",
      from: { path: "^(app|components|enhance)/", pathNot: TESTS },
      to: { path: "^db/" },
    },
    {
      name: "components-are-browser-safe",
      comment: "Components draw what they are given: no queries, no commands, no adapters.",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: {
        path: "^lib/",
        pathNot:
          "^lib/(i18n|text|vocabulary)/|^lib/core/policy/|^lib/core/(actor|composed|paging|errors|form-list|form-state|moments|trash|url|waiting|zones)\\.ts$|/model\\.ts$|^lib/revisions/(?!.*-queries)|^lib/profiles/(kinds|map)/|^lib/exports/document/|^lib/exports/(docx|pdf)/index\\.ts$|^lib/cooperation/request/(?!index|blank-forms)|^lib/web/pages/assets\\.ts$",
      },
    },
    {
      name: "domain-has-a-door",
      comment:
        "A domain is entered by its index.ts (server) or a model.ts (pure); its insides stay free to change.",
      severity: "error",
      from: {
        path: `^(app|components|lib/(?!(?:${DOMAINS})/)|scripts)`,
        pathNot: `${TESTS}|^lib/(consequences/[a-z]+|flag-kinds|notice-kinds|place-kinds|queue-kinds|sight-kinds|webhook-kinds|personal-data|jobs/tasks)\\.ts$`,
      },
      to: { path: `^lib/(${DOMAINS})/.+`, pathNot: "/(index|model)\\.ts$|^lib/profiles/(kinds|map)/" },
    },
    {
      name: "domains-meet-at-doors",
      comment: "Domains use each other by index.ts or model.ts only.",
      severity: "error",
      from: { path: `^lib/(${DOMAINS})/`, pathNot: TESTS },
      to: {
        path: `^lib/(${DOMAINS})/.+`,
        pathNot: ["^lib/$1/", "/(index|model)\\.ts$", "^lib/profiles/(kinds|map)/"],
      },
    },
    {
      name: "revisions-have-a-door",
      comment:
        "The rooms of lib/revisions that need no database are open; its engine is entered by its index.ts.",
      severity: "error",
      from: { path: "^(?!lib/revisions/)", pathNot: TESTS },
      to: { path: "^lib/revisions/engine/" },
    },
    {
      name: "policy-has-a-door",
      comment: "The rules are asked by lib/core/policy alone: its files are parts of one table.",
      severity: "error",
      from: { path: "^(?!lib/core/policy/)" },
      to: { path: "^lib/core/policy/(?!index\\.ts$)" },
    },
    {
      name: "notices-have-a-door",
      comment:
        "Notifications are entered by index.ts (server) or a model.ts (pure): domains hand over what they are of.",
      severity: "error",
      from: { path: "^(?!lib/notices/)", pathNot: TESTS },
      to: { path: "^lib/notices/", pathNot: "/(index|model)\\.ts$" },
    },
    {
      name: "engines-know-no-domain",
      comment:
        "What is written once for every sort of page imports none of them, and reads none of their tables.",
      severity: "error",
      from: { path: `^lib/(${ENGINES})/`, pathNot: TESTS },
      to: { path: `^lib/(${KNOWN})/|^db/schema/(${TABLES})\\.ts$` },
    },
    {
      name: "framework-stays-in-web",
      comment:
        "In lib only lib/web knows the framework: domains also run in tests, jobs and the operator's commands.",
      severity: "error",
      from: { path: "^(lib/(?!web/)|db/)", pathNot: TESTS },
      to: { path: "(^|/)node_modules/(next|next-auth)/" },
    },
    {
      name: "lib-knows-no-pages",
      comment: "One direction: app, lib, db.",
      severity: "error",
      from: { path: "^(lib|db|components|enhance)/", pathNot: TESTS },
      to: { path: "^app/" },
    },
    {
      name: "db-knows-no-lib",
      comment: "Tables know nothing of ours; the seed is written through the engine.",
      severity: "error",
      from: { path: "^db/(schema/|client\\.ts|migrate\\.ts)" },
      to: { path: "^(lib|app|components)/" },
    },
    {
      name: "commands-never-mail",
      comment: "An edit does not know its readers: lib/consequences does.",
      severity: "error",
      from: { path: "/commands/", pathNot: TESTS },
      to: { path: "^lib/(mail|notifications|updates)/" },
    },
    {
      name: "models-are-pure",
      comment: "A model imports zod and other pure files only: it is what the browser may share.",
      severity: "error",
      from: { path: "/model\\.ts$" },
      to: {
        pathNot:
          "(^|/)node_modules/zod/|/model\\.ts$|^lib/(text|i18n|vocabulary)/|^lib/core/policy/|^lib/core/(actor|scopes|composed|errors|form-list|moments|paging|waiting|zoned-time|zones)\\.ts$|^lib/revisions/(?!index)([^/]+|(compare|prose|records)/[^/]+)\\.ts$|^lib/profiles/(kinds|map)/",
      },
    },
    {
      name: "documents-carry-no-framework",
      comment:
        "Nothing that a route reaches brings a framework's script or state: a document is drawn once, by one call.",
      severity: "error",
      from: { path: "^app/.+/route\\.tsx$" },
      to: {
        path: "(^|/)node_modules/(next-intl|@tiptap|lucide-react|@radix-ui)/|^components/editor/(?!model\\.ts$)",
        reachable: true,
      },
    },
    {
      name: "readers-stay-apart",
      comment:
        "What reads strangers' files runs in a process of its own: none of it is loaded where pages are served and jobs run.",
      severity: "error",
      from: { path: "^(app/.+|scripts/(serve|worker|octopus))\\.tsx?$" },
      to: {
        path: "(^|/)node_modules/(pdfjs-dist|sharp|saxes|file-type|music-metadata|tesseract-wasm)/",
        reachable: true,
      },
    },
    {
      name: "decoders-have-a-door",
      comment:
        "Only lib/files/read/decoders.ts loads the picture library, with decoders of accepted formats only.",
      severity: "error",
      from: {
        path: "^(app|components|db|enhance|lib|scripts)/",
        pathNot: `${TESTS}|^lib/files/read/decoders\\.ts$`,
      },
      to: { path: "(^|/)node_modules/sharp/" },
    },
    {
      name: "tests-stay-out",
      comment: "The product never imports its tests.",
      severity: "error",
      from: { path: "^(app|lib|db|components|enhance)/", pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // They break the rules on purpose; their test looks at each from within its own folder.
    exclude: { path: "^tests/architecture/fixtures/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, "tsconfig.json") },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
