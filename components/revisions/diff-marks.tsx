import type { ReactNode } from "react";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ChangeState, DiffResult } from "@/lib/revisions/model";

/** `split`: both texts side by side. `inline`: one text with its changes marked. `both`: the first above the second. */
type DiffLayout = "inline" | "split" | "both";

export interface DiffViewProps {
  diff: DiffResult;
  t: Translator;
  locale: Locale;
  layout?: DiffLayout;
  /** Returns the title of a source by its id, or null. If left out, citations show the id. */
  sourceTitle?: (id: string) => string | null;
  /** The headings above the older and the newer text: revision, author, time. */
  before?: string;
  after?: string;
  /** By how many levels headings of the text are moved; 1 if a section's title is above it. */
  headingShift?: -1 | 0 | 1;
  /** The language of prose, if it differs from that of the page. */
  lang?: string | undefined;
}

export type Side = "inline" | "before" | "after";

/** Inserted text; `isBlock` for whole passages. Announced to screen readers as well as underlined. */
export function Inserted({
  t,
  isBlock,
  children,
}: {
  t: Translator;
  isBlock?: boolean;
  children: ReactNode;
}) {
  return (
    <ins className={isBlock ? "block" : undefined}>
      <span className="vh">{t("revisions.diff.inserted")} </span>
      {children}
    </ins>
  );
}

/** Deleted text. */
export function Deleted({ t, isBlock, children }: { t: Translator; isBlock?: boolean; children: ReactNode }) {
  return (
    <del className={isBlock ? "block" : undefined}>
      <span className="vh">{t("revisions.diff.deleted")} </span>
      {children}
    </del>
  );
}

/** The change to a record or passage in one word. */
export function StateTag({ state, moved, t }: { state: ChangeState; moved: boolean; t: Translator }) {
  switch (state) {
    case "added":
      return <Tag kind="ok">{t("revisions.diff.added")}</Tag>;
    case "removed":
      return <Tag kind="bad">{t("revisions.diff.removed")}</Tag>;
    case "moved":
      return <Tag>{t("revisions.diff.moved")}</Tag>;
    case "changed":
      return <Tag>{moved ? t("revisions.diff.movedChanged") : t("revisions.diff.changed")}</Tag>;
    case "same":
      return null;
  }
}

/** Unchanged passages between changes, as one line. */
export function Folded({ count, t }: { count: number; t: Translator }) {
  return <p className="tiny dim">{t("revisions.diff.folded", { count })}</p>;
}

/** The legend of an inline comparison. */
export function Legend({ t }: { t: Translator }) {
  return (
    <span className="row">
      <span>
        <ins>{t("revisions.diff.added")}</ins>
      </span>
      <span>
        <del>{t("revisions.diff.removed")}</del>
      </span>
    </span>
  );
}

/** Returns the name of a source in a comparison: its title, shortened, or its id. */
export function sourceName(id: string, sourceTitle: DiffViewProps["sourceTitle"]): string {
  const letters = [...(sourceTitle?.(id) ?? id)];
  return letters.length > 60 ? `${letters.slice(0, 59).join("").trimEnd()}…` : letters.join("");
}

/** Returns the items near a change, and the number of items left out in between. */
export function folded<T>(items: readonly T[], isChanged: (item: T) => boolean, context = 1): (T | number)[] {
  const near = new Set<number>();
  for (const [n, item] of items.entries()) {
    if (isChanged(item)) for (let at = n - context; at <= n + context; at += 1) near.add(at);
  }
  const result: (T | number)[] = [];
  let skipped = 0;
  for (const [n, item] of items.entries()) {
    if (!near.has(n)) {
      skipped += 1;
      continue;
    }
    if (skipped > 0) result.push(skipped);
    skipped = 0;
    result.push(item);
  }
  return skipped > 0 ? [...result, skipped] : result;
}
