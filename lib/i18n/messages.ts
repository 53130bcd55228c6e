import arAccounts from "@/messages/ar/accounts.json";
import arAdmin from "@/messages/ar/admin.json";
import arBlog from "@/messages/ar/blog.json";
import arCommon from "@/messages/ar/common.json";
import arEditor from "@/messages/ar/editor.json";
import arErrors from "@/messages/ar/errors.json";
import arFiles from "@/messages/ar/files.json";
import arHome from "@/messages/ar/home.json";
import arMail from "@/messages/ar/mail.json";
import arMe from "@/messages/ar/me.json";
import arMembers from "@/messages/ar/members.json";
import arModeration from "@/messages/ar/moderation.json";
import arPages from "@/messages/ar/pages.json";
import arPosts from "@/messages/ar/posts.json";
import arProfiles from "@/messages/ar/profiles.json";
import arRevisions from "@/messages/ar/revisions.json";
import arSearch from "@/messages/ar/search.json";
import arShell from "@/messages/ar/shell.json";
import arTraining from "@/messages/ar/training.json";
import arVocabulary from "@/messages/ar/vocabulary.json";
import arWatching from "@/messages/ar/watching.json";
import enAccounts from "@/messages/en/accounts.json";
import enAdmin from "@/messages/en/admin.json";
import enBlog from "@/messages/en/blog.json";
import enCommon from "@/messages/en/common.json";
import enEditor from "@/messages/en/editor.json";
import enErrors from "@/messages/en/errors.json";
import enFiles from "@/messages/en/files.json";
import enHome from "@/messages/en/home.json";
import enMail from "@/messages/en/mail.json";
import enMe from "@/messages/en/me.json";
import enMembers from "@/messages/en/members.json";
import enModeration from "@/messages/en/moderation.json";
import enPages from "@/messages/en/pages.json";
import enPosts from "@/messages/en/posts.json";
import enProfiles from "@/messages/en/profiles.json";
import enRevisions from "@/messages/en/revisions.json";
import enSearch from "@/messages/en/search.json";
import enShell from "@/messages/en/shell.json";
import enTraining from "@/messages/en/training.json";
import enVocabulary from "@/messages/en/vocabulary.json";
import enWatching from "@/messages/en/watching.json";
import frAccounts from "@/messages/fr/accounts.json";
import frAdmin from "@/messages/fr/admin.json";
import frBlog from "@/messages/fr/blog.json";
import frCommon from "@/messages/fr/common.json";
import frEditor from "@/messages/fr/editor.json";
import frErrors from "@/messages/fr/errors.json";
import frFiles from "@/messages/fr/files.json";
import frHome from "@/messages/fr/home.json";
import frMail from "@/messages/fr/mail.json";
import frMe from "@/messages/fr/me.json";
import frMembers from "@/messages/fr/members.json";
import frModeration from "@/messages/fr/moderation.json";
import frPages from "@/messages/fr/pages.json";
import frPosts from "@/messages/fr/posts.json";
import frProfiles from "@/messages/fr/profiles.json";
import frRevisions from "@/messages/fr/revisions.json";
import frSearch from "@/messages/fr/search.json";
import frShell from "@/messages/fr/shell.json";
import frTraining from "@/messages/fr/training.json";
import frVocabulary from "@/messages/fr/vocabulary.json";
import frWatching from "@/messages/fr/watching.json";
import type { Locale } from "./locales";
import { typesetAll } from "./typography";

/** Every message of the interface, a namespace a file. English is the shape that the others must have. */
const en = {
  common: enCommon,
  shell: enShell,
  home: enHome,
  blog: enBlog,
  errors: enErrors,
  files: enFiles,
  accounts: enAccounts,
  me: enMe,
  members: enMembers,
  posts: enPosts,
  profiles: enProfiles,
  revisions: enRevisions,
  editor: enEditor,
  admin: enAdmin,
  moderation: enModeration,
  pages: enPages,
  mail: enMail,
  search: enSearch,
  training: enTraining,
  vocabulary: enVocabulary,
  watching: enWatching,
};
export type Messages = typeof en;

const fr = {
  common: frCommon,
  shell: frShell,
  home: frHome,
  blog: frBlog,
  errors: frErrors,
  files: frFiles,
  accounts: frAccounts,
  me: frMe,
  members: frMembers,
  posts: frPosts,
  profiles: frProfiles,
  revisions: frRevisions,
  editor: frEditor,
  admin: frAdmin,
  moderation: frModeration,
  pages: frPages,
  mail: frMail,
  search: frSearch,
  training: frTraining,
  vocabulary: frVocabulary,
  watching: frWatching,
} as unknown as Messages;

const ar = {
  common: arCommon,
  shell: arShell,
  home: arHome,
  blog: arBlog,
  errors: arErrors,
  files: arFiles,
  accounts: arAccounts,
  me: arMe,
  members: arMembers,
  posts: arPosts,
  profiles: arProfiles,
  revisions: arRevisions,
  editor: arEditor,
  admin: arAdmin,
  moderation: arModeration,
  pages: arPages,
  mail: arMail,
  search: arSearch,
  training: arTraining,
  vocabulary: arVocabulary,
  watching: arWatching,
} as unknown as Messages;

export const MESSAGES: Record<Locale, Messages> = { en, fr: typesetAll(fr, "fr"), ar };
