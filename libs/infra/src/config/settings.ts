import 'reflect-metadata';
import {
  IsBase64,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { Days, HTTP_URL, KEY, Networks, PRIVATE_NETWORKS, toBoolean, toList, toNumber, withoutSlash } from './setting-rules.js';

/**
 * What the gateway and the worker take from the environment. The README's table says the same in prose.
 * Every wrong value is named, all at once, and the process does not start.
 */
export class Settings {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: string = 'development';

  /** 0 lets the system choose. */
  @toNumber()
  @IsInt()
  @Min(0)
  @Max(65535)
  PORT: number = 3000;

  @IsString()
  HOST: string = '127.0.0.1';

  /** Where a worker serves /health and /metrics, on HOST; without it a worker serves nothing. 0 lets the system choose. */
  @IsOptional()
  @toNumber()
  @IsInt()
  @Min(0)
  @Max(65535)
  WORKER_PORT?: number;

  /** When it is set, /metrics wants it as a Bearer token. */
  @IsOptional()
  @MinLength(16, { message: 'METRICS_TOKEN must have at least 16 characters' })
  METRICS_TOKEN?: string;

  @Matches(/^postgres(ql)?:\/\/.+/, { message: 'DATABASE_URL must look like postgres://user:password@host:5432/database' })
  DATABASE_URL!: string;

  /** BullMQ's backend; the same Postgres when it is not given. */
  @IsOptional()
  @Matches(/^(rediss?|postgres(ql)?):\/\/.+/, { message: 'QUEUE_URL must start with redis://, rediss:// or postgres://' })
  QUEUE_URL?: string;

  /** Where providers reach the gateway, and people who follow short links; without it SMS receipts have no way back. */
  @IsOptional()
  @withoutSlash()
  @IsUrl(HTTP_URL)
  PUBLIC_URL?: string;

  @withoutSlash()
  @IsUrl(HTTP_URL)
  FACEBOOK_GRAPH_API_URL: string = 'https://graph.facebook.com';

  @IsOptional()
  @Matches(/^v\d{1,2}\.\d$/, { message: 'FACEBOOK_GRAPH_API_VERSION must look like v25.0' })
  FACEBOOK_GRAPH_API_VERSION?: string;

  @withoutSlash()
  @IsUrl(HTTP_URL)
  SMS_API_URL: string = 'https://api.twilio.com';

  /** For pages that were connected without an app secret of their own. */
  @IsOptional()
  @IsString()
  FACEBOOK_APP_SECRET?: string;

  @IsOptional()
  @IsString()
  FACEBOOK_VERIFY_TOKEN?: string;

  /** The business's name as inbound events show it. */
  @IsOptional()
  @IsString()
  FACEBOOK_USERNAME?: string;

  /** Sent to a person whose message the business's webhook refused; nothing is sent when it is empty. */
  @IsOptional()
  @IsString()
  ERROR_MESSAGE_RESPONSE?: string;

  @IsIn(['DEFAULT', 'BOT_ONLY'])
  FB_ROUTING_POLICY: string = 'DEFAULT';

  @MinLength(32, { message: 'ACCESS_TOKEN_SECRET must have at least 32 characters; `openssl rand -base64 48` makes one' })
  ACCESS_TOKEN_SECRET!: string;

  /** Tokens that one of these signed are taken too; none is signed with them. */
  @toList()
  @MinLength(32, { each: true, message: 'ACCESS_TOKEN_OLD_SECRETS must be secrets of at least 32 characters, divided by commas' })
  ACCESS_TOKEN_OLD_SECRETS: string[] = [];

  /** 32 bytes in base64. */
  @IsBase64({}, { message: 'ENCRYPTION_KEY must be 32 bytes in base64; `openssl rand -base64 32` makes one' })
  @Matches(KEY, { message: 'ENCRYPTION_KEY must be 32 bytes in base64; `openssl rand -base64 32` makes one' })
  ENCRYPTION_KEY!: string;

  /** Keys that open what they sealed; nothing is sealed with them. */
  @toList()
  @Matches(KEY, { each: true, message: 'ENCRYPTION_OLD_KEYS must be keys of 32 bytes in base64, divided by commas' })
  ENCRYPTION_OLD_KEYS: string[] = [];

  /** Webhooks to loopback and private addresses: for trying things out on one machine. */
  @toBoolean()
  @IsIn([true, false], { message: 'ALLOW_PRIVATE_URLS must be on or off' })
  ALLOW_PRIVATE_URLS: boolean = false;

  @toBoolean()
  @IsIn([true, false], { message: 'CHANNEL_RATE_LIMITS must be on or off' })
  CHANNEL_RATE_LIMITS: boolean = true;

  /** Calls a second that one access token may make of one gateway process, over time; 0 for no limit. */
  @toNumber()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  TOKEN_RATE_LIMIT: number = 0;

  /** So many calls may come at once; 0 for as many as a second's. */
  @toNumber()
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  TOKEN_RATE_BURST: number = 0;

  /** Calls a minute with access tokens that are not valid, from one address at one gateway process; 0 for no limit. */
  @toNumber()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  FAILED_LOGIN_LIMIT: number = 60;

  /** Whose X-Forwarded-* headers are believed. */
  @Networks()
  TRUSTED_PROXIES: string[] = [...PRIVATE_NETWORKS];

  /** Settled messages, with their attempts and receipts. */
  @Days()
  RETENTION_MESSAGES_DAYS: number = 180;

  /** What people sent. */
  @Days()
  RETENTION_INBOUNDS_DAYS: number = 180;

  /** Events and their deliveries, webhooks that were deleted, access tokens that were revoked. */
  @Days()
  RETENTION_EVENTS_DAYS: number = 30;

  /** Providers' webhook calls, as they came. */
  @Days()
  RETENTION_PROVIDER_EVENTS_DAYS: number = 14;

  /** Profiles that were deleted and may be undeleted until then. */
  @Days()
  RETENTION_DELETED_PROFILES_DAYS: number = 180;

  /** Registers the `dummy` channel, which fails on demand; for tests. */
  @toBoolean()
  @IsIn([true, false], { message: 'DUMMY_CHANNEL must be on or off' })
  DUMMY_CHANNEL: boolean = false;

  /** Applies pending migrations at start. */
  @toBoolean()
  @IsIn([true, false], { message: 'RUN_MIGRATIONS must be on or off' })
  RUN_MIGRATIONS: boolean = true;

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  LOG_LEVEL: string = 'info';

  /** An OTLP/HTTP collector that is sent traces; without it none are made. `/v1/traces` is put behind it. */
  @IsOptional()
  @withoutSlash()
  @IsUrl(HTTP_URL)
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** Which share of the messages is traced, from 0 to 1. */
  @toNumber()
  @IsNumber()
  @Min(0)
  @Max(1)
  OTEL_TRACES_SAMPLER_ARG: number = 1;

  /** The name of this process in traces; `omnichannel-gateway` or `omnichannel-worker` when it is not given. */
  @IsOptional()
  @IsString()
  OTEL_SERVICE_NAME?: string;

  get queueUrl(): string {
    return this.QUEUE_URL ?? this.DATABASE_URL;
  }

  /** A setting by its name, for channels, which name theirs themselves. */
  text(name: string): string | undefined {
    const value = (this as unknown as Record<string, unknown>)[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** Where a channel's provider is, and where it may call us. A Graph API version at the end of the URL counts when none is given of its own. */
  endpointOf(api: { defaultBaseUrl: string; urlSetting: string } | undefined): { baseUrl: string; version: string; callbackBaseUrl?: string } {
    const url = ((api && this.text(api.urlSetting)) ?? api?.defaultBaseUrl ?? '').replace(/\/+$/, '');
    const [, baseUrl, version] = /^(.*?)(?:\/(v\d{1,2}\.\d))?$/.exec(url)!;
    return {
      baseUrl: baseUrl!,
      version: this.FACEBOOK_GRAPH_API_VERSION ?? version ?? 'v25.0',
      ...(this.PUBLIC_URL ? { callbackBaseUrl: this.PUBLIC_URL } : {}),
    };
  }
}
