import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNotEmpty, IsObject, IsOptional, IsString, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { EVENT_NAMES, FILTER_NAMES, NEVER_TOLD } from '@app/webhooks';

export class SubscriptionFilterDto {
  @IsIn(FILTER_NAMES, { message: `must be one of: ${FILTER_NAMES.join(', ')}` })
  name!: string;

  @IsString({ message: 'must be a string' })
  @MaxLength(200, { message: 'must have at most 200 characters' })
  value!: string;
}

export class SubscriptionDto {
  @IsIn([...EVENT_NAMES, ...NEVER_TOLD], { message: `must be one of: ${EVENT_NAMES.join(', ')}` })
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

  /** Events come as a JSON array, also when it holds one. */
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  batch?: boolean;

  @IsOptional()
  @IsInt({ message: 'must be a whole number from 1 to 500' })
  @Min(1, { message: 'must be a whole number from 1 to 500' })
  @Max(500, { message: 'must be a whole number from 1 to 500' })
  maxBatchSize?: number;

  /** Seconds. */
  @IsOptional()
  @IsInt({ message: 'must be a whole number of seconds from 1 to 60' })
  @Min(1, { message: 'must be a whole number of seconds from 1 to 60' })
  @Max(60, { message: 'must be a whole number of seconds from 1 to 60' })
  batchTimeout?: number;

  /** Seconds for which the secret that a new one replaces signs too; 0 ends it at once. */
  @IsOptional()
  @IsInt({ message: 'must be a whole number of seconds from 0 to 604800 (7 days)' })
  @Min(0, { message: 'must be a whole number of seconds from 0 to 604800 (7 days)' })
  @Max(604_800, { message: 'must be a whole number of seconds from 0 to 604800 (7 days)' })
  secretOverlap?: number;
}

/** What a replay brings again (an extension, contract §12.13). */
export class ReplayDto {
  @IsOptional()
  @IsIn(['dead', 'all'], { message: 'must be dead or all' })
  state?: 'dead' | 'all';

  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'must be an ISO 8601 time, for example 2026-01-31T12:00:00Z' })
  from?: string;

  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'must be an ISO 8601 time, for example 2026-01-31T12:00:00Z' })
  to?: string;

  @IsOptional()
  @IsArray({ message: `must be a list of event names: ${EVENT_NAMES.join(', ')}` })
  @ArrayMaxSize(100, { message: 'has more than 100 names' })
  @IsIn(EVENT_NAMES, { each: true, message: `must be a list of event names: ${EVENT_NAMES.join(', ')}` })
  types?: string[];

  @IsOptional()
  @IsArray({ message: 'must be a list of {name, value}' })
  @ArrayMaxSize(20, { message: 'has more than 20 filters' })
  @IsObject({ each: true, message: 'must be a list of {name, value}' })
  @ValidateNested({ each: true })
  @Type(() => SubscriptionFilterDto)
  filters?: SubscriptionFilterDto[];
}
