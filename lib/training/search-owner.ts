/** Whose a material's entries are in the search index: its own, and those of the texts inside its files. */
export const ownerOf = (id: string) => `material:${id}`;
export const fileOwnerOf = (id: string) => `material-files:${id}`;

/** The material whose entries these are; null when they are not a material's. */
export function materialOf(owner: string): string | null {
  return /^material(?:-files)?:(.+)$/.exec(owner)?.[1] ?? null;
}
