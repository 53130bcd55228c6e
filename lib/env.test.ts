import { describe, expect, it } from "vitest";
import { EnvSchema, parseEnv, siteOrigins } from "./env";

const GOOD = { DATABASE_URL: "postgres://app@127.0.0.1/octopus", AUTH_SECRET: "x".repeat(32) };

/** A value that each variable refuses. */
const BAD: Record<string, string> = {
  NODE_ENV: "staging",
  PORT: "70000",
  APP_URL: "community.example.org",
  HOST: "x".repeat(256),
  DATA_DIR: "x".repeat(5000),
  DATABASE_URL: "mysql://app@127.0.0.1/octopus",
  AUTH_SECRET: "short",
  SMTP_URL: "mail.example.org",
  MAIL_FROM: "x",
  STORAGE_URL: "ftp://files",
  REGISTRATION: "sometimes",
  POST_APPROVAL: "nobody",
  REPLY_ADDRESS: "replies-by-mail@example.org",
  IMAP_URL: "mail.example.org",
  INBOUND_MAIL_SECRET: "short",
  LINK_CHECK: "weekly",
  SOURCE_LOOKUP: "weekly",
  WEBHOOKS: "always",
  WEB_PUSH: "always",
  MAX_UPLOAD_MB: "0",
  OIDC_ISSUER: "id.example.org",
  OIDC_CLIENT_ID: "x".repeat(256),
  OIDC_CLIENT_SECRET: "x".repeat(1025),
  OIDC_NAME: "x".repeat(81),
  ADMIN_EMAIL: "nobody",
  HEALTH_MAIL: "nobody",
  HEALTH_LIMITS: "disk-gb=much",
  RATE_LIMITS: "few",
  DATABASE_POOL: "3",
  CDN_SECONDS: "31",
  OCTOPUS_BACKUP_PASSPHRASE: "short",
  CLAMD_URL: "http://scanner",
  LOG_LEVEL: "loud",
};

describe("the environment", () => {
  it("is tried with a bad value of every variable", () => {
    expect(Object.keys(BAD).sort()).toEqual(Object.keys(EnvSchema.in.shape).sort());
  });

  it.each(Object.entries(BAD))(
    "refuses a bad %s in one line that names it and not the value",
    (name, bad) => {
      let said = "";
      try {
        parseEnv({ ...GOOD, [name]: bad });
      } catch (error) {
        said = String((error as Error).message);
      }
      expect(said).toMatch(new RegExp(`^${name} has a value that is not allowed; allowed: [^\\n]+$`));
      expect(said, "in our words").not.toMatch(/expected|invalid/i);
      if (bad.length > 5) expect(said).not.toContain(bad);
    },
  );

  it("names variables that belong together and missing ones", () => {
    const provider = { ...GOOD, OIDC_ISSUER: "https://id.example.org" };
    expect(() => parseEnv(provider)).toThrow(/^OIDC_CLIENT_ID is not set; allowed: as the provider/);
    expect(() => parseEnv({ ...provider, OIDC_CLIENT_ID: "octopus" })).toThrow(
      /^OIDC_CLIENT_SECRET is not set/,
    );
    expect(() => parseEnv({ AUTH_SECRET: GOOD.AUTH_SECRET })).toThrow("DATABASE_URL is not set");
    expect(() => parseEnv({ ...GOOD, IMAP_URL: "imaps://u:p@mail.example.org" })).toThrow(
      /^REPLY_ADDRESS is not set/,
    );
    const open = { ...GOOD, RATE_LIMITS: "off" };
    expect(() => parseEnv({ ...open, APP_URL: "https://community.example.org" })).toThrow(/^RATE_LIMITS has/);
    for (const name of ["127.evil.example", "127.0.0.1.evil.example", "localhost.evil.example"])
      expect(() => parseEnv({ ...open, APP_URL: `http://${name}:3000` })).toThrow(/^RATE_LIMITS has/);
    const local = { ...GOOD, SOURCE_LOOKUP: "local" };
    expect(() => parseEnv({ ...local, APP_URL: "https://community.example.org" })).toThrow(
      /^SOURCE_LOOKUP has/,
    );
    expect(parseEnv({ ...local, APP_URL: "http://localhost:3000" }).SOURCE_LOOKUP).toBe("local");
    for (const name of ["[::1]", "127.0.0.1", "127.255.0.9", "localhost"])
      expect(parseEnv({ ...open, APP_URL: `http://${name}:3000` }).RATE_LIMITS).toBe("off");
  });

  it("counts an empty value as unset, and keeps of APP_URL its origin", () => {
    expect(parseEnv({ ...GOOD, PORT: "", APP_URL: "https://community.example.org/path/" })).toMatchObject({
      PORT: 3000,
      APP_URL: "https://community.example.org",
    });
    expect([...siteOrigins(parseEnv({ ...GOOD, PORT: "4000" }))].sort()).toEqual([
      "http://127.0.0.1:4000",
      "http://[::1]:4000",
      "http://localhost:4000",
    ]);
  });
});
