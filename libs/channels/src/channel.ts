import type { HttpClient, MessageContent, ProviderFact, Recipient } from '@app/core';

/** A class whose properties carry class-validator decorators. */
export type ValidatedClass<T extends object> = new () => T;

/** One of our accounts on a channel, with its secrets opened. Lives in memory only. */
export interface ChannelAccount<Settings extends object, Secrets extends object> {
  id: string;
  /** The account's own address: page id, sender phone number. */
  address: string;
  settings: Settings;
  secrets: Secrets;
}

/** Where the provider's API is: base URL and, where it has one, its version. */
export interface ProviderEndpoint {
  /** Without a slash at the end. */
  baseUrl: string;
  /** For example `v26.0`; only Meta's channels use it. */
  version?: string;
  /** Where the provider may call us back, without a slash at the end; undefined when the gateway has no public address. */
  callbackBaseUrl?: string;
}

/** A message as one channel will send it: one provider call per part. */
export interface SendPlan {
  /** In sending order, at least one. */
  parts: ChannelPart[];
  /** What was changed to make the message fit, as sentences for the customer. */
  warnings: string[];
}

export interface ChannelPart {
  /** Which of the account's limits it counts against. */
  rateClass: 'text' | 'media';
  /** The provider's own payload, less the recipient. */
  payload: Record<string, unknown>;
  /** The customer's own payload (`customBody`): the channel adds nothing to it, not even our reference. */
  verbatim?: true;
}

/** What the plan may depend on besides content and options. */
export interface PlanContext {
  now: Date;
  /** When the person last wrote to this account; undefined when that is not known. */
  lastInboundAt?: Date;
  /** Not to be brought to the person after this, where the customer said so. */
  expiresAt?: Date;
  /** Puts short links into a text, where the send request asks for them, and changes what stands between them. For channels on which each character costs. */
  shortenLinks?: (text: string, elsewhere: (between: string) => string) => string;
}

export interface SendCall<Settings extends object, Secrets extends object, Options extends object> {
  part: ChannelPart;
  recipient: Recipient;
  account: ChannelAccount<Settings, Secrets>;
  options: Options;
  endpoint: ProviderEndpoint;
  /** Our reference of this attempt, for providers that hand one back. */
  reference: string;
}

export interface SendResult {
  providerMessageId: string;
  /** The person's address when the provider tells it and we sent to something else. */
  resolvedAddress?: string;
  /** What the answer adds to `channelStatus.<channel>.details`. */
  details?: Record<string, unknown>;
  /** The provider asks us to slow the account down for this long. */
  slowDownMs?: number;
}

/** A provider's webhook call, as it came. */
export interface WebhookRequest {
  /** The bytes that were signed. */
  rawBody: Buffer;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  /** The full public URL that the provider called, with its query. */
  url: string;
}

/** What is known of a person from the provider, for the profile's own section (`facebook: {first_name …}`). */
export interface PersonLookup<Settings extends object, Secrets extends object> {
  /** The profile field that the answer goes into. */
  profileField: string;
  /** Returns undefined when the provider tells nothing of this person; throws SendFailure and nothing else. */
  find(
    address: string,
    account: ChannelAccount<Settings, Secrets>,
    endpoint: ProviderEndpoint,
    http: HttpClient,
  ): Promise<Record<string, unknown> | undefined>;
}

/**
 * All that the gateway has to know of a channel. A channel is a value: no Nest, no database, no queue,
 * HTTP is handed in. See ADDING-A-CHANNEL.md.
 */
export interface Channel<
  Settings extends object = object,
  Secrets extends object = object,
  Options extends object = object,
> {
  /** As it stands in `rules`, `channelOptions` and `customBody`. */
  name: string;
  /** A business's own channel: its custom body is a text, and its URL comes from the customer, so calls keep off our own network. */
  isCustom?: true;
  /** The field of `to` and of a profile that holds an address on this channel. */
  addressField: string;
  /** An address is a person of one account alone and nobody on another, as a Messenger id is one of its Page. */
  addressesAreOfOneAccount?: true;
  /** What a value of `addressField` has to look like; returns the stored form, or undefined when it can't be one. */
  normaliseAddress(input: string): string | undefined;
  /** The account's settings and its secrets (encrypted at rest), as class-validator classes. */
  settings: ValidatedClass<Settings>;
  secrets: ValidatedClass<Secrets>;
  /** What `channelOptions.<name>` may say. */
  options: ValidatedClass<Options>;
  /** Names of options that may stand beside a custom body (contract §12.8). */
  optionsBesideCustomBody: readonly string[];
  limits: { textPerSecond: number; mediaPerSecond: number };
  /** Where the provider's API is, and the setting that may say otherwise; undefined for a channel that makes no calls. */
  api?: { defaultBaseUrl: string; urlSetting: string };
  /** What inbound events call the account in `to`: `pageId`, `phoneNumber`. */
  accountField: string;
  /**
   * The provider calls us at `/webhooks/<path>` (the channel's name when left out); `answer` is what it wants to read,
   * besides the 200.
   */
  webhook?: { path: string; answer?: { contentType: string; body: string } };
  /** Secrets that accounts may leave to a setting which they share, by the setting's name. */
  sharedSecrets?: Readonly<Record<string, string>>;
  /** False where the provider hands our reference back neither in echoes nor in statuses. */
  echoesReference: boolean;
  /** Ways to name a person beyond an address: returns undefined when `to` or the account does not allow it. */
  otherRecipient?(to: Record<string, string>, settings: Settings): Recipient | undefined;
  /** Pure. Throws SendFailure when the content can't be sent on this channel. */
  plan(content: MessageContent, options: Options, context: PlanContext): SendPlan;
  /** Makes one provider call. Throws SendFailure and nothing else. */
  send(call: SendCall<Settings, Secrets, Options>, http: HttpClient): Promise<SendResult>;
  /** The secret that the provider signs this account's webhooks with; undefined when the account has none. */
  webhookSecret(secrets: Secrets): string | undefined;
  /** True when the request was signed with this secret. Constant time. */
  verifyWebhook(request: WebhookRequest, secret: string): boolean;
  /** Provider webhook body (JSON parsed, or form fields as an object) → facts. Never throws: what it does not know is `other`. */
  parseEvents(body: unknown, receivedAt: Date, query?: Record<string, string>): ProviderFact[];
  person?: PersonLookup<Settings, Secrets>;
}

/** Keeps a definition's own types while it is checked against the contract. */
export function defineChannel<S extends object, C extends object, O extends object>(
  channel: Channel<S, C, O>,
): Channel<S, C, O> {
  return channel;
}
