import { z } from "zod";
import { HEALTH_LIMITS_ALLOWED, parseHealthLimits } from "./core/health-limits";
import { parseUrl } from "./core/url";

/** Checks whether a host name is loopback: the whole name must match, not only its beginning. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" || hostname === "[::1]" || hostname === "::1" || IPV4_LOOPBACK.test(hostname)
  );
}

const IPV4_LOOPBACK = /^127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

const url = (protocols: string[], what: string) =>
  z.string().refine((value) => {
    try {
      return protocols.includes(new URL(value).protocol);
    } catch {
      return false;
    }
  }, what);

const text = (max: number) => z.string().max(max, `at most ${max} characters`);

const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: `a whole number from ${min} to ${max}` })
    .int(`a whole number from ${min} to ${max}`)
    .min(min, `a whole number from ${min} to ${max}`)
    .max(max, `a whole number from ${min} to ${max}`);

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;

/** Every variable of the environment (`docs/operations.md`), its limits, and its value if it is not set. */
export const EnvSchema = z
  .object({
    NODE_ENV: z
      .enum(["production", "development", "test"], { error: "production, development or test" })
      .default("production"),
    PORT: whole(1, 65_535).default(3000),
    APP_URL: url(["http:", "https:"], "an http or https address").optional(),
    HOST: text(255).default("127.0.0.1"),
    DATA_DIR: text(4096).default(".data"),
    DATABASE_URL: url(
      ["postgres:", "postgresql:"],
      "an address such as postgres://USER:PASSWORD@HOST:5432/NAME",
    ),
    AUTH_SECRET: z.string().min(32, "at least 32 characters").max(1024, "at most 1024 characters"),
    SMTP_URL: url(["smtp:", "smtps:"], "an address such as smtp://USER:PASSWORD@HOST:587").optional(),
    MAIL_FROM: text(320)
      .regex(/^(?:[^<>\r\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/, "a mail address, also as NAME <ADDRESS>")
      .default("octopus@localhost"),
    /** Mails to it, with a code after a plus sign, are replies (`lib/inbound-mail`). With the code its local part has at most 64 characters. */
    REPLY_ADDRESS: z
      .string()
      .regex(
        /^[a-z0-9._-]{1,11}@[a-z0-9.-]+$/,
        "a mail address in lower case, with at most 11 characters before the @",
      )
      .optional(),
    /** The mailbox of `REPLY_ADDRESS`. */
    IMAP_URL: url(["imap:", "imaps:"], "an address such as imaps://USER:PASSWORD@HOST:993/INBOX").optional(),
    /** Allows a mail server to post mails to `/api/inbound-mail`. */
    INBOUND_MAIL_SECRET: z
      .string()
      .min(32, "at least 32 characters")
      .max(1024, "at most 1024 characters")
      .optional(),
    STORAGE_URL: url(["s3:", "file:"], "s3://KEY:SECRET@HOST:PORT/BUCKET?region=&tls=").optional(),
    /** If it is not set, administrators choose it in the settings of the site. */
    REGISTRATION: z.enum(["open", "approval", "closed"], { error: "open, approval or closed" }).optional(),
    POST_APPROVAL: z
      .enum(["moderator", "second-person"], { error: "moderator or second-person" })
      .default("moderator"),
    LINK_CHECK: z.enum(["on", "off"], { error: "on or off" }).default("off"),
    /** `local`, for tests: pages on this machine can be read too. */
    SOURCE_LOOKUP: z.enum(["on", "off", "local"], { error: "on or off" }).default("off"),
    /** Whether public events are sent to organisations. `local`, for tests: also to this machine, without TLS. */
    WEBHOOKS: z.enum(["on", "off", "local"], { error: "on or off" }).default("off"),
    /** Whether members can see notifications in their browsers (web push). `local`, for tests: services on this machine. */
    WEB_PUSH: z.enum(["on", "off", "local"], { error: "on or off" }).default("off"),
    MAX_UPLOAD_MB: whole(1, 102_400).default(512),
    OIDC_ISSUER: url(["http:", "https:"], "an http or https address").optional(),
    OIDC_CLIENT_ID: text(255).optional(),
    OIDC_CLIENT_SECRET: text(1024).optional(),
    OIDC_NAME: text(80).default("Single sign-on"),
    ADMIN_EMAIL: z
      .string()
      .regex(/^[^\s@]+@[^\s@]+$/, "a mail address")
      .default("admin@localhost"),
    /** Recipient of alerts about the site's health, instead of its administrators. */
    HEALTH_MAIL: z
      .string()
      .regex(/^[^\s@]+@[^\s@]+$/, "a mail address")
      .optional(),
    /** Limits from which a measured value counts as a fault (`lib/core/health-limits.ts`). */
    HEALTH_LIMITS: z
      .string()
      .refine((given) => parseHealthLimits(given) !== null, HEALTH_LIMITS_ALLOWED)
      .optional(),
    RATE_LIMITS: z.enum(["on", "off"], { error: "on or off" }).default("on"),
    DATABASE_POOL: whole(4, 200).default(10),
    CDN_SECONDS: whole(0, 30).default(0),
    /** Encrypts backups, and opens them again. */
    OCTOPUS_BACKUP_PASSPHRASE: z
      .string()
      .min(12, "at least 12 characters")
      .max(1024, "at most 1024 characters")
      .optional(),
    CLAMD_URL: url(["tcp:", "unix:"], "an address such as tcp://HOST:3310").optional(),
    LOG_LEVEL: z.enum(LEVELS, { error: LEVELS.join(", ") }).default("info"),
  })
  .superRefine((env, ctx) => {
    // This also runs if `APP_URL` was refused above, so the address may be invalid.
    const app = env.APP_URL ? parseUrl(env.APP_URL) : null;
    if (env.RATE_LIMITS === "off" && app && !isLoopback(app.hostname)) {
      ctx.addIssue({
        code: "custom",
        path: ["RATE_LIMITS"],
        message: "on, unless APP_URL is a loopback address",
      });
    }
    for (const name of ["SOURCE_LOOKUP", "WEBHOOKS", "WEB_PUSH"] as const)
      if (env[name] === "local" && app && !isLoopback(app.hostname)) {
        ctx.addIssue({
          code: "custom",
          path: [name],
          message: "on or off, unless APP_URL is a loopback address",
        });
      }
    if ((env.IMAP_URL ?? env.INBOUND_MAIL_SECRET) !== undefined && env.REPLY_ADDRESS === undefined) {
      ctx.addIssue({
        code: "custom",
        path: ["REPLY_ADDRESS"],
        message: "the address of the mailbox, since IMAP_URL or INBOUND_MAIL_SECRET is set",
      });
    }
    if (env.OIDC_ISSUER && !(env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET)) {
      ctx.addIssue({
        code: "custom",
        path: [env.OIDC_CLIENT_ID ? "OIDC_CLIENT_SECRET" : "OIDC_CLIENT_ID"],
        message: "as the provider of OIDC_ISSUER gave it",
      });
    }
  })
  .transform((env) => ({ ...env, APP_URL: new URL(env.APP_URL ?? `http://localhost:${env.PORT}`).origin }));

export type Env = z.infer<typeof EnvSchema>;

/**
 * Reads an environment. Throws a one-line `Error` with the variable and its allowed values, never the given
 * value, which may be a password.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = EnvSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? "environment");
  const missing = name in EnvSchema.in.shape && !(name in set);
  throw new Error(
    missing
      ? `${name} is not set${issue?.code === "custom" ? `; allowed: ${issue.message}` : ""}`
      : `${name} has a value that is not allowed; allowed: ${issue?.message}`,
  );
}

const KEY = Symbol.for("octopus.env");
const shared = globalThis as { [KEY]?: Env };

/** Returns the environment of this process, which is read once. Throws as `parseEnv` does. */
export function env(): Env {
  shared[KEY] ??= parseEnv(process.env);
  return shared[KEY];
}

/** Returns the site's own origins. If `APP_URL` is not set, the loopback names at the same port count too. */
export function siteOrigins(from: Env = env()): ReadonlySet<string> {
  const origins = new Set([from.APP_URL]);
  const app = new URL(from.APP_URL);
  if (!process.env.APP_URL && app.hostname === "localhost") {
    origins.add(`http://127.0.0.1:${from.PORT}`);
    origins.add(`http://[::1]:${from.PORT}`);
  }
  return origins;
}
