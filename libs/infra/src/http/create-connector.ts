import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { createSecureContext } from 'node:tls';
import { buildConnector } from 'undici';
import { type AddressGuard, AddressRefused } from './address-guard.js';

/**
 * How an HTTP client makes a connection. With a guard it connects to the very address that was checked, and a name is looked
 * up before there is a socket for it: one that leads nowhere should not cost a TLS socket for each try.
 */
export function createConnector({ guard, timeoutMs }: { guard: AddressGuard | undefined; timeoutMs: number }): buildConnector.connector {
  // One for all connections: each would make its own, which takes more time and memory than all else of a connection.
  const secureContext = createSecureContext();
  if (!guard) return buildConnector({ timeout: timeoutMs, secureContext });

  // While `connect` runs. It asks at once; an answer that is gone by then would be looked up, and checked, anew.
  const found = new Map<string, LookupAddress[]>();
  const lookup: LookupFunction = (host, options, done) => {
    const addresses = found.get(host);
    if (!addresses) guard.lookup(host, options, done);
    else if (options.all) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  };
  const connect = buildConnector({ timeout: timeoutMs, secureContext, lookup });
  return (target, done) => {
    const { hostname } = target;
    // An address written as digits is connected to without a lookup.
    const reason = guard.checkHost(hostname);
    if (reason) return done(new AddressRefused(reason), null);
    if (isIP(hostname)) return connect(target, done);
    guard.lookup(hostname, { all: true }, (error, addresses) => {
      if (error) return done(error, null);
      found.set(hostname, addresses as LookupAddress[]);
      connect(target, done);
      found.delete(hostname);
    });
  };
}
