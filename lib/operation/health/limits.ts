import { HEALTH_DEFAULTS, type HealthLimits, parseHealthLimits } from "@/lib/core/health-limits";
import { env } from "@/lib/env";

/** From where on something is a fault, by the configuration. */
export function healthLimits(): HealthLimits {
  const { HEALTH_LIMITS } = env();
  return (HEALTH_LIMITS && parseHealthLimits(HEALTH_LIMITS)) || HEALTH_DEFAULTS;
}
