import { IsNotEmpty, IsOptional, IsString, Matches } from 'class-validator';

export class SmsSettings {
  @IsString({ message: 'accountSid is required: the SID of the account at the SMS provider, like "AC0123…"' })
  @Matches(/^AC[0-9A-Za-z]{1,62}$/, { message: 'accountSid must begin with AC and go on with letters and digits' })
  accountSid!: string;

  /** Where the number is: for the lists of senders, which programs choose from. */
  @IsOptional()
  @Matches(/^[A-Z]{3}$/, { message: 'countryIsoCode must have three capital letters, for example GBR' })
  countryIsoCode?: string;
}

/** Kept encrypted. Makes calls and checks callbacks. */
export class SmsSecrets {
  @IsString({ message: 'authToken must be a text' })
  @IsNotEmpty({ message: 'authToken is required: the auth token of the account at the SMS provider' })
  authToken!: string;
}
