/** Who opens the pages of a group. */
export type Reader = "anyone" | "member" | "administrator";

export interface Address {
  /** The folder under app/[locale] that answers. */
  route: string;
  /** Address to open; the route itself unless it has parameters. `:self` is the reader's own handle. */
  path?: string;
  /** Default 200. */
  status?: number;
}

/** Addresses that one test opens, as one reader. */
export interface Group {
  name: string;
  reader: Reader;
  addresses: readonly Address[];
}
