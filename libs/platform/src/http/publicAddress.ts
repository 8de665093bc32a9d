import ipaddr from 'ipaddr.js';

/** Public by its range, yet reachable only from inside a cloud: Azure's platform address (RELIABILITY 4.5). */
const DENIED = new Set(['168.63.129.16']);

/**
 * Is this a place on the open internet? Private, loopback, link-local (cloud metadata), carrier-grade NAT, unique-local,
 * NAT64, 6to4, multicast, reserved and unspecified addresses are not; IPv4 inside IPv6 is judged as the IPv4 it is.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && !DENIED.has(parsed.toString());
}
