import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNotEmpty, IsObject, IsOptional, IsString, IsUrl, Matches, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { LinkShortening } from '@app/core';
import type { DeliveryGuarantee } from '@app/messaging';

const STRING = { message: 'must be a string' };

/** One part of a message (contract §1.2). `url` and `data` are checked against each other in check-send-request. */
export class MessagePartDto {
  @IsOptional()
  @IsString(STRING)
  name?: string;

  @Matches(/^[\w.+-]+\/[\w.+*-]+(;.*)?$/, { message: 'must be a MIME type, for example text/plain or image/png' })
  type!: string;

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { message: 'must be a http or https URL' })
  url?: string;

  @IsOptional()
  @ValidateIf((part: MessagePartDto) => typeof part.data !== 'object')
  @IsString({ message: 'must be text, base64 or an object' })
  data?: string | Record<string, unknown>;

  @IsOptional()
  @IsInt({ message: 'must be a number of bytes' })
  @Min(0, { message: 'must be a number of bytes' })
  size?: number;

  @IsOptional()
  @IsArray({ message: 'must be a list of channel names' })
  @IsString({ each: true, message: 'must be a list of channel names' })
  channels?: string[];
}

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
  @IsArray({ message: 'must be a list of parts' })
  @ArrayNotEmpty({ message: 'must not be empty' })
  @ArrayMaxSize(100, { message: 'has more than 100 parts' })
  @IsObject({ each: true, message: 'must be a list of objects {type, data or url}' })
  @ValidateNested({ each: true })
  @Type(() => MessagePartDto)
  messageParts?: MessagePartDto[];

  @IsOptional()
  @IsObject({ message: 'must be an object' })
  metadata?: Record<string, unknown>;

  /** Kept and echoed; the channels that there are have nothing to override. */
  @IsOptional()
  @IsObject({ message: 'must be an object' })
  overrides?: Record<string, unknown>;

  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'must be a time as in 2030-01-31T12:00:00Z' })
  @Matches(/T.+(Z|[+-]\d\d:?\d\d)$/i, { message: 'must be a time with its zone, as in 2030-01-31T12:00:00Z' })
  expiresOn?: string;

  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'must be a time as in 2030-01-31T12:00:00Z' })
  @Matches(/T.+(Z|[+-]\d\d:?\d\d)$/i, { message: 'must be a time with its zone, as in 2030-01-31T12:00:00Z' })
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

  @IsOptional()
  @IsIn(['on', 'marked', 'off'], { message: 'must be on, marked or off' })
  shortenLinks?: LinkShortening;
}
