import { HttpFailure, type HttpRequest, type HttpResponse } from '@app/core';
import type { Dispatcher } from 'undici';

/** Whatever ends a call early is of no interest any more once the caller has its answer. */
const NO_LONGER_WANTED = new Error('No longer wanted');
/** Those below only say that an answer will come. */
const FIRST_FINAL = 200;

/**
 * One request and its answer, as undici tells of them. It knows what undici's promises don't: whether a
 * request had begun to go out when it failed.
 */
export class HttpExchange implements Dispatcher.DispatchHandler {
  private settle!: { resolve: (response: HttpResponse) => void; reject: (failure: HttpFailure) => void };
  private timer: NodeJS.Timeout | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private isSettled = false;

  private status = 0;
  private headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  constructor(
    private readonly host: string,
    private readonly request: Pick<HttpRequest, 'timeoutMs' | 'isWanted'>,
    private readonly maxResponseBytes: number,
  ) {}

  run(dispatcher: Dispatcher, options: Dispatcher.DispatchOptions): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      const { timeoutMs } = this.request;
      this.timer = setTimeout(() => this.fail(`gave no answer within ${timeoutMs} ms`), timeoutMs);
      try {
        dispatcher.dispatch(options, this);
      } catch (error) {
        this.onResponseError(undefined, error as Error);
      }
    });
  }

  /** Called right before the first byte is written. Throwing passes the request over and keeps the connection. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.request.isWanted?.() === false) this.fail('was not called: the call came too late to be wanted');
    if (this.isSettled) throw NO_LONGER_WANTED;
    this.controller = controller;
  }

  /** May be called for a 1xx first; the last call is the answer's. */
  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.status = status;
    this.headers = {};
    for (const [name, value] of Object.entries(headers)) this.headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const wanted = chunk.subarray(0, this.maxResponseBytes - this.bytes);
    this.chunks.push(wanted);
    this.bytes += wanted.length;
    if (wanted.length < chunk.length) this.succeed();
  }

  onResponseEnd(): void {
    this.succeed();
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.fail(`could not be called: ${error.message || (error as NodeJS.ErrnoException).code || error.name}`);
  }

  private succeed(): void {
    if (!this.end()) return;
    this.settle.resolve({ status: this.status, headers: this.headers, text: this.text() });
  }

  private text(): string {
    const bytes = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    // In stream mode the decoder keeps back a character that the cut went through.
    return this.bytes < this.maxResponseBytes ? bytes.toString('utf8') : new TextDecoder().decode(bytes, { stream: true });
  }

  private fail(what: string): void {
    const requestWasSent = this.controller !== undefined;
    const status = this.status >= FIRST_FINAL ? this.status : undefined;
    if (this.end()) this.settle.reject(new HttpFailure(`${this.host} ${what}`, requestWasSent, status));
  }

  /** False when the call has ended before. A connection with something still to come on it is closed. */
  private end(): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    clearTimeout(this.timer);
    this.controller?.abort(NO_LONGER_WANTED);
    return true;
  }
}
