import type { Editor } from "@tiptap/core";
import { type KeyboardEvent, type RefObject, useRef } from "react";
import { IconButton } from "@/components/ui/button";
import type { IconName } from "@/components/ui/icon";
import { useEditorContext } from "../context";
import { keepFocus } from "./focus-at-once";
import { useEditorState } from "./use-editor";

/** The tools that only posts and training materials have. */
type Media = "picture" | "codeBlock" | "embed" | "note";

interface Tool {
  name:
    | "undo"
    | "redo"
    | "heading"
    | "subheading"
    | "bold"
    | "italic"
    | "bulletList"
    | "orderedList"
    | "quote"
    | "link"
    | "table"
    | "cite"
    | Media;
  icon?: IconName;
  keys?: string;
  isToggle?: boolean;
}

const FORMATS: readonly (readonly Tool[])[] = [
  [
    { name: "undo", icon: "undo", keys: "Control+Z" },
    { name: "redo", icon: "redo", keys: "Control+Shift+Z" },
  ],
  [
    { name: "heading", isToggle: true, keys: "Control+Alt+3" },
    { name: "subheading", isToggle: true, keys: "Control+Alt+4" },
  ],
  [
    { name: "bold", icon: "bold", isToggle: true, keys: "Control+B" },
    { name: "italic", icon: "italic", isToggle: true, keys: "Control+I" },
  ],
  [
    { name: "bulletList", icon: "ul", isToggle: true, keys: "Control+Shift+8" },
    { name: "orderedList", icon: "ol", isToggle: true, keys: "Control+Shift+7" },
    { name: "quote", icon: "quote", isToggle: true, keys: "Control+Shift+B" },
  ],
];
const LINK: Tool = { name: "link", icon: "link", isToggle: true, keys: "Control+K" };
const TABLE: Tool = { name: "table", icon: "table" };
const CITE: Tool = { name: "cite", icon: "cite", keys: "Alt+C" };
const OF_PROFILE: typeof FORMATS = [...FORMATS, [LINK, TABLE, CITE]];
const OF_POST: typeof FORMATS = [
  ...FORMATS,
  [LINK, { name: "note", icon: "cite", keys: "Alt+C" }, TABLE, { name: "picture", icon: "picture" }],
  [
    { name: "codeBlock", icon: "code", isToggle: true, keys: "Control+Alt+C" },
    { name: "embed", icon: "video" },
  ],
];

function isOn(editor: Editor, name: Tool["name"]): boolean {
  switch (name) {
    case "heading":
      return editor.isActive("heading", { level: 3 });
    case "subheading":
      return editor.isActive("heading", { level: 4 });
    case "quote":
      return editor.isActive("blockquote");
    default:
      return editor.isActive(name);
  }
}

/** Returns the names of the active tools, and of undo and redo if available. */
function stateOf(editor: Editor, tools: readonly Tool[]): string {
  const names = tools.filter((tool) => tool.isToggle && isOn(editor, tool.name)).map(({ name }) => name);
  const can = editor.can();
  return [...names, ...(can.undo() ? ["undo"] : []), ...(can.redo() ? ["redo"] : [])].join();
}

/** The dialogs that tools open. */
export type Asked = "link" | "cite" | "note" | "picture" | "embed";

function runTool(editor: Editor, name: Tool["name"], ask: (what: Asked) => void): void {
  const chain = editor.chain().focus();
  const tools: Record<Tool["name"], () => unknown> = {
    undo: () => chain.undo().run(),
    redo: () => chain.redo().run(),
    heading: () => chain.toggleHeading({ level: 3 }).run(),
    subheading: () => chain.toggleHeading({ level: 4 }).run(),
    bold: () => chain.toggleBold().run(),
    italic: () => chain.toggleItalic().run(),
    bulletList: () => chain.toggleBulletList().run(),
    orderedList: () => chain.toggleOrderedList().run(),
    quote: () => chain.toggleBlockquote().run(),
    table: () => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    codeBlock: () => chain.toggleCodeBlock().run(),
    link: () => ask("link"),
    cite: () => ask("cite"),
    note: () => ask("note"),
    picture: () => ask("picture"),
    embed: () => ask("embed"),
  };
  tools[name]();
}

/** Moves between the tools with arrow keys: the toolbar is one stop of the tab key (ARIA Authoring Practices). */
export function moveInToolbar(event: KeyboardEvent<HTMLElement>): void {
  const tools = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button:not([disabled])")];
  const at = tools.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
  const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[event.key];
  const target = step
    ? tools.at((at + step) % tools.length)
    : { Home: tools[0], End: tools.at(-1) }[event.key];
  if (!target) return;
  event.preventDefault();
  for (const tool of tools) tool.tabIndex = tool === target ? 0 : -1;
  target.focus();
}

/** The formatting tools. Which are active follows the selection, compared by value so that typing redraws nothing. */
export function Toolbar(props: {
  editor: Editor;
  onAsk: (what: Asked) => void;
  hasMedia: boolean;
  barRef: RefObject<HTMLDivElement | null>;
}) {
  const { editor, onAsk, hasMedia, barRef } = props;
  const groups = hasMedia ? OF_POST : OF_PROFILE;
  const { t } = useEditorContext();
  const current = useRef("undo");
  const on = new Set(useEditorState(editor, (now) => stateOf(now, groups.flat())).split(","));

  return (
    <div
      className="tb"
      role="toolbar"
      aria-label={t("editor.tools.label")}
      aria-controls="prose"
      onKeyDown={moveInToolbar}
      onMouseDown={keepFocus}
      ref={barRef}
    >
      {groups.map((group, index) => (
        <span className="tools-group" key={group[0]?.name}>
          {index > 0 ? <span className="sep" aria-hidden="true" /> : null}
          {group.map((tool) => (
            <ToolButton
              key={tool.name}
              tool={tool}
              on={on}
              isStop={current.current === tool.name}
              onFocus={() => {
                current.current = tool.name;
              }}
              onRun={() => runTool(editor, tool.name, onAsk)}
            />
          ))}
        </span>
      ))}
    </div>
  );
}

function ToolButton(props: {
  tool: Tool;
  /** The names of the active tools, and of undo and redo if available. */
  on: ReadonlySet<string>;
  /** Whether the tab key stops at this tool. */
  isStop: boolean;
  onFocus: () => void;
  onRun: () => void;
}) {
  const { tool, on } = props;
  const { t } = useEditorContext();
  const label = t(`editor.tools.${tool.name}`);
  const pressed = tool.isToggle ? on.has(tool.name) : undefined;
  const isOff = (tool.name === "undo" || tool.name === "redo") && !on.has(tool.name);
  const common = {
    tabIndex: props.isStop ? 0 : -1,
    "aria-keyshortcuts": tool.keys,
    "aria-disabled": isOff || undefined,
    onFocus: props.onFocus,
    onClick: props.onRun,
    title: label,
  };
  if (tool.icon) return <IconButton icon={tool.icon} label={label} isPressed={pressed} {...common} />;
  return (
    <button type="button" className="btn" aria-pressed={pressed} {...common}>
      {tool.name === "heading" ? "H3" : "H4"}
      <span className="vh"> {label}</span>
    </button>
  );
}
