/** The parts of an `s3://` address. */
export interface S3Address {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const YES = new Set(["1", "on", "true", "yes"]);
const NO = new Set(["0", "off", "false", "no"]);
const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/;

/**
 * Parses `s3://KEY:SECRET@HOST:PORT/BUCKET?region=&tls=`; null for anything else. KEY and SECRET are
 * percent-decoded. Without `tls` the connection is encrypted unless the store is on this machine.
 */
export function parseS3Address(value: string): S3Address | null {
  let url: URL;
  let [accessKeyId, secretAccessKey, bucket] = ["", "", ""];
  try {
    url = new URL(value);
    accessKeyId = decodeURIComponent(url.username);
    secretAccessKey = decodeURIComponent(url.password);
    bucket = decodeURIComponent(url.pathname.slice(1).replace(/\/$/, ""));
  } catch {
    return null;
  }
  const tls = url.searchParams.get("tls") ?? "";
  const isKnown = tls === "" || YES.has(tls) || NO.has(tls);
  const isComplete = url.hostname !== "" && accessKeyId !== "" && secretAccessKey !== "";
  if (url.protocol !== "s3:" || !isKnown || !isComplete || !/^[a-z0-9][a-z0-9.-]{1,62}$/.test(bucket))
    return null;
  const isSealed = tls === "" ? !LOOPBACK.test(url.hostname) : YES.has(tls);
  return {
    endpoint: `${isSealed ? "https" : "http"}://${url.host}`,
    region: url.searchParams.get("region") || "us-east-1",
    bucket,
    accessKeyId,
    secretAccessKey,
  };
}
