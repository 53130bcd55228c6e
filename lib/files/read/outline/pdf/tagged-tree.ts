import { append } from "@/lib/core/append";
import { joinCut } from "@/lib/text/page-lines";
import type { Fragment } from "./fragments";
import { linesIn, plainText } from "./inlines";
import type { PdfPage } from "./pages";
import type { Tagged } from "./tags";

/** A tag with the text in it. */
export interface Branch {
  role: string;
  children: (Branch | Fragment)[];
}

export function isBranch(child: Branch | Fragment): child is Branch {
  return "role" in child;
}

/** Collects the text in a tag, in order. */
export function fragmentsIn(branch: Branch): Fragment[] {
  const found: Fragment[] = [];
  const collect = ({ children }: Branch) => {
    for (const child of children) {
      if (isBranch(child)) collect(child);
      else found.push(child);
    }
  };
  collect(branch);
  return found;
}

/** Checks whether a tag has any text. */
export function hasText({ children }: Branch): boolean {
  return children.some((child) => !isBranch(child) || hasText(child));
}

const isCell = (role: string) => role === "TD" || role === "TH";

/** Puts the text of a page into its tags. Tags without text, which other pages have, are left out; cells are not. */
export function placeText({ tags, fragments }: PdfPage): Branch {
  const byContent = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    if (fragment.content === null) continue;
    const same = byContent.get(fragment.content);
    if (same) same.push(fragment);
    else byContent.set(fragment.content, [fragment]);
  }
  const place = ({ role, children }: Tagged): Branch => {
    const placed: Branch["children"] = [];
    for (const child of children) {
      if (typeof child === "string") {
        append(placed, byContent.get(child) ?? []);
        // Content belongs to one tag.
        byContent.delete(child);
        continue;
      }
      const branch = place(child);
      if (hasText(branch) || isCell(branch.role)) placed.push(branch);
    }
    return { role, children: placed };
  };
  return tags ? place(tags) : { role: "Root", children: [] };
}

/** Tags that go on with their next item, row or block on the next page. */
const GOES_ON: ReadonlySet<string> = new Set([
  "Root",
  "Document",
  "Part",
  "Art",
  "Sect",
  "Div",
  "NonStruct",
  "L",
  "Table",
  "TBody",
]);

/** Joins the tags of all pages. What the end of a page cuts, such as a list or a sentence, becomes one again. */
export function joinPages(pages: readonly Branch[]): Branch {
  const whole: Branch = { role: "Root", children: [] };
  for (const page of pages) addTo(whole, page.children);
  return whole;
}

function addTo(branch: Branch, children: readonly (Branch | Fragment)[]): void {
  const [first, ...rest] = children;
  const last = branch.children.at(-1);
  if (first && last && isBranch(first) && isBranch(last) && isSplit(last, first)) addTo(last, first.children);
  else if (first) branch.children.push(first);
  append(branch.children, rest);
}

function isSplit(last: Branch, first: Branch): boolean {
  if (last.role !== first.role) return false;
  if (GOES_ON.has(last.role)) return true;
  if (last.role === "LI") return hasLabel(last) && !hasLabel(first);
  if (last.role === "LBody") return true;
  if (last.role !== "P") return false;
  const [before] = linesIn(fragmentsIn(last)).slice(-1);
  const [after] = linesIn(fragmentsIn(first));
  return joinCut(plainText(before ? [before] : []), plainText(after ? [after] : [])) !== null;
}

const hasLabel = ({ children }: Branch) =>
  children.some((child) => isBranch(child) && child.role === "Lbl" && hasText(child));
