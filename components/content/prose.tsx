import type { ReactNode } from "react";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { LostOf } from "@/lib/pages/links/model";
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
import { Footnote, NamedSource } from "./footnote";
import { citationIds } from "./footnotes";
import { type Cited, inlineNodes } from "./inline";
import { deadLinkNote } from "./lost-note";
import { headerScopes, headRows, nodeShell, type ShellContext, sortAttributes } from "./node-shell";
import { OwnNoteMark, OwnNotes } from "./own-notes";
import { pinpointed } from "./pinpoint";

export interface ProseProps {
  content: Content;
  t: Translator;
  locale: Locale;
  /** Names the section: the ids of headings and marks begin with it. */
  prefix: string;
  /** The number of a source in the page, or null when the profile has no such source. */
  numberOf: (source: string) => number | null;
  /** Where there is no list of notes: citations are shown by the titles of their sources. */
  sourceTitle?: ((source: string) => string | null) | undefined;
  /** 1 where the section's own heading is of level 3, -1 where the text is a page of its own. */
  headingShift?: -1 | 0 | 1;
  /** The pictures of a post. */
  pictureOf?: ShellContext["pictureOf"];
  /** Which of its links lead to no page of this site. */
  lostOf?: LostOf | undefined;
  /** The language of the text, where it is not that of the page. */
  lang?: string | undefined;
  /** What stands round a block at the top, by its id. */
  around?: ((id: string, block: ReactNode) => ReactNode) | undefined;
}

/** Draws prose that passed the schema, element by element. It stands directly in an element of class `prose`. */
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

/** The blocks at the top of prose, each drawn by itself, for whoever puts them elsewhere than under each other. */
export function proseBlocks(
  props: Omit<ProseProps, "lang" | "around">,
): { of: TopBlock; drawn: ReactNode }[] {
  const { content, prefix } = props;
  const marks = citationIds(content, prefix);
  const tables: Table[] = content.doc.content.filter((block) => block.type === "table");
  const context: ShellContext = {
    headingShift: props.headingShift ?? 0,
    headingId: (node) =>
      node.attrs && "id" in node.attrs && node.attrs.id ? `h-${prefix}-${node.attrs.id}` : undefined,
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
    // Code is code, and a heading is what contents and links name.
    const hasPinpoints = node.type !== "codeBlock" && node.type !== "heading";
    const words = hasPinpoints ? (text: string) => pinpointed(text, props.t, props.locale) : undefined;
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
