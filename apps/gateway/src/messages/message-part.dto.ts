import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsObject, IsOptional, IsString, IsUrl, Matches, Min, ValidateIf, ValidateNested } from 'class-validator';

/** Signed addresses of stored files take 2,000 and more; some servers take no more than this. */
const MOST_URL_CHARS = 8_000;
const STRING = { message: 'must be a string' };

/** One part of a message (contract §1.2). `url` and `data` are checked against each other in check-parts. */
export class MessagePartDto {
  @IsOptional()
  @IsString(STRING)
  name?: string;

  @Matches(/^[\w.+-]+\/[\w.+*-]+(;.*)?$/, { message: 'must be a MIME type, for example text/plain or image/png' })
  type!: string;

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, allow_underscores: true, max_allowed_length: MOST_URL_CHARS }, { message: `must be a http or https URL of at most ${MOST_URL_CHARS} characters` })
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

/** A property that is a list of parts. The check of the list as such comes last, since the last complaint is the one that is told. */
export function MessageParts(): PropertyDecorator {
  return applyDecorators(
    Type(() => MessagePartDto),
    ValidateNested({ each: true }),
    IsObject({ each: true, message: 'must be a list of objects {type, data or url}' }),
    ArrayMaxSize(100, { message: 'has more than 100 parts' }),
    IsArray({ message: 'must be a list of parts' }),
  );
}
