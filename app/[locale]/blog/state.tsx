import { Tag } from "@/components/ui/tag";
import type { PostInWork } from "@/lib/blog/writing/model";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";

const MARK = {
  draft: "plain",
  submitted: "warn",
  scheduled: "mild",
  published: "ok",
  retracted: "bad",
  removed: "plain",
} as const;

/** A tag for the state of a post. */
export function PostStateTag({ t, state }: { t: Translator; state: PostInWork["state"] }) {
  return <Tag kind={MARK[state]}>{t(`posts.state.${state}`)}</Tag>;
}

/** Returns when a post will be published, in the time zone in which that was set. */
export function whenInZone(
  { publishAt, publishZone }: { publishAt: Date | null; publishZone: string | null },
  locale: Locale,
): string {
  if (!publishAt) return "";
  return formatter(locale).dateTime(publishAt, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: publishZone ?? "UTC",
  });
}
