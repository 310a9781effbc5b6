/** One HTTP call as a channel sees it. The implementation (pool, time-outs, guards) is handed in. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Asked right before the first byte goes out: the call may have waited for a connection. False: it is not made, and fails. */
  isWanted?: () => boolean;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The body as text, cut at the client's limit. */
  text: string;
}

export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

/** The call had no whole answer. `requestWasSent` says whether the other side may have acted on it; `status` is there when it began to answer. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';

  constructor(
    message: string,
    readonly requestWasSent: boolean,
    readonly status?: number,
  ) {
    super(message);
  }
}
