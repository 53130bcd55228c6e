import { Fragment, type ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { pageHref, safeHref } from "@/lib/text/href";
import type { Inline, Mark } from "@/lib/text/nodes";

/** A mark within a line that refers to the end of the page. */
export type Cited = Inline & { type: "citation" | "footnote" };

/**
 * Draws the content of a line of text. `cite` draws a citation or footnote, `words` draws text outside links,
 * and `noteOf` returns a note about a link's target. Adjacent parts of one link become one link, whatever
 * their emphasis.
 */
export function inlineNodes(
  nodes: readonly Inline[],
  locale: Locale,
  cite: (node: Cited) => ReactNode,
  words: (text: string) => ReactNode = (text) => text,
  noteOf?: (href: string) => ReactNode,
): ReactNode[] {
  return linkGroups(nodes).map(({ href, group }, n) => {
    const draw = href === null ? words : (text: string) => text;
    const inside = group.map((node, m) => <Fragment key={String(m)}>{oneNode(node, cite, draw)}</Fragment>);
    const key = String(n);
    return href === null ? (
      <Fragment key={key}>{inside}</Fragment>
    ) : (
      <SafeLink key={key} href={href} locale={locale} text={inside} note={noteOf?.(href)} />
    );
  });
}

function linkGroups(nodes: readonly Inline[]): { href: string | null; group: Inline[] }[] {
  const groups: { href: string | null; group: Inline[] }[] = [];
  for (const node of nodes) {
    const href = hrefOf(node);
    const last = groups.at(-1);
    if (last && last.href === href) last.group.push(node);
    else groups.push({ href, group: [node] });
  }
  return groups;
}

function hrefOf(node: Inline): string | null {
  if (node.type !== "text") return null;
  for (const mark of node.marks ?? []) if (mark.type === "link") return mark.attrs.href;
  return null;
}

function oneNode(
  node: Inline,
  cite: (node: Cited) => ReactNode,
  words: (text: string) => ReactNode,
): ReactNode {
  if (node.type === "hardBreak") return <br />;
  if (node.type === "citation" || node.type === "footnote") return cite(node);
  const has = (type: Mark["type"]) => node.marks?.some((mark) => mark.type === type);
  const text = words(node.text);
  const emphasised = has("italic") ? <em>{text}</em> : text;
  return has("bold") ? <strong>{emphasised}</strong> : emphasised;
}

/** The `rel` of links that members enter: no window access, no referrer, no endorsement by the site. */
export const FROM_A_MEMBER = "noopener noreferrer nofollow ugc";

/**
 * A link to an address that a member entered. The address is checked again here; if it fails, only the text
 * is drawn. Pages of this site are linked in the reader's language; other links are marked as user content
 * and get no window access or referrer.
 */
export function SafeLink(props: {
  href: string;
  locale: Locale;
  text: ReactNode;
  /** Why a page of this site is not available. */
  note?: ReactNode;
}) {
  const { locale, text, note } = props;
  const href = safeHref(props.href);
  if (href === null) return text;
  const page = pageHref(href, locale);
  if (note)
    return (
      <>
        <a className="lost" href={page ?? href} rel="nofollow">
          {text}
        </a>
        {note}
      </>
    );
  if (page !== null) return <a href={page}>{text}</a>;
  return (
    <a href={href} rel={FROM_A_MEMBER}>
      {text}
    </a>
  );
}
