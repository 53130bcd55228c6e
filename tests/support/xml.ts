import { SaxesParser } from "saxes";

/** Returns the element names of an XML document, each once, and the addresses in it. Throws if it is invalid. */
export function readXml(text: string): { names: string[]; addresses: string[]; text: string } {
  const parser = new SaxesParser();
  const names = new Set<string>();
  const addresses: string[] = [];
  let inner = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    names.add(name);
    for (const key of ["href", "src", "Target"]) if (attributes[key]) addresses.push(String(attributes[key]));
  });
  parser.on("text", (read) => {
    inner += read;
  });
  parser.write(text).close();
  return { names: [...names].sort(), addresses, text: inner };
}
