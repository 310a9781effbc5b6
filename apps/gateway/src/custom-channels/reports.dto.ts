import { Type } from 'class-transformer';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { ZonedTime } from '../http/zoned-time.js';
import { type MessagePartDto, MessageParts } from '../messages/message-part.dto.js';

const STRING = { message: 'must be a string' };
const OBJECT = { message: 'must be an object' };

/** The body of a status of a message (contract §1.1, MessageStatus). */
export class StatusReportDto {
  @IsOptional()
  @IsString(STRING)
  @MaxLength(100, { message: 'must have at most 100 characters' })
  channel?: string;

  @IsOptional()
  @ZonedTime()
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
  @ZonedTime('is required: when it happened, as in 2030-01-31T12:00:00Z')
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
  @MessageParts()
  messageParts?: MessagePartDto[];

  @IsOptional()
  @IsObject(OBJECT)
  @ValidateNested({ message: 'must be an object {messageId}' })
  @Type(() => CorrelationDto)
  correlation?: CorrelationDto;
}
