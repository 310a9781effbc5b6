import ipaddr from 'ipaddr.js';

/** Ranges of our own networks, opened by the `allowPrivate` setting for development and closed networks. */
const PRIVATE_RANGES: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Clouds hand out machine credentials here; no setting opens these (AWS, Alibaba, Google and Azure, whose one is a public
 * address by its number). The IPv4 one of most clouds is link-local.
 */
const METADATA_ADDRESSES: ReadonlySet<string> = new Set(['fd00:ec2::254', '100.100.100.200', 'fd20:ce::254', '168.63.129.16']);

/** The only part of IPv6 that is given out; what lies outside of it can lead to IPv4 or nowhere known. */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

const RANGE_WORDS: Readonly<Record<string, string>> = {
  loopback: 'this machine',
  private: 'a private network',
  uniqueLocal: 'a private network',
  carrierGradeNat: 'a carrier network',
  linkLocal: 'the local link',
  unspecified: 'no machine',
  ipv4Mapped: 'an IPv4 address inside IPv6',
  rfc6052: 'an IPv4 address inside IPv6',
  rfc6145: 'an IPv4 address inside IPv6',
  '6to4': 'an IPv4 address inside IPv6',
  teredo: 'an IPv4 address inside IPv6',
};

/**
 * What an IP address is, in words, when no connection may go to it; undefined for a public unicast address.
 * An allow list: what no registry calls public is refused, addresses that carry an IPv4 address inside
 * among them.
 */
export function refusedKind(address: string, allowPrivate: boolean): string | undefined {
  if (!ipaddr.isValid(address)) return 'no IP address';

  const parsed = ipaddr.parse(address);
  if (METADATA_ADDRESSES.has(parsed.toString())) return 'a metadata service';

  const range: string = parsed.range();
  if (range === 'unicast' && isGlobal(parsed)) return undefined;
  if (allowPrivate && PRIVATE_RANGES.has(range)) return undefined;
  return RANGE_WORDS[range] ?? 'a reserved range';
}

function isGlobal(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST_V6);
}
