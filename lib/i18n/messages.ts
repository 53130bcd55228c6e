import arAccounts from "@/messages/ar/accounts.json";
import arAdmin from "@/messages/ar/admin.json";
import arApplications from "@/messages/ar/applications.json";
import arAsks from "@/messages/ar/asks.json";
import arBackups from "@/messages/ar/backups.json";
import arBlog from "@/messages/ar/blog.json";
import arCleanups from "@/messages/ar/cleanups.json";
import arComments from "@/messages/ar/comments.json";
import arCommon from "@/messages/ar/common.json";
import arConduct from "@/messages/ar/conduct.json";
import arContact from "@/messages/ar/contact.json";
import arCooperation from "@/messages/ar/cooperation.json";
import arDiscussions from "@/messages/ar/discussions.json";
import arDoubt from "@/messages/ar/doubt.json";
import arEditor from "@/messages/ar/editor.json";
import arErrors from "@/messages/ar/errors.json";
import arExports from "@/messages/ar/exports.json";
import arFigures from "@/messages/ar/figures.json";
import arFiles from "@/messages/ar/files.json";
import arFilters from "@/messages/ar/filters.json";
import arFlags from "@/messages/ar/flags.json";
import arFreshness from "@/messages/ar/freshness.json";
import arHome from "@/messages/ar/home.json";
import arImports from "@/messages/ar/imports.json";
import arInvitations from "@/messages/ar/invitations.json";
import arLaw from "@/messages/ar/law.json";
import arMail from "@/messages/ar/mail.json";
import arMailbox from "@/messages/ar/mailbox.json";
import arMe from "@/messages/ar/me.json";
import arMembers from "@/messages/ar/members.json";
import arMessages from "@/messages/ar/messages.json";
import arModeration from "@/messages/ar/moderation.json";
import arPages from "@/messages/ar/pages.json";
import arPast from "@/messages/ar/past.json";
import arPosts from "@/messages/ar/posts.json";
import arProfiles from "@/messages/ar/profiles.json";
import arReports from "@/messages/ar/reports.json";
import arRevisions from "@/messages/ar/revisions.json";
import arSearch from "@/messages/ar/search.json";
import arSettings from "@/messages/ar/settings.json";
import arSetup from "@/messages/ar/setup.json";
import arShell from "@/messages/ar/shell.json";
import arTraining from "@/messages/ar/training.json";
import arTranslations from "@/messages/ar/translations.json";
import arVocabulary from "@/messages/ar/vocabulary.json";
import arWatching from "@/messages/ar/watching.json";
import arWelcome from "@/messages/ar/welcome.json";
import enAccounts from "@/messages/en/accounts.json";
import enAdmin from "@/messages/en/admin.json";
import enApplications from "@/messages/en/applications.json";
import enAsks from "@/messages/en/asks.json";
import enBackups from "@/messages/en/backups.json";
import enBlog from "@/messages/en/blog.json";
import enCleanups from "@/messages/en/cleanups.json";
import enComments from "@/messages/en/comments.json";
import enCommon from "@/messages/en/common.json";
import enConduct from "@/messages/en/conduct.json";
import enContact from "@/messages/en/contact.json";
import enCooperation from "@/messages/en/cooperation.json";
import enDiscussions from "@/messages/en/discussions.json";
import enDoubt from "@/messages/en/doubt.json";
import enEditor from "@/messages/en/editor.json";
import enErrors from "@/messages/en/errors.json";
import enExports from "@/messages/en/exports.json";
import enFigures from "@/messages/en/figures.json";
import enFiles from "@/messages/en/files.json";
import enFilters from "@/messages/en/filters.json";
import enFlags from "@/messages/en/flags.json";
import enFreshness from "@/messages/en/freshness.json";
import enHome from "@/messages/en/home.json";
import enImports from "@/messages/en/imports.json";
import enInvitations from "@/messages/en/invitations.json";
import enLaw from "@/messages/en/law.json";
import enMail from "@/messages/en/mail.json";
import enMailbox from "@/messages/en/mailbox.json";
import enMe from "@/messages/en/me.json";
import enMembers from "@/messages/en/members.json";
import enMessages from "@/messages/en/messages.json";
import enModeration from "@/messages/en/moderation.json";
import enPages from "@/messages/en/pages.json";
import enPast from "@/messages/en/past.json";
import enPosts from "@/messages/en/posts.json";
import enProfiles from "@/messages/en/profiles.json";
import enReports from "@/messages/en/reports.json";
import enRevisions from "@/messages/en/revisions.json";
import enSearch from "@/messages/en/search.json";
import enSettings from "@/messages/en/settings.json";
import enSetup from "@/messages/en/setup.json";
import enShell from "@/messages/en/shell.json";
import enTraining from "@/messages/en/training.json";
import enTranslations from "@/messages/en/translations.json";
import enVocabulary from "@/messages/en/vocabulary.json";
import enWatching from "@/messages/en/watching.json";
import enWelcome from "@/messages/en/welcome.json";
import frAccounts from "@/messages/fr/accounts.json";
import frAdmin from "@/messages/fr/admin.json";
import frApplications from "@/messages/fr/applications.json";
import frAsks from "@/messages/fr/asks.json";
import frBackups from "@/messages/fr/backups.json";
import frBlog from "@/messages/fr/blog.json";
import frCleanups from "@/messages/fr/cleanups.json";
import frComments from "@/messages/fr/comments.json";
import frCommon from "@/messages/fr/common.json";
import frConduct from "@/messages/fr/conduct.json";
import frContact from "@/messages/fr/contact.json";
import frCooperation from "@/messages/fr/cooperation.json";
import frDiscussions from "@/messages/fr/discussions.json";
import frDoubt from "@/messages/fr/doubt.json";
import frEditor from "@/messages/fr/editor.json";
import frErrors from "@/messages/fr/errors.json";
import frExports from "@/messages/fr/exports.json";
import frFigures from "@/messages/fr/figures.json";
import frFiles from "@/messages/fr/files.json";
import frFilters from "@/messages/fr/filters.json";
import frFlags from "@/messages/fr/flags.json";
import frFreshness from "@/messages/fr/freshness.json";
import frHome from "@/messages/fr/home.json";
import frImports from "@/messages/fr/imports.json";
import frInvitations from "@/messages/fr/invitations.json";
import frLaw from "@/messages/fr/law.json";
import frMail from "@/messages/fr/mail.json";
import frMailbox from "@/messages/fr/mailbox.json";
import frMe from "@/messages/fr/me.json";
import frMembers from "@/messages/fr/members.json";
import frMessages from "@/messages/fr/messages.json";
import frModeration from "@/messages/fr/moderation.json";
import frPages from "@/messages/fr/pages.json";
import frPast from "@/messages/fr/past.json";
import frPosts from "@/messages/fr/posts.json";
import frProfiles from "@/messages/fr/profiles.json";
import frReports from "@/messages/fr/reports.json";
import frRevisions from "@/messages/fr/revisions.json";
import frSearch from "@/messages/fr/search.json";
import frSettings from "@/messages/fr/settings.json";
import frSetup from "@/messages/fr/setup.json";
import frShell from "@/messages/fr/shell.json";
import frTraining from "@/messages/fr/training.json";
import frTranslations from "@/messages/fr/translations.json";
import frVocabulary from "@/messages/fr/vocabulary.json";
import frWatching from "@/messages/fr/watching.json";
import frWelcome from "@/messages/fr/welcome.json";
import type { Locale } from "./locales";
import { typesetAll } from "./typography";

