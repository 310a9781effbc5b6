import { Type } from 'class-transformer';
import {
  ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNotEmpty, IsObject, IsString, IsUrl, Matches, Max, Min,
  ValidateIf, ValidateNested,
} from 'class-validator';
import { RECEIPT_MODES, type ReceiptMode } from '../state/behaviour.js';

/** The bodies of the control API. */

/** May be left out; null is a value like any other, and wrong where a value is wanted. */
const IfGiven = (): PropertyDecorator => ValidateIf((_body, value) => value !== undefined);

const LONGEST_MS = 10 * 60 * 1000;
const DIGITS = /^\d{1,32}$/;
const PHONE_DIGITS = /^[1-9]\d{6,14}$/;
const CHANNELS = ['messenger', 'sms'] as const;
type ChannelName = (typeof CHANNELS)[number];
const WEB = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

export class PageBody {
  @Matches(DIGITS) id!: string;
  @IfGiven() @IsString() name?: string;
  /** Required for a new page; what is left out of a known one stays as it is. */
  @IfGiven() @IsString() @IsNotEmpty() token?: string;
  @IfGiven() @Matches(DIGITS) appId?: string;
  @IfGiven() @IsString() appSecret?: string;
  @IfGiven() @IsString() verifyToken?: string;
  @IfGiven() @IsUrl(WEB) webhookUrl?: string;
  @IfGiven() @IsBoolean() customerMatching?: boolean;
}

export class SmsAccountBody {
  @Matches(/^AC[0-9a-fA-F]{32}$/) accountSid!: string;
  @IfGiven() @IsString() @IsNotEmpty() authToken?: string;
  @IfGiven() @ArrayNotEmpty() @Matches(PHONE_DIGITS, { each: true }) numbers?: string[];
  @IfGiven() @IsUrl(WEB) webhookUrl?: string;
}

export class BehaviourBody {
  @IfGiven() @IsInt() @Min(0) @Max(LONGEST_MS) latencyMs?: number;
  @IfGiven() @IsIn(RECEIPT_MODES) receipts?: ReceiptMode;
  @IfGiven() @IsBoolean() echo?: boolean;
  @IfGiven() @IsBoolean() delivery?: boolean;
  @IfGiven() @IsBoolean() autoRead?: boolean;
  @IfGiven() @IsInt() @Min(0) @Max(LONGEST_MS) echoDelayMs?: number;
  @IfGiven() @IsInt() @Min(0) @Max(LONGEST_MS) deliveryDelayMs?: number;
  @IfGiven() @IsInt() @Min(0) @Max(LONGEST_MS) readDelayMs?: number;
  @IfGiven() @IsInt() @Min(0) @Max(LONGEST_MS) slowMs?: number;
  @IfGiven() @IsInt() @Min(0) @Max(LONGEST_MS) batchMs?: number;
  @IfGiven() @IsArray() @IsInt({ each: true }) @Min(0, { each: true }) @Max(LONGEST_MS, { each: true }) webhookRetryDelaysMs?: number[];
  @IfGiven() @IsInt() @Min(1) @Max(LONGEST_MS) webhookTimeoutMs?: number;
  @IfGiven() @IsInt() @Min(0) callsPerSecond?: number;
  @IfGiven() @IsInt() @Min(0) @Max(1000) usagePercent?: number;
}

export class FaultMatchBody {
  @IfGiven() @IsIn(CHANNELS) channel?: ChannelName;
  @IfGiven() @IsString() account?: string;
  @IfGiven() @IsString() recipient?: string;
  @IfGiven() @IsString() reference?: string;
  @IfGiven() @IsString() text?: string;
}

export class FaultBody {
  @IsString() kind!: string;
  @IfGiven() @IsInt() @Min(1) times?: number;
  @IfGiven() @IsObject() @ValidateNested() @Type(() => FaultMatchBody) match?: FaultMatchBody;
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
  @IfGiven() @IsString() reaction?: string;
}

class ReferralBody {
  @IsString() ref!: string;
  @IfGiven() @IsString() source?: string;
}

class MediaBody {
  @IsUrl(WEB) url!: string;
  @IsString() contentType!: string;
}

export class InboundBody {
  @IfGiven() @IsIn(CHANNELS) channel?: ChannelName;
  /** Page id; the first page without it. */
  @IfGiven() @Matches(DIGITS) page?: string;
  @ValidateIf((body: InboundBody) => body.channel !== 'sms') @Matches(DIGITS) psid?: string;
  @IfGiven() @IsString() @IsNotEmpty() text?: string;
  @IfGiven() @IsObject() @ValidateNested() @Type(() => AttachmentBody) attachment?: AttachmentBody;
  @IfGiven() @IsObject() @ValidateNested() @Type(() => QuickReplyBody) quickReply?: QuickReplyBody;
  @IfGiven() @IsObject() @ValidateNested() @Type(() => PostbackBody) postback?: PostbackBody;
  @IfGiven() @IsObject() @ValidateNested() @Type(() => ReactionBody) reaction?: ReactionBody;
  @IfGiven() @IsObject() @ValidateNested() @Type(() => ReferralBody) referral?: ReferralBody;
  @IfGiven() @IsString() replyTo?: string;
  /** SMS: account sid (the first account without it), the person's number, and the account's number. */
  @IfGiven() @IsString() account?: string;
  @ValidateIf((body: InboundBody) => body.channel === 'sms') @Matches(PHONE_DIGITS) from?: string;
  @IfGiven() @Matches(PHONE_DIGITS) to?: string;
  @IfGiven() @IsArray() @ValidateNested({ each: true }) @Type(() => MediaBody) media?: MediaBody[];
}

export class ReadReceiptBody {
  @IfGiven() @Matches(DIGITS) page?: string;
  @Matches(DIGITS) psid!: string;
  /** Milliseconds; now without it. */
  @IfGiven() @IsInt() @Min(0) watermark?: number;
}

export class OptInBody {
  @IfGiven() @Matches(DIGITS) page?: string;
  @ValidateIf((body: OptInBody) => body.userRef === undefined) @Matches(DIGITS) psid?: string;
  @IfGiven() @IsString() userRef?: string;
  @IfGiven() @IsString() ref?: string;
  @IfGiven() @IsString() oneTimeToken?: string;
  @IfGiven() @IsString() payload?: string;
}

export class PersonBody {
  @IfGiven() @IsString() firstName?: string;
  @IfGiven() @IsString() lastName?: string;
  @IfGiven() @Matches(PHONE_DIGITS) phoneNumber?: string;
  @IfGiven() @IsBoolean() blocked?: boolean;
  /** When the person last wrote; null for never. `window` is the short form. */
  @ValidateIf((_body, value) => value !== undefined && value !== null) @IsISO8601({ strict: true, strictSeparator: true }) lastInboundAt?: string | null;
  @IfGiven() @IsIn(['open', 'closed']) window?: 'open' | 'closed';
}

export class WebhookBody {
  @IfGiven() @Matches(DIGITS) page?: string;
  /** Sent signed, as it is. */
  @IsObject() body!: Record<string, unknown>;
}

/** Begins a conversation, so that a new person shows on the page. */
export class ConversationBody {
  @IsIn(CHANNELS) channel!: ChannelName;
  @Matches(DIGITS) address!: string;
}
