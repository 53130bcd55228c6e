import { Fragment, type ReactNode } from "react";
import { inlineNodes } from "@/components/content/inline";
import { headerScopes, nodeShell, type ShellContext } from "@/components/content/node-shell";
import { direction, type Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/message";
import type { BlockChange, NodeDiff, ProseDiff, Run } from "@/lib/revisions/model";
import { childrenOf, type Inline, isTextBlock, type Table, type TreeNode } from "@/lib/text/nodes";
import {
  Deleted,
  type DiffViewProps,
  Folded,
  folded,
  Inserted,
  Legend,
  type Side,
  sourceName,
} from "./diff-marks";

interface Drawing extends ShellContext {
  t: Translator;
  locale: Locale;
  side: Side;
  sourceTitle: DiffViewProps["sourceTitle"];
}

/** The changes of a text: both versions side by side, one text with the changes marked, or the one below the other. */
export function ProseDiffView(props: DiffViewProps & { diff: ProseDiff }) {
  const { diff, t, layout = "inline" } = props;
  const shown = folded(diff.blocks, (block) => block.state !== "same");
  return (
    <>
      {layout === "inline" ? null : (
        <div className="two">
          <div className="pane was">
            <div className="pane-head">
              <b>{props.before ?? t("revisions.diff.before")}</b>
            </div>
            <Blocks {...props} shown={shown} side="before" />
          </div>
          <div className="pane now">
            <div className="pane-head">
              <b>{props.after ?? t("revisions.diff.after")}</b>
            </div>
            <Blocks {...props} shown={shown} side="after" />
          </div>
        </div>
      )}
      {layout === "split" ? null : (
        <div className="pane">
          <div className="pane-head">
            <b>{t("revisions.diff.inline")}</b>
            <Legend t={t} />
          </div>
          <Blocks {...props} shown={shown} side="inline" />
        </div>
      )}
    </>
  );
}

/** One text with its changes marked, without a frame. */
export function MarkedProse(props: Omit<DiffViewProps, "diff"> & { diff: ProseDiff }) {
  return <Blocks {...props} shown={props.diff.blocks} side="inline" />;
}

function Blocks({
  shown,
  side,
  t,
  locale,
  sourceTitle,
  headingShift = 1,
  lang,
}: DiffViewProps & { shown: (BlockChange | number)[]; side: Side }) {
  const drawing: Drawing = {
    t,
    locale,
    side,
    sourceTitle,
    headingShift,
    headingId: () => undefined,
    tableLabel: () => t("revisions.nodes.table"),
    scopes: new Map(shown.flatMap((item) => (typeof item === "number" ? [] : scopesIn(item)))),
  };
  return (
    <div className="prose" lang={lang} dir={lang ? direction(lang) : undefined}>
      {shown.map((item, n) =>
        typeof item === "number" ? (
          <Folded key={String(n)} count={item} t={t} />
        ) : (
          <Fragment key={String(n)}>{drawBlock(item, drawing)}</Fragment>
        ),
      )}
    </div>
  );
}

function scopesIn({ before, after }: BlockChange) {
  return [before, after].flatMap((block) =>
    block?.type === "table" ? [...headerScopes(block as Table)] : [],
  );
}

function drawBlock(block: BlockChange, drawing: Drawing): ReactNode {
  const drawn = drawDiff(block.diff, drawing, "0");
  if (!block.moved || drawn === null) return drawn;
  return (
    <div className="moved">
      <p className="tiny dim">
        {block.state === "moved"
          ? drawing.t("revisions.diff.moved")
          : drawing.t("revisions.diff.movedChanged")}
      </p>
      {drawn}
    </div>
  );
}

/** Draws a node with its changes as this side shows it; null if it is not on that side. */
function drawDiff(diff: NodeDiff, drawing: Drawing, key: string): ReactNode {
  const { side, t } = drawing;
  switch (diff.state) {
    case "same":
      return drawNode(diff.node, drawing, key, (inside) => inside);
    case "added":
      return side === "before" ? null : drawWhole(diff.node, drawing, key, "ins");
    case "removed":
      return side === "after" ? null : drawWhole(diff.node, drawing, key, "del");
    case "replaced":
      return (
        <Fragment key={key}>
          {side === "after" ? null : drawWhole(diff.before, drawing, "before", "del")}
          {side === "before" ? null : drawWhole(diff.after, drawing, "after", "ins")}
        </Fragment>
      );
    case "text":
    case "parts": {
      const node = side === "before" ? diff.before : diff.after;
      const inside =
        diff.state === "text"
          ? drawRuns(diff.runs, drawing)
          : diff.parts.map((part, n) => drawDiff(part, drawing, String(n)));
      const drawn = nodeShell(
        node,
        node.type === "table" ? <tbody>{inside}</tbody> : inside,
        drawing,
        "node",
      );
      const [was, now] = [nameOf(diff.before, t), nameOf(diff.after, t)];
      return (
        <Fragment key={key}>
          {was === now || was === null || now === null ? null : (
            <p className="tiny dim">{t("revisions.diff.type", { before: was, after: now })}</p>
          )}
          {drawn}
        </Fragment>
      );
    }
  }
}

/** Marks a passage as a whole; for an item, row or cell, marks its content. */
function drawWhole(node: TreeNode, drawing: Drawing, key: string, op: "ins" | "del"): ReactNode {
  const mark = (inside: ReactNode): ReactNode =>
    op === "ins" ? (
      <Inserted t={drawing.t} isBlock>
        {inside}
      </Inserted>
    ) : (
      <Deleted t={drawing.t} isBlock>
        {inside}
      </Deleted>
    );
  const isPart =
    node.type === "listItem" ||
    node.type === "tableRow" ||
    node.type === "tableCell" ||
    node.type === "tableHeader";
  if (isPart) return drawNode(node, drawing, key, mark);
  return <Fragment key={key}>{mark(drawNode(node, drawing, "node", (inside) => inside))}</Fragment>;
}

/** Draws a node unchanged. `mark` wraps the content of items and cells. */
function drawNode(
  node: TreeNode,
  drawing: Drawing,
  key: string,
  mark: (inside: ReactNode) => ReactNode,
): ReactNode {
  if (isTextBlock(node.type)) {
    return nodeShell(node, drawInline(childrenOf(node) as Inline[], drawing), drawing, key);
  }
  const isHolder = node.type === "listItem" || node.type === "tableCell" || node.type === "tableHeader";
  const inside = (childrenOf(node) as TreeNode[]).map((child, n) =>
    drawNode(child, drawing, String(n), isHolder ? (plain) => plain : mark),
  );
  if (node.type === "table") return nodeShell(node, <tbody>{inside}</tbody>, drawing, key);
  return nodeShell(node, isHolder ? mark(inside) : inside, drawing, key);
}

/** A comparison has no list of sources: a citation shows the name of its source, a footnote its text. */
function drawInline(nodes: readonly Inline[], { t, locale, sourceTitle }: Drawing): ReactNode {
  return inlineNodes(nodes, locale, (node) => {
    if (node.type === "footnote")
      return (
        <sup className="fn">
          [<bdi>{node.attrs.text}</bdi>]
        </sup>
      );
    const { source, locator } = node.attrs;
    const name = sourceName(source, sourceTitle);
    return (
      <sup className="fn">
        [<bdi>{locator ? t("revisions.prose.nameAt", { name, locator }) : name}</bdi>]
      </sup>
    );
  });
}

function drawRuns(runs: readonly Run[], drawing: Drawing): ReactNode {
  const { side, t } = drawing;
  return runs.map((run, n) => {
    const key = String(n);
    const inside = drawInline(run.content, drawing);
    if (run.op === "same") return <Fragment key={key}>{inside}</Fragment>;
    if (run.op === "ins") {
      return side === "before" ? null : (
        <Inserted key={key} t={t}>
          {inside}
        </Inserted>
      );
    }
    if (run.op === "del") {
      return side === "after" ? null : (
        <Deleted key={key} t={t}>
          {inside}
        </Deleted>
      );
    }
    return side === "before" ? (
      <Fragment key={key}>{drawInline(run.was ?? [], drawing)}</Fragment>
    ) : (
      <mark key={key}>
        <span className="vh">{t("revisions.diff.marks")} </span>
        {inside}
      </mark>
    );
  });
}

function nameOf(node: TreeNode, t: Translator): string | null {
  if (
    node.type === "listItem" ||
    node.type === "tableRow" ||
    node.type === "tableCell" ||
    node.type === "tableHeader"
  )
    return null;
  return message(t, `revisions.nodes.${node.type === "heading" ? `heading${node.attrs.level}` : node.type}`);
}
