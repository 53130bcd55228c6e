/** Facts about the filters of what members write. They contain no words. */
export interface FilterFacts {
  "filter.made": { filterId: string };
  /** `isRetest`: its conditions changed, so it has to be tested again. */
  "filter.changed": { filterId: string; isRetest: boolean };
  "filter.staged": { filterId: string; from: string; to: string };
  "filter.tested": { filterId: string; read: number; caught: number };
  "filter.removed": { filterId: string };
  /** It caught too much within a day of its change, and only logs now. */
  "filter.braked": { filterId: string; from: string; caught: number; sent: number };
}