/** All messages of the interface, a file for each namespace. Other languages must have the shape of English. */
const en = {
  common: enCommon,
  settings: enSettings,
  setup: enSetup,
  shell: enShell,
  freshness: enFreshness,
  home: enHome,
  backups: enBackups,
  blog: enBlog,
  errors: enErrors,
  exports: enExports,
  figures: enFigures,
  files: enFiles,
  filters: enFilters,
  flags: enFlags,
  accounts: enAccounts,
  mailbox: enMailbox,
  me: enMe,
  members: enMembers,
  past: enPast,
  cleanups: enCleanups,
  comments: enComments,
  conduct: enConduct,
  posts: enPosts,
  profiles: enProfiles,
  reports: enReports,
  revisions: enRevisions,
  contact: enContact,
  cooperation: enCooperation,
  discussions: enDiscussions,
  doubt: enDoubt,
  editor: enEditor,
  admin: enAdmin,
  messages: enMessages,
  moderation: enModeration,
  pages: enPages,
  imports: enImports,
  invitations: enInvitations,
  law: enLaw,
  mail: enMail,
  search: enSearch,
  training: enTraining,
  translations: enTranslations,
  asks: enAsks,
  applications: enApplications,
  vocabulary: enVocabulary,
  watching: enWatching,
  welcome: enWelcome,
};
export type Messages = typeof en;

const fr = {
  common: frCommon,
  settings: frSettings,
  setup: frSetup,
  shell: frShell,
  freshness: frFreshness,
  home: frHome,
  backups: frBackups,
  blog: frBlog,
  errors: frErrors,
  exports: frExports,
  figures: frFigures,
  files: frFiles,
  filters: frFilters,
  flags: frFlags,
  accounts: frAccounts,
  mailbox: frMailbox,
  me: frMe,
  members: frMembers,
  past: frPast,
  cleanups: frCleanups,
  comments: frComments,
  conduct: frConduct,
  posts: frPosts,
  profiles: frProfiles,
  reports: frReports,
  revisions: frRevisions,
  contact: frContact,
  cooperation: frCooperation,
  discussions: frDiscussions,
  doubt: frDoubt,
  editor: frEditor,
  admin: frAdmin,
  messages: frMessages,
  moderation: frModeration,
  pages: frPages,
  imports: frImports,
  invitations: frInvitations,
  law: frLaw,
  mail: frMail,
  search: frSearch,
  training: frTraining,
  translations: frTranslations,
  asks: frAsks,
  applications: frApplications,
  vocabulary: frVocabulary,
  watching: frWatching,
  welcome: frWelcome,
} as unknown as Messages;

const ar = {
  common: arCommon,
  settings: arSettings,
  setup: arSetup,
  shell: arShell,
  freshness: arFreshness,
  home: arHome,
  backups: arBackups,
  blog: arBlog,
  errors: arErrors,
  exports: arExports,
  figures: arFigures,
  files: arFiles,
  filters: arFilters,
  flags: arFlags,
  accounts: arAccounts,
  mailbox: arMailbox,
  me: arMe,
  members: arMembers,
  past: arPast,
  cleanups: arCleanups,
  comments: arComments,
  conduct: arConduct,
  posts: arPosts,
  profiles: arProfiles,
  reports: arReports,
  revisions: arRevisions,
  contact: arContact,
  cooperation: arCooperation,
  discussions: arDiscussions,
  doubt: arDoubt,
  editor: arEditor,
  admin: arAdmin,
  messages: arMessages,
  moderation: arModeration,
  pages: arPages,
  imports: arImports,
  invitations: arInvitations,
  law: arLaw,
  mail: arMail,
  search: arSearch,
  training: arTraining,
  translations: arTranslations,
  asks: arAsks,
  applications: arApplications,
  vocabulary: arVocabulary,
  watching: arWatching,
  welcome: arWelcome,
} as unknown as Messages;

export const MESSAGES: Record<Locale, Messages> = { en, fr: typesetAll(fr, "fr"), ar };
