import type { StructTreeNode } from "pdfjs-dist/types/src/display/api";

/** Nesting beyond which tags are left out; the PDF reader has such a limit too. */
const DEEPEST = 60;

/** A tag of a tagged PDF, with what is in it: other tags, and ids of marked content. */
export interface Tagged {
  role: string;
  children: (Tagged | string)[];
}

/** Copies the tags of a page. */
export function readTags(node: StructTreeNode, depth = 0): Tagged {
  const children: Tagged["children"] = [];
  if (depth < DEEPEST)
    for (const child of node.children) {
      if ("children" in child) children.push(readTags(child, depth + 1));
      else if (child.type === "content") children.push(child.id);
    }
  return { role: node.role, children };
}
