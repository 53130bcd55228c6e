import type { ReactNode } from "react";

/**
 * Returns the tags for the parts of a citation that are not plain words: the address, and the date of
 * reading, which a script fills in.
 */
export function lineTags(address: string) {
  return {
    url: () => <bdi dir="ltr">{`<${address}>`}</bdi>,
    read: (words: ReactNode) => <span data-today="">{words}</span>,
  };
}
