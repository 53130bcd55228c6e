/** How much of something waits for a decision, and since when the oldest of it does; null where nothing waits. */
export interface Waiting {
  count: number;
  oldest: Date | null;
}

/** Parts of a queue as one. */
export function sumWaiting(parts: readonly Waiting[]): Waiting {
  const oldest = parts.flatMap((part) => (part.oldest ? [part.oldest.getTime()] : []));
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    oldest: oldest.length > 0 ? new Date(Math.min(...oldest)) : null,
  };
}
