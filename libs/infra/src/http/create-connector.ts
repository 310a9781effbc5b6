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

  // While `connect` runs, which asks at once; what is gone by then would be looked up, and checked, anew.
  const found = new Map<string, LookupAddress[]>();
  const lookup: LookupFunction = (host, options, done) => {
    const addresses = found.get(host);
    if (!addresses) guard.lookup(host, options, done);
    // Later: a socket that fails at once, for want of a route, would fail before anybody listens, and end the process.
    else if (options.all) process.nextTick(done, null, addresses);
    else process.nextTick(done, null, addresses[0]!.address, addresses[0]!.family);
  };
  const connect = buildConnector({ timeout: timeoutMs, secureContext, lookup });
  return (target, done) => {
    const { hostname } = target;
    // An address written as digits is connected to without a lookup.
    const reason = guard.checkHost(hostname);
    if (reason) return done(new AddressRefused(reason), null);
    if (isIP(hostname)) return connect(target, done);
    lookUp(guard, { hostname, timeoutMs }).then(
      (addresses) => {
        found.set(hostname, addresses);
        try {
          connect(target, done);
        } finally {
          found.delete(hostname);
        }
      },
    ).catch((error: Error) => done(error, null));
  };
}

/** The checked addresses of a name; whoever waits does not wait for longer than for a connection. */
async function lookUp(guard: AddressGuard, { hostname, timeoutMs }: { hostname: string; timeoutMs: number }): Promise<LookupAddress[]> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${hostname} was not found within ${timeoutMs} ms`)), timeoutMs);
  });
  const addresses = new Promise<LookupAddress[]>((resolve, reject) => {
    guard.lookup(hostname, { all: true }, (error, answer) => (error ? reject(error) : resolve(answer as LookupAddress[])));
  });
  return Promise.race([addresses, tooLate]).finally(() => clearTimeout(timer));
}
