import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsBoolean, IsIn, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import type { LinkShortening } from '@app/core';
import type { DeliveryGuarantee } from '@app/messaging';
import { ZonedTime } from '../http/zoned-time.js';
import { type MessagePartDto, MessageParts } from './message-part.dto.js';

const STRING = { message: 'must be a string' };

/** The fields of a send request whose check needs nothing else; the others are in check-send-request. */
export class SendRequestDto {
  @IsOptional()
  @IsString(STRING)
  @IsNotEmpty({ message: 'must not be empty' })
  body?: string;

  @IsOptional()
  @IsString(STRING)
  title?: string;

  @IsOptional()
  @MessageParts()
  @ArrayNotEmpty({ message: 'must not be empty' })
  messageParts?: MessagePartDto[];

  @IsOptional()
  @IsObject({ message: 'must be an object' })
  metadata?: Record<string, unknown>;

  /** Kept and echoed; the channels that there are have nothing to override. */
  @IsOptional()
  @IsObject({ message: 'must be an object' })
  overrides?: Record<string, unknown>;

  @IsOptional()
  @ZonedTime()
  expiresOn?: string;

  @IsOptional()
  @ZonedTime()
  sendAt?: string;

  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  requireOptIn?: boolean;

  @IsOptional()
  @IsString(STRING)
  @MaxLength(255, { message: 'must have at most 255 characters' })
  conversationId?: string;

  @IsOptional()
  @IsIn(['atLeastOnce', 'atMostOnce'], { message: 'must be atLeastOnce or atMostOnce' })
  delivery?: DeliveryGuarantee;

  /** A boolean too: `on` and `off` without quotes are booleans in YAML, from where some take their requests. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : value))
  @IsIn(['on', 'marked', 'off'], { message: 'must be on, marked or off' })
  shortenLinks?: LinkShortening;
}
