import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { MessagePartDto } from './send-request.dto.js';

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

  @IsArray({ message: 'must be a list of parts' })
  @ArrayNotEmpty({ message: 'must not be empty' })
  @ArrayMaxSize(100, { message: 'has more than 100 parts' })
  @IsObject({ each: true, message: 'must be a list of objects {type, data or url}' })
  @ValidateNested({ each: true })
  @Type(() => MessagePartDto)
  messageParts!: MessagePartDto[];
}
