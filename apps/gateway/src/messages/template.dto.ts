import { ArrayNotEmpty, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { type MessagePartDto, MessageParts } from './message-part.dto.js';

/** A template as it is created or replaced (contract §7, Helpers). */
export class TemplateDto {
  @IsString({ message: 'must be a string' })
  @IsNotEmpty({ message: 'must not be empty' })
  @MaxLength(200, { message: 'must have at most 200 characters' })
  name!: string;

  @IsOptional()
  @IsString({ message: 'must be a string' })
  @MaxLength(2_000, { message: 'must have at most 2000 characters' })
  description?: string;

  @MessageParts()
  @ArrayNotEmpty({ message: 'must not be empty' })
  messageParts!: MessagePartDto[];
}
