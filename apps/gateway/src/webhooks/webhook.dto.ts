import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { EVENT_NAMES, FILTER_NAMES } from '@app/webhooks';

export class SubscriptionFilterDto {
  @IsIn(FILTER_NAMES, { message: `must be one of: ${FILTER_NAMES.join(', ')}` })
  name!: string;

  @IsString({ message: 'must be a string' })
  @MaxLength(200, { message: 'must have at most 200 characters' })
  value!: string;
}

export class SubscriptionDto {
  @IsIn(EVENT_NAMES, { message: `must be one of: ${EVENT_NAMES.join(', ')}` })
  type!: string;

  @IsOptional()
  @IsArray({ message: 'must be a list of {name, value}' })
  @ArrayMaxSize(20, { message: 'has more than 20 filters' })
  @IsObject({ each: true, message: 'must be a list of {name, value}' })
  @ValidateNested({ each: true })
  @Type(() => SubscriptionFilterDto)
  filters?: SubscriptionFilterDto[];
}

/** A webhook as it is created or replaced (contract §3.5). The URL is checked by the address guard besides. */
export class WebhookDto {
  @IsString({ message: 'must be a string' })
  @IsNotEmpty({ message: 'must not be empty' })
  @MaxLength(200, { message: 'must have at most 200 characters' })
  name!: string;

  @IsString({ message: 'must be a URL' })
  @MaxLength(2_000, { message: 'must have at most 2000 characters' })
  url!: string;

  @IsOptional()
  @IsString({ message: 'must be a string' })
  @MinLength(16, { message: 'must have at least 16 characters' })
  @MaxLength(1_000, { message: 'must have at most 1000 characters' })
  secret?: string;

  @IsOptional()
  @IsArray({ message: 'must be a list of {type, filters}' })
  @ArrayMaxSize(100, { message: 'has more than 100 subscriptions' })
  @IsObject({ each: true, message: 'must be a list of {type, filters}' })
  @ValidateNested({ each: true })
  @Type(() => SubscriptionDto)
  subscriptions?: SubscriptionDto[];
}
