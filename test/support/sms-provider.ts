import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An SMS provider in the test's own process: it names each message by its text, so a test knows the id before the sender does. */
export class SmsProvider {
  /** Calls so far, by the message's text. */
  readonly calls = new Map<string, number>();
  /** What happens between the call and its answer: the provider is done with the message, the sender does not know it yet. */
  beforeAnswer: (text: string) => Promise<void> = async () => undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<SmsProvider> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = new URLSearchParams(Buffer.concat(chunks).toString()).get('Body') ?? '';
        const answer = (): void => void response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid: SmsProvider.idOf(text) }));
        void provider.take(text).then(answer, () => response.destroy());
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const provider = new SmsProvider(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return provider;
  }

  /** The provider's id of the message with this text. */
  static idOf(text: string): string {
    return `SM-${text}`;
  }

  private async take(text: string): Promise<void> {
    this.calls.set(text, (this.calls.get(text) ?? 0) + 1);
    await this.beforeAnswer(text);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
  }
}
