import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createResolve, type Resolve } from './resolve-name.js';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** A name server and a system that answer what they are told, and write down what they were asked. */
class Names {
  readonly asked: string[] = [];
  /** What the name server answers; a name that is not here does not exist. */
  readonly server = new Map<string, string[] | Error>();
  readonly system = new Map<string, string>();
  private readonly held: (() => void)[] = [];
  holdsSystem = false;
  /** How often it was read which name server to ask. */
  serversRead = 0;
  readonly resolve: Resolve = createResolve({
    newServer: () => {
      this.serversRead++;
      return { resolve4: (host) => this.byServer(host, 4), resolve6: (host) => this.byServer(host, 6) };
    },
    bySystem: async (host) => {
      this.asked.push(`system ${host}`);
      if (this.holdsSystem) await new Promise<void>((resolve) => this.held.push(resolve));
      const address = this.system.get(host);
      if (!address) throw failure('ENOTFOUND');
      return [{ address, family: 4 }];
    },
  });

  async letGo(): Promise<void> {
    for (const go of this.held.splice(0)) go();
    await new Promise((resolve) => setImmediate(resolve));
  }

  private async byServer(host: string, family: number): Promise<string[]> {
    this.asked.push(`server ${host}`);
    const answer = this.server.get(host) ?? failure('ENOTFOUND');
    if (answer instanceof Error) throw answer;
    const found = answer.filter((address) => address.includes(':') === (family === 6));
    if (found.length === 0) throw failure('ENODATA');
    return found;
  }
}

describe('a name of a customer’s server', () => {
  it('is asked of the name server, for both kinds of addresses, and not of the system', async () => {
    const names = new Names();
    names.server.set('a.example', ['8.8.8.8', '2606:4700::1']);
    expect(await names.resolve('a.example')).toEqual([{ address: '8.8.8.8', family: 4 }, { address: '2606:4700::1', family: 6 }]);
    names.server.set('b.example', ['8.8.4.4']);
    expect(await names.resolve('b.example')).toEqual([{ address: '8.8.4.4', family: 4 }]);
    expect(names.asked.filter((what) => what.startsWith('system'))).toEqual([]);
  });

  it('is asked once while many calls wait for it, and anew by the next', async () => {
    const names = new Names();
    names.server.set('a.example', ['8.8.8.8']);
    const all = await Promise.all(Array.from({ length: 1_000 }, () => names.resolve('a.example')));
    expect(new Set(all.map(([found]) => found!.address))).toEqual(new Set(['8.8.8.8']));
    expect(names.asked).toHaveLength(2);
    names.server.set('a.example', ['8.8.4.4']);
    expect(await names.resolve('a.example')).toEqual([{ address: '8.8.4.4', family: 4 }]);
  });

  it.each(['ENOTFOUND', 'ESERVFAIL', 'ECONNREFUSED'])('is asked of the system where the name server says %s', async (code) => {
    const names = new Names();
    names.server.set('in-the-hosts.file', failure(code));
    names.system.set('in-the-hosts.file', '10.0.0.7');
    expect(await names.resolve('in-the-hosts.file')).toEqual([{ address: '10.0.0.7', family: 4 }]);
    await expect(names.resolve('nowhere.example')).rejects.toThrow('ENOTFOUND');
  });

  it('without a dot is asked of the system alone', async () => {
    const names = new Names();
    names.system.set('receiver', '10.0.0.7');
    await names.resolve('receiver');
    expect(names.asked).toEqual(['system receiver']);
  });

  it('whose name server gives no answer takes no thread', async () => {
    const names = new Names();
    names.server.set('hangs.example', failure('ETIMEOUT'));
    await expect(names.resolve('hangs.example')).rejects.toThrow('the name server gave no answer for hangs.example');
    expect(names.asked).not.toContain('system hangs.example');
  });

  describe('whose name server', () => {
    afterEach(() => {
      jest.useRealTimers();
    });

    it.each(['ETIMEOUT', 'ECONNREFUSED'])('is away (%s) is asked of the one that the system names by then, read anew every five seconds at most', async (code) => {
      jest.useFakeTimers();
      const names = new Names();
      names.server.set('a.example', failure(code));
      const fail = async (): Promise<void> => void (await names.resolve('a.example').catch(() => undefined));
      await fail();
      expect(names.serversRead).toBe(1);
      jest.advanceTimersByTime(5_001);
      await fail();
      await fail();
      expect(names.serversRead).toBe(2);
    });

    it('does not know it is asked of the system, and the server stays the one to ask', async () => {
      jest.useFakeTimers();
      const names = new Names();
      jest.advanceTimersByTime(5_001);
      await expect(names.resolve('nowhere.example')).rejects.toThrow('ENOTFOUND');
      expect(names.serversRead).toBe(1);
    });
  });

  it('is asked of the system when its turn comes: two at a time', async () => {
    const names = new Names();
    names.holdsSystem = true;
    const found = ['a', 'b', 'c'].map((host) => {
      names.system.set(host, '10.0.0.7');
      return names.resolve(host);
    });
    expect(names.asked).toEqual(['system a', 'system b']);
    await names.letGo();
    expect(names.asked).toEqual(['system a', 'system b', 'system c']);
    await names.letGo();
    await Promise.all(found);
  });
});
