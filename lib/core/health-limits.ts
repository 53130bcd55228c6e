/** Default thresholds of the health checks, in minutes, counts (per hour for saves) or gigabytes. */
export const HEALTH_DEFAULTS = {
  "search-lag": 30,
  "scan-backlog": 30,
  "failed-saves": 20,
  "failed-jobs": 10,
  "late-jobs": 60,
  "failed-mails": 5,
  "disk-gb": 1,
} as const satisfies Record<string, number>;

export type HealthLimits = Record<keyof typeof HEALTH_DEFAULTS, number>;

export const HEALTH_LIMITS_ALLOWED = `a list such as search-lag=30,disk-gb=1 of ${Object.keys(HEALTH_DEFAULTS).join(", ")}, each with a whole number from 0 to 100000`;

/** Parses `name=number` pairs; returns null for invalid text. Names that are not given keep their default. */
export function parseHealthLimits(text: string): HealthLimits | null {
  const limits: HealthLimits = { ...HEALTH_DEFAULTS };
  for (const pair of text.split(",")) {
    const [, name = "", number = ""] = /^\s*([a-z-]+)\s*=\s*(\d{1,6})\s*$/.exec(pair) ?? [];
    if (!Object.hasOwn(HEALTH_DEFAULTS, name) || Number(number) > 100_000) return null;
    limits[name as keyof HealthLimits] = Number(number);
  }
  return limits;
}
