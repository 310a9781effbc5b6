import { isIP, type LookupFunction } from 'node:net';
import { refusedKind } from './public-address.js';
import { createResolve, type Resolve, type ResolvedAddress } from './resolve-name.js';

/** Keeps calls to URLs that customers gave us away from our own network. */
export interface AddressGuard {
  /**
   * Why this URL is not called, in words for the customer; undefined when nothing speaks against it. Looks
   * at the URL only: where its name leads is checked when a connection is made.
   */
  checkUrl(url: string): string | undefined;
  /** The same for a host as it stands in a URL, without the brackets of IPv6. */
  checkHost(host: string): string | undefined;
  /** For `net.connect`: resolves a name and gives the addresses that were checked, or the error AddressRefused. */
  lookup: LookupFunction;
}

export interface AddressGuardOptions {
  /** Lets calls go to this machine and to private networks; never to link-local or metadata addresses. */
  allowPrivate: boolean;
  /** One of its own when it is left out. */
  resolve?: Resolve;
}

export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

export function createAddressGuard({ allowPrivate, resolve = createResolve() }: AddressGuardOptions): AddressGuard {
  const checkHost = (host: string): string | undefined => {
    const localKind = LOCAL_NAME.test(host) && !allowPrivate ? 'this machine' : undefined;
    const kind = isIP(host) ? refusedKind(host, allowPrivate) : localKind;
    return kind && `${host} is not a public address (${kind})`;
  };

  return {
    checkHost,
    checkUrl: (url) => checkUrl(url, checkHost),
    lookup: (host, options, done) => {
      resolveChecked(host, options.family, allowPrivate, resolve).then(
        (addresses) => {
          if (options.all) done(null, addresses);
          else done(null, addresses[0]!.address, addresses[0]!.family);
        },
        (error: Error) => done(error, '', 0),
      );
    },
  };
}

const LOCAL_NAME = /(?:^|\.)localhost\.?$/i;

/** The WHATWG parser has turned `0x7f.1`, `2130706433` and the like into `127.0.0.1` by then. */
function checkUrl(url: string, checkHost: AddressGuard['checkHost']): string | undefined {
  if (!URL.canParse(url)) return 'The URL is not valid';

  const { protocol, username, password, port, hostname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return 'The URL has to begin with https:// or http://';
  if (username || password) return 'The URL must not hold a user name or password';
  if (port === '0') return 'Port 0 can not be called';
  return checkHost(hostname.replace(/^\[|\]$/g, ''));
}

/**
 * One refused address refuses the name: an honest name has no private address beside its public ones. The
 * error does not tell the address, which may come from our own network's name server.
 */
async function resolveChecked(
  host: string,
  family: unknown,
  allowPrivate: boolean,
  resolve: Resolve,
): Promise<ResolvedAddress[]> {
  const resolved = await resolve(host);
  for (const { address } of resolved) {
    const kind = refusedKind(address, allowPrivate);
    if (kind) throw new AddressRefused(`${host} does not lead to a public address (${kind})`);
  }

  const wanted = resolved.filter((one) => (family !== 4 && family !== 6) || one.family === family);
  if (wanted.length === 0) throw new AddressRefused(`${host} has no address`);
  return wanted;
}
