import { HEALTH_DEFAULTS, type HealthLimits, parseHealthLimits } from "@/lib/core/health-limits";
import { env } from "@/lib/env";

/** Returns the configured thresholds of the health checks. */
export function healthLimits(): HealthLimits {
  const { HEALTH_LIMITS } = env();
  return (HEALTH_LIMITS && parseHealthLimits(HEALTH_LIMITS)) || HEALTH_DEFAULTS;
}
