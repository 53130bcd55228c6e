import { SaxesParser, type SaxesTagPlain } from "saxes";

/** An element of a converted document. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (Element | string)[];
}

/** Nesting beyond which elements are added to the one around them. */
const DEEPEST = 60;

/** Parses the markup that the converter writes, which is well-formed. Throws on anything else. */
export function parseElements(markup: string): Element {
  const root: Element = { name: "document", attributes: {}, children: [] };
  const open: Element[] = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag: SaxesTagPlain) => {
    const element: Element = { name: tag.name, attributes: tag.attributes, children: [] };
    const around = open.at(-1) ?? root;
    around.children.push(element);
    open.push(open.length < DEEPEST ? element : around);
  });
  parser.on("closetag", () => {
    if (open.length > 1) open.pop();
  });
  parser.on("text", (text) => {
    open.at(-1)?.children.push(text);
  });
  parser.write(`<body>${markup}</body>`).close();
  const [body] = root.children.filter(isElement);
  return body ?? root;
}

export function isElement(child: Element | string): child is Element {
  return typeof child !== "string";
}

/** Returns the text in an element, with line breaks as spaces. */
export function textOf(node: Element | string): string {
  if (!isElement(node)) return node;
  if (node.name === "br") return " ";
  return node.children.map(textOf).join("");
}
