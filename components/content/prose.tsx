import type { ReactNode } from "react";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import { headingId } from "@/lib/text/heading-id";
import {
  type Content,
  childrenOf,
  type Inline,
  isTextBlock,
  type Table,
  type TopBlock,
  type TreeNode,
} from "@/lib/text/nodes";
import { notesIn } from "@/lib/text/plain";
import { columnWidths } from "@/lib/text/table-widths";
import { deadLinkNote } from "./dead-link-note";
import { Footnote, NamedSource } from "./footnote";
import { citationIds } from "./footnotes";
import { type Cited, inlineNodes } from "./inline";
import { withMoments } from "./moments";
import { headerScopes, headRows, nodeShell, type ShellContext, sortAttributes } from "./node-shell";
import { OwnNoteMark, OwnNotes } from "./own-notes";
import { pinpointed } from "./pinpoint";

export interface ProseProps {
  content: Content;
  t: Translator;
  locale: Locale;
  /** The section: the ids of headings and marks begin with it. */
  prefix: string;
  /** Returns the number of a source on the page, or null if the profile has no such source. */
  numberOf: (source: string) => number | null;
  /** For pages without a list of sources: citations show the titles of their sources. */
  sourceTitle?: ((source: string) => string | null) | undefined;
  /** 1 where the section's own heading has level 3, -1 where the text has its own page. */
  headingShift?: -1 | 0 | 1;
  /** The pictures of a post. */
  pictureOf?: ShellContext["pictureOf"];
  /** Returns which of the links lead to missing pages of this site. */
  deadLinkOf?: DeadLinkOf | undefined;
  /** Whether times that name their zone are shown in the reader's zone: in what members say to each other. */
  hasMoments?: boolean;
  /** The language of the text, if it differs from that of the page. */
  lang?: string | undefined;
  /** Wraps a top-level block, given its id. */
  around?: ((id: string, block: ReactNode) => ReactNode) | undefined;
}

/** Draws prose that passed the schema, element by element. Place it directly in an element of class `prose`. */
export function Prose(props: ProseProps) {
  const { lang, around } = props;
  const blocks = proseBlocks(props).map(({ of, drawn }) => (around ? around(of.attrs.id, drawn) : drawn));
  const notes = <OwnNotes {...props} />;
  return lang ? (
    <div className="prose" lang={lang} dir={direction(lang)}>
      {blocks}
      {notes}
    </div>
  ) : (
    <>
      {blocks}
      {notes}
    </>
  );
}

/** Draws the top-level blocks of prose separately, for layouts that do not stack them. */
export function proseBlocks(
  props: Omit<ProseProps, "lang" | "around">,
): { of: TopBlock; drawn: ReactNode }[] {
  const { content, prefix } = props;
  const marks = citationIds(content, prefix);
  const tables: Table[] = content.doc.content.filter((block) => block.type === "table");
  const context: ShellContext = {
    headingShift: props.headingShift ?? 0,
    headingId: (node) =>
      node.attrs && "id" in node.attrs && node.attrs.id ? headingId(prefix, node.attrs.id) : undefined,
    tableLabel: (node) => props.t("revisions.prose.table", { number: tables.indexOf(node as Table) + 1 }),
    scopes: new Map(tables.flatMap((table) => [...headerScopes(table)])),
    sorting: (table) => sortAttributes(table, props.t("revisions.prose.tableMerged")),
    pictureOf: props.pictureOf,
  };
  const notes = new Map(notesIn(content).map((note, n) => [note, n + 1]));
  const cite = (node: Cited) =>
    node.type === "footnote" ? (
      <OwnNoteMark t={props.t} prefix={prefix} number={notes.get(node) ?? 0} />
    ) : props.sourceTitle ? (
      <NamedSource t={props.t} title={props.sourceTitle(node.attrs.source)} locator={node.attrs.locator} />
    ) : (
      <Footnote
        t={props.t}
        number={props.numberOf(node.attrs.source)}
        id={marks.get(node)}
        locator={node.attrs.locator}
      />
    );
  const noteOf = deadLinkNote(props);
  const draw = (node: TreeNode, n: number): ReactNode => {
    const key = String(n);
    if (node.type === "table") return nodeShell(node, tableParts(node, draw), context, key);
    const inside = childrenOf(node);
    if (!isTextBlock(node.type)) return nodeShell(node, (inside as TreeNode[]).map(draw), context, key);
    // No links to articles in code or in headings, which the contents list repeats.
    const hasPinpoints = node.type !== "codeBlock" && node.type !== "heading";
    const linked = (text: string) => pinpointed(text, props.t, props.locale);
    const spoken = props.hasMoments ? (text: string) => withMoments(text, linked) : linked;
    const words = hasPinpoints ? spoken : undefined;
    return nodeShell(node, inlineNodes(inside as Inline[], props.locale, cite, words, noteOf), context, key);
  };
  return content.doc.content.map((block, n) => ({ of: block, drawn: draw(block, n) }));
}

function tableParts(table: Table, draw: (node: TreeNode, n: number) => ReactNode): ReactNode {
  const head = headRows(table);
  const widths = columnWidths(table);
  return (
    <>
      {widths.length > 0 ? (
        <colgroup>
          {widths.map((width, n) => (
            <col key={String(n)} className={width === null ? undefined : `cw-${width}`} />
          ))}
        </colgroup>
      ) : null}
      {head > 0 ? <thead>{table.content.slice(0, head).map(draw)}</thead> : null}
      <tbody>{table.content.slice(head).map(draw)}</tbody>
    </>
  );
}
