import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsISO8601, IsNotEmpty, IsObject, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { MessagePartDto } from '../messages/send-request.dto.js';

const STRING = { message: 'must be a string' };
const OBJECT = { message: 'must be an object' };
const TIME = { message: 'must be a time with its zone, as in 2030-01-31T12:00:00Z' };
const ZONED = /T.+(Z|[+-]\d\d:?\d\d)$/i;

/** The body of a status of a message (contract §1.1, MessageStatus). */
export class StatusReportDto {
  @IsOptional()
  @IsString(STRING)
  @MaxLength(100, { message: 'must have at most 100 characters' })
  channel?: string;

  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, TIME)
  @Matches(ZONED, TIME)
  timestamp?: string;

  @IsOptional()
  @IsString(STRING)
  @MaxLength(1_000, { message: 'must have at most 1000 characters' })
  failureReason?: string;

  @IsOptional()
  @IsObject(OBJECT)
  channelStatus?: Record<string, unknown>;

  @IsOptional()
  @IsObject(OBJECT)
  additionalInfo?: Record<string, unknown>;
}

/** The body of a status of an inbound. */
export class InboundStatusDto {
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'is required: when it happened, as in 2030-01-31T12:00:00Z' })
  @Matches(ZONED, { message: 'is required: when it happened, as in 2030-01-31T12:00:00Z' })
  timestamp!: string;

  @IsOptional()
  @IsObject(OBJECT)
  channelStatus?: Record<string, unknown>;
}

/** The message of ours that an inbound answers. */
export class CorrelationDto {
  @IsString(STRING)
  @IsNotEmpty({ message: 'must not be empty' })
  @MaxLength(255, { message: 'must have at most 255 characters' })
  messageId!: string;
}

/** The fields of an inbound whose check needs nothing else; channel, from and parts are checked in check-inbound. */
export class InboundDto {
  @IsOptional()
  @IsString(STRING)
  @IsNotEmpty({ message: 'must not be empty' })
  @MaxLength(255, { message: 'must have at most 255 characters' })
  messageId?: string;

  @IsOptional()
  @IsObject(OBJECT)
  to?: Record<string, unknown>;

  @IsOptional()
  @IsString(STRING)
  title?: string;

  @IsOptional()
  @IsString(STRING)
  body?: string;

  @IsOptional()
  @IsString(STRING)
  @MaxLength(255, { message: 'must have at most 255 characters' })
  conversationId?: string;

  @IsOptional()
  @IsObject(OBJECT)
  metadata?: Record<string, unknown>;

  @IsOptional()
  @IsObject(OBJECT)
  channelData?: Record<string, unknown>;

  @IsOptional()
  @IsArray({ message: 'must be a list of parts' })
  @ArrayMaxSize(100, { message: 'has more than 100 parts' })
  @IsObject({ each: true, message: 'must be a list of objects {type, data or url}' })
  @ValidateNested({ each: true })
  @Type(() => MessagePartDto)
  messageParts?: MessagePartDto[];

  @IsOptional()
  @IsObject(OBJECT)
  @ValidateNested({ message: 'must be an object {messageId}' })
  @Type(() => CorrelationDto)
  correlation?: CorrelationDto;
}
