import { HttpFailure, type HttpClient, type HttpRequest, type HttpResponse, remembering } from '@app/core';
import { Agent } from 'undici';
import type { AddressGuard } from './address-guard.js';
import { createConnector } from './create-connector.js';
import { HttpExchange } from './http-exchange.js';

export interface HttpClientOptions {
  /** Connections to one origin at most; further calls wait for a free one, their time-out running. */
  connections?: number;
  /** Bodies are cut here; the rest is not read and the connection is closed. */
  maxResponseBytes?: number;
  /** For URLs that come from customers. Without it any address is called. */
  guard?: AddressGuard;
  /** Sent when the request names none. */
  userAgent?: string;
  /** A TCP and TLS handshake takes this long at most, whatever the request's own time-out. */
  connectTimeoutMs?: number;
}

/** An HttpClient with a pool of kept-alive connections behind it. */
export interface PooledHttpClient extends HttpClient {
  /** Lets running calls end, then closes all connections. */
  close(): Promise<void>;
}

const DEFAULT_CONNECTIONS = 64;
const MOST_RESPONSE_BYTES = 1_000_000;
const DEFAULT_CONNECT_TIMEOUT_MS = 10_000;

/**
 * Makes the HTTP client that channels and webhook deliveries are handed. It follows no redirect (a 3xx is an
 * answer like any other), asks for no compression, and ends every call at its `timeoutMs`, counted from the
 * call over waiting, connecting and reading. Throws HttpFailure and nothing else; its message names neither
 * path nor query, which may hold secrets.
 */
export function createHttpClient(options: HttpClientOptions = {}): PooledHttpClient {
  const maxResponseBytes = options.maxResponseBytes ?? MOST_RESPONSE_BYTES;
  const agent = new Agent({
    connections: options.connections ?? DEFAULT_CONNECTIONS,
    connect: createConnector({ guard: options.guard, timeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS }),
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  const targetFor = remembering(MOST_TARGETS, (url) => targetOf(url, options.guard));

  const call = async (request: HttpRequest): Promise<HttpResponse> => {
    const { host, origin, path } = targetFor(request.url);
    const headers = withUserAgent(request.headers ?? {}, options.userAgent);
    const exchange = new HttpExchange(host, request, maxResponseBytes);
    return exchange.run(agent, { origin, path, method: request.method, headers, body: request.body });
  };
  return Object.assign(call, { close: () => agent.close() });
}

/** A URL, taken apart. */
interface Target {
  host: string;
  origin: string;
  path: string;
}

/** Thousands of calls go to the same few URLs. What the guard says of one looks at nothing but its text, so it holds for the next call too. */
const MOST_TARGETS = 1_000;

function targetOf(text: string, guard: AddressGuard | undefined): Target {
  const reason = guard ? guard.checkUrl(text) : URL.canParse(text) ? undefined : 'The URL is not valid';
  if (reason) throw new HttpFailure(reason, false);
  const { host, origin, pathname, search } = new URL(text);
  return { host, origin, path: pathname + search };
}

function withUserAgent(headers: Record<string, string>, userAgent: string | undefined): Record<string, string> {
  return userAgent ? { 'user-agent': userAgent, ...headers } : headers;
}
