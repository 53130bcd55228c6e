import { BlockList, isIP } from "node:net";

/** Networks that are not public: the site sends no request there (RFC 6890 and its registries). */
const CLOSED = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8] as const,
  ["10.0.0.0", 8] as const,
  ["100.64.0.0", 10] as const,
  ["127.0.0.0", 8] as const,
  ["169.254.0.0", 16] as const,
  ["172.16.0.0", 12] as const,
  ["192.0.0.0", 24] as const,
  ["192.0.2.0", 24] as const,
  ["192.31.196.0", 24] as const,
  ["192.52.193.0", 24] as const,
  ["192.88.99.0", 24] as const,
  ["192.168.0.0", 16] as const,
  ["192.175.48.0", 24] as const,
  ["198.18.0.0", 15] as const,
  ["198.51.100.0", 24] as const,
  ["203.0.113.0", 24] as const,
  ["224.0.0.0", 4] as const,
  ["240.0.0.0", 4] as const,
])
  CLOSED.addSubnet(net, bits, "ipv4");

/** In IPv6 only the global unicast range is public, without ranges for tunnels and documentation. */
const OPEN_V6 = new BlockList();
OPEN_V6.addSubnet("2000::", 3, "ipv6");
const CLOSED_V6 = new BlockList();
for (const [net, bits] of [
  ["2001::", 23] as const,
  ["2001:db8::", 32] as const,
  ["2002::", 16] as const,
  ["3fff::", 20] as const,
])
  CLOSED_V6.addSubnet(net, bits, "ipv6");

/** Checks whether a network address is public: not this machine, its network, or a tunnel to one. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !CLOSED.check(address, "ipv4");
  return family === 6 && OPEN_V6.check(address, "ipv6") && !CLOSED_V6.check(address, "ipv6");
}
