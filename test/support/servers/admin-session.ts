/** Admin commands without a process for each. What the command itself prints and how it ends is `startProcess({ app: 'admin' })`. */
export class AdminSession {
  private readonly env: Record<string, string>;

  constructor(env: Record<string, string>) {
    this.env = { ...env };
  }

  /** What the command answers. Throws with its error. */
  async run(...args: string[]): Promise<Record<string, string>> {
    const answer = await this.ask('POST', { env: this.env, args });
    const body = (await answer.json()) as Record<string, string>;
    if (!answer.ok) throw new Error(`admin ${args.join(' ')}: ${body['error']}`);
    return body;
  }

  /** Ends its connections to the database. */
  async stop(): Promise<void> {
    await this.ask('DELETE', { env: this.env });
  }

  private ask(method: string, body: object): Promise<Response> {
    const url = process.env['TEST_ADMIN_URL'];
    if (!url) throw new Error('TEST_ADMIN_URL is not set: run the end-to-end tests by npm test.');
    return fetch(url, { method, body: JSON.stringify(body) });
  }
}
