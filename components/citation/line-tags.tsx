import type { ReactNode } from "react";

/** The parts of a citation in words that are no words: the address, and the day of reading, which scripts fill in. */
export function lineTags(address: string) {
  return {
    url: () => <bdi dir="ltr">{`<${address}>`}</bdi>,
    read: (words: ReactNode) => <span data-today="">{words}</span>,
  };
}
