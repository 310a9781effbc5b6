import { Type } from 'class-transformer';
import {
  IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNotEmpty, IsObject, IsOptional, IsString, IsUrl, Matches, Max, Min,
  ValidateIf, ValidateNested,
} from 'class-validator';
import { RECEIPT_MODES, type ReceiptMode } from '../state/behaviour.js';

/** The bodies of the control API. */

const LONGEST_MS = 10 * 60 * 1000;
const DIGITS = /^\d{1,32}$/;
const PHONE_DIGITS = /^[1-9]\d{6,14}$/;
const CHANNELS = ['messenger', 'sms'] as const;
type ChannelName = (typeof CHANNELS)[number];
const WEB = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

export class PageBody {
  @Matches(DIGITS) id!: string;
  @IsOptional() @IsString() name?: string;
  /** Required for a new page; what is left out of a known one stays as it is. */
  @IsOptional() @IsString() @IsNotEmpty() token?: string;
  @IsOptional() @Matches(DIGITS) appId?: string;
  @IsOptional() @IsString() appSecret?: string;
  @IsOptional() @IsString() verifyToken?: string;
  @IsOptional() @IsUrl(WEB) webhookUrl?: string;
  @IsOptional() @IsBoolean() customerMatching?: boolean;
}

export class SmsAccountBody {
  @Matches(/^AC[0-9a-fA-F]{32}$/) accountSid!: string;
  @IsOptional() @IsString() @IsNotEmpty() authToken?: string;
  @IsOptional() @IsArray() @Matches(PHONE_DIGITS, { each: true }) numbers?: string[];
  @IsOptional() @IsUrl(WEB) webhookUrl?: string;
}

export class BehaviourBody {
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_MS) latencyMs?: number;
  @IsOptional() @IsIn(RECEIPT_MODES) receipts?: ReceiptMode;
  @IsOptional() @IsBoolean() echo?: boolean;
  @IsOptional() @IsBoolean() delivery?: boolean;
  @IsOptional() @IsBoolean() autoRead?: boolean;
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_MS) echoDelayMs?: number;
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_MS) deliveryDelayMs?: number;
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_MS) readDelayMs?: number;
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_MS) slowMs?: number;
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_MS) batchMs?: number;
  @IsOptional() @IsInt({ each: true }) @Min(0, { each: true }) @Max(LONGEST_MS, { each: true }) webhookRetryDelaysMs?: number[];
  @IsOptional() @IsInt() @Min(1) @Max(LONGEST_MS) webhookTimeoutMs?: number;
  @IsOptional() @IsInt() @Min(0) callsPerSecond?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1000) usagePercent?: number;
}

export class FaultMatchBody {
  @IsOptional() @IsIn(CHANNELS) channel?: ChannelName;
  @IsOptional() @IsString() account?: string;
  @IsOptional() @IsString() recipient?: string;
  @IsOptional() @IsString() reference?: string;
  @IsOptional() @IsString() text?: string;
}

export class FaultBody {
  @IsString() kind!: string;
  @IsOptional() @IsInt() @Min(1) times?: number;
  @IsOptional() @ValidateNested() @Type(() => FaultMatchBody) match?: FaultMatchBody;
}

class AttachmentBody {
  @IsString() type!: string;
  @IsUrl(WEB) url!: string;
}

class QuickReplyBody {
  @IsString() payload!: string;
}

class PostbackBody {
  @IsString() title!: string;
  @IsString() payload!: string;
}

class ReactionBody {
  @IsString() mid!: string;
  @IsIn(['react', 'unreact']) action!: 'react' | 'unreact';
  @IsOptional() @IsString() reaction?: string;
}

class ReferralBody {
  @IsString() ref!: string;
  @IsOptional() @IsString() source?: string;
}

class MediaBody {
  @IsUrl(WEB) url!: string;
  @IsString() contentType!: string;
}

export class InboundBody {
  @IsOptional() @IsIn(CHANNELS) channel?: ChannelName;
  /** Page id; the first page without it. */
  @IsOptional() @Matches(DIGITS) page?: string;
  @ValidateIf((body: InboundBody) => body.channel !== 'sms') @Matches(DIGITS) psid?: string;
  @IsOptional() @IsString() text?: string;
  @IsOptional() @ValidateNested() @Type(() => AttachmentBody) attachment?: AttachmentBody;
  @IsOptional() @ValidateNested() @Type(() => QuickReplyBody) quickReply?: QuickReplyBody;
  @IsOptional() @ValidateNested() @Type(() => PostbackBody) postback?: PostbackBody;
  @IsOptional() @ValidateNested() @Type(() => ReactionBody) reaction?: ReactionBody;
  @IsOptional() @ValidateNested() @Type(() => ReferralBody) referral?: ReferralBody;
  @IsOptional() @IsString() replyTo?: string;
  /** SMS: account sid (the first account without it), the person's number, and the account's number. */
  @IsOptional() @IsString() account?: string;
  @ValidateIf((body: InboundBody) => body.channel === 'sms') @Matches(PHONE_DIGITS) from?: string;
  @IsOptional() @Matches(PHONE_DIGITS) to?: string;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => MediaBody) media?: MediaBody[];
}

export class ReadReceiptBody {
  @IsOptional() @Matches(DIGITS) page?: string;
  @Matches(DIGITS) psid!: string;
  /** Milliseconds; now without it. */
  @IsOptional() @IsInt() @Min(0) watermark?: number;
}

export class OptInBody {
  @IsOptional() @Matches(DIGITS) page?: string;
  @ValidateIf((body: OptInBody) => body.userRef === undefined) @Matches(DIGITS) psid?: string;
  @IsOptional() @IsString() userRef?: string;
  @IsOptional() @IsString() ref?: string;
  @IsOptional() @IsString() oneTimeToken?: string;
  @IsOptional() @IsString() payload?: string;
}

export class PersonBody {
  @IsOptional() @IsString() firstName?: string;
  @IsOptional() @IsString() lastName?: string;
  @IsOptional() @Matches(PHONE_DIGITS) phoneNumber?: string;
  @IsOptional() @IsBoolean() blocked?: boolean;
  /** When the person last wrote; null for never. `window` is the short form. */
  @IsOptional() @IsISO8601() lastInboundAt?: string | null;
  @IsOptional() @IsIn(['open', 'closed']) window?: 'open' | 'closed';
}

export class WebhookBody {
  @IsOptional() @Matches(DIGITS) page?: string;
  /** Sent signed, as it is. */
  @IsObject() body!: Record<string, unknown>;
}

/** Begins a conversation, so that a new person shows on the page. */
export class ConversationBody {
  @IsIn(CHANNELS) channel!: ChannelName;
  @Matches(DIGITS) address!: string;
}
