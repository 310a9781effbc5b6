import { lookup, Resolver } from 'node:dns/promises';
import { Turns } from '@app/core';

export type ResolvedAddress = { address: string; family: number };
export type Resolve = (host: string) => Promise<ResolvedAddress[]>;

/** A name server that gives no answer is asked twice. */
const SERVER = { timeout: 2_000, tries: 2 };
const NO_ANSWER = 'ETIMEOUT';
/** One that is away may have moved: which one to ask is read anew then, at most so often. */
const AWAY = [NO_ANSWER, 'ECONNREFUSED'];
const ANEW_EVERY_MS = 5_000;
/** A lookup by the system takes one of the process's four threads, for as long as it likes. */
const MOST_BY_SYSTEM = 2;
const MOST_WAITING = 1_000;

interface Ways {
  /** Asks the name server that the system names now. */
  newServer: () => { resolve4(host: string): Promise<string[]>; resolve6(host: string): Promise<string[]> };
  bySystem: Resolve;
}

/**
 * Looks up the names of customers' servers, each once at a time however many calls wait for it. The name server is asked
 * first, without a thread of the process: names that hang would take all of them, and calls that wait for a thread stay in
 * memory long after their time is over. What it does not know is left to the system, with its hosts file and its search
 * list; names without a dot are known to it alone.
 */
export function createResolve({ newServer, bySystem }: Ways = { newServer: () => new Resolver(SERVER), bySystem: (host) => lookup(host, { all: true }) }): Resolve {
  let server = newServer();
  let madeAtMs = performance.now();
  const running = new Map<string, Promise<ResolvedAddress[]>>();
  const systemTurns = new Turns({ atOnce: MOST_BY_SYSTEM, mostWaiting: MOST_WAITING });

  const findServerAnew = (): void => {
    if (performance.now() - madeAtMs <= ANEW_EVERY_MS) return;
    server = newServer();
    madeAtMs = performance.now();
  };
  const askSystem = async (host: string): Promise<ResolvedAddress[]> => {
    const found = await systemTurns.inTurn(() => bySystem(host));
    if (!found) throw new Error(`${host} was not looked up: too many names are being looked up`);
    return found;
  };
  const resolve = async (host: string): Promise<ResolvedAddress[]> => {
    if (!host.includes('.')) return askSystem(host);
    const [v4, v6] = await Promise.allSettled([server.resolve4(host), server.resolve6(host)]);
    const found = [...addressesOf(v4, 4), ...addressesOf(v6, 6)];
    if (found.length > 0) return found;
    const codes = [codeOf(v4), codeOf(v6)];
    if (codes.some((code) => AWAY.includes(code))) findServerAnew();
    if (codes.includes(NO_ANSWER)) throw new Error(`the name server gave no answer for ${host}`);
    return askSystem(host);
  };

  return (host) => {
    const known = running.get(host);
    if (known) return known;
    const found = resolve(host).finally(() => running.delete(host));
    running.set(host, found);
    return found;
  };
}

function addressesOf(answer: PromiseSettledResult<string[]>, family: number): ResolvedAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}

/** Empty for an answer. */
function codeOf(answer: PromiseSettledResult<string[]>): string {
  return answer.status === 'rejected' ? ((answer.reason as NodeJS.ErrnoException).code ?? '') : '';
}
