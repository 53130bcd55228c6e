interface CleanupFact {
  memberId: string;
  cleanupId: string;
}

/** Facts about clean-ups. What each step changes is a fact of what it changed. */
export interface CleanupFacts {
  /** `steps`: how many contributions it concerns. */
  "cleanup.started": CleanupFact & { steps: number };
  "cleanup.done": CleanupFact;
  "cleanup.undo-started": CleanupFact;
  "cleanup.undone": CleanupFact;
}
