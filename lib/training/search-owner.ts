/** Owners of a material's entries in the index: its own, and those of its files. */
export const ownerOf = (id: string) => `material:${id}`;
export const fileOwnerOf = (id: string) => `material-files:${id}`;

/** Finds the material of an owner of entries; null for other owners. */
export function materialOf(owner: string): string | null {
  return /^material(?:-files)?:(.+)$/.exec(owner)?.[1] ?? null;
}
