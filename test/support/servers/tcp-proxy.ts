import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What the proxy does to connections; each setting holds for new data on old connections too. */
export interface Faults {
  /** Nobody gets through: connections are refused or reset. */
  isCut: boolean;
  /** Data waits this long, in both directions. */
  delayMs: number;
  /** What the server sends back waits this long, and what it is sent does not. */
  answerDelayMs: number;
  /** The connection is reset when this many bytes have come back from the server. */
  resetAfterBytes: number;
  /** The connection stays open, and nothing goes through: what a pulled cable looks like. */
  isHalfOpen: boolean;
}

export interface Target {
  host?: string;
  port: number;
}

const NO_FAULTS: Faults = { isCut: false, delayMs: 0, answerDelayMs: 0, resetAfterBytes: Infinity, isHalfOpen: false };

/** Stands between a process and a server (Postgres, Redis, a provider) and breaks the connection as the test says. */
export class TcpProxy {
  private faults: Faults = NO_FAULTS;
  /** Connections and chunks of data that a fault has hit since the last `set`. */
  private hits = 0;
  private readonly pairs = new Set<[Socket, Socket]>();

  private constructor(
    readonly port: number,
    private target: Target,
    private readonly close: () => Promise<void>,
  ) {}

  static async start(target: Target): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    const proxy = new TcpProxy((server.address() as AddressInfo).port, target, () => new Promise((resolve) => server.close(() => resolve())));
    server.on('connection', (client) => proxy.join(client, connect({ host: '127.0.0.1', ...proxy.target })));
    return proxy;
  }

  /** The URL of the target, through the proxy. */
  through(url: string): string {
    return Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(this.port) }).toString();
  }

  /** What is not named goes well again. Cutting resets the connections that there are. */
  set(faults: Partial<Faults>): void {
    this.faults = { ...NO_FAULTS, ...faults };
    this.hits = 0;
    if (!this.faults.isCut) return;
    this.hits += this.pairs.size;
    this.resetAll();
  }

  /** Returns how many connections and chunks of data the faults have hit: a test whose faults hit nothing shows nothing. */
  heal(): number {
    const { hits } = this;
    this.set({});
    return hits;
  }

  /** New connections go there; those that there are stay where they are. */
  moveTo(target: Target): void {
    this.target = target;
  }

  /** Resets the connections that there are; new ones go well. */
  resetAll(): void {
    for (const [client, server] of this.pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** The connections that there are stay open and bring nothing any more, as when a router on the way has forgotten them; new ones go well. */
  forgetAll(): void {
    for (const socket of [...this.pairs].flat()) socket.removeAllListeners('data').resume();
  }

  async stop(): Promise<void> {
    const closed = this.close();
    this.resetAll();
    await closed;
  }

  private join(client: Socket, server: Socket): void {
    const pair: [Socket, Socket] = [client, server];
    this.pairs.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    if (this.faults.isCut) {
      this.hits++;
      client.resetAndDestroy();
      return;
    }
    this.pass(client, server, () => this.faults.delayMs, (chunk) => chunk);
    let returnedBytes = 0;
    this.pass(server, client, () => this.faults.delayMs + this.faults.answerDelayMs, (chunk) => {
      const allowed = Math.max(0, this.faults.resetAfterBytes - returnedBytes);
      returnedBytes += chunk.length;
      return chunk.length < allowed ? chunk : chunk.subarray(0, allowed);
    });
  }

  /** One direction; the order of the data stays whatever the delay. A chunk that comes out of `cut` shorter is the last. */
  private pass(from: Socket, to: Socket, delay: () => number, cut: (chunk: Buffer) => Buffer): void {
    let earlier = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      if (this.faults.isHalfOpen) {
        this.hits++;
        return;
      }
      const delayMs = delay();
      if (delayMs > 0) this.hits++;
      const due = Date.now() + delayMs;
      earlier = earlier.then(async () => {
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
        const passed = cut(chunk);
        if (to.writable) to.write(passed);
        if (passed.length === chunk.length) return;
        this.hits++;
        to.resetAndDestroy();
      });
    });
    from.on('end', () => void earlier.then(() => to.end()));
  }
}
