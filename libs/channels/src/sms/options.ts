import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';

/** A short code, a long number, or 3 to 11 letters, digits and blanks with a letter among them. */
export const SENDER = /^(\+?\d{3,15}|(?=.*[A-Za-z])[A-Za-z0-9 &._-]{3,11})$/;
/** The same, or a text whose merge fields are yet to be filled in. */
const SENDER_OR_FIELDS = new RegExp(`${SENDER.source}|\\{\\{[^{}]{1,200}\\}\\}`);

export class SmsReplacement {
  @IsString({ message: 'from must be a text' })
  @IsNotEmpty({ message: 'from must not be empty' })
  @MaxLength(100, { message: 'from must not be longer than 100 characters' })
  from!: string;

  /** May be empty: the text is then taken out. */
  @IsString({ message: 'to must be a text' })
  @MaxLength(100, { message: 'to must not be longer than 100 characters' })
  to!: string;
}

export class SmsUnicodeConversion {
  /** Replaces what GSM phones do not know by the nearest that they do: ’ by ', … by ..., ê by e. */
  @IsOptional()
  @IsBoolean({ message: 'convertUnicodeToGsm must be true or false' })
  convertUnicodeToGsm?: boolean;

  /** Made before that. */
  @IsOptional()
  @IsArray({ message: 'customReplacements must be a list of {from, to}' })
  @ArrayMaxSize(100, { message: 'customReplacements may have 100 entries' })
  @ValidateNested({ each: true, message: 'customReplacements must be a list of {from, to}' })
  @Type(() => SmsReplacement)
  customReplacements?: SmsReplacement[];
}

/** What `channelOptions.sms` may say. */
export class SmsOptions {
  /** The sender that is shown; without it the account's own number. */
  @IsOptional()
  @IsString({ message: 'from must be a text' })
  @Matches(SENDER_OR_FIELDS, { message: 'from must be a phone number, a short code, or 3 to 11 letters and digits' })
  from?: string;

  /** False: a text with characters outside the GSM alphabet is refused, since it costs more. */
  @IsOptional()
  @IsBoolean({ message: 'allowUnicode must be true or false' })
  allowUnicode?: boolean;

  @IsOptional()
  @ValidateNested({ message: 'unicodeConversion must be an object' })
  @Type(() => SmsUnicodeConversion)
  unicodeConversion?: SmsUnicodeConversion;
}
