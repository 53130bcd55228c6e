/** Where pages of a kind are: at `/area/slug`, or `/area/folder/slug` if the area has pages of another sort as well. */
export interface PageAddress {
  area: string;
  folder?: string;
}

/** Returns the address of a page without language. */
export const pageAddress = (of: PageAddress, slug: string): string => `${rootOf(of)}${slug}`;

/** Returns what the addresses of a kind's pages begin with, up to the last slash. */
export const rootOf = ({ area, folder }: PageAddress): string =>
  folder === undefined ? `/${area}/` : `/${area}/${folder}/`;
