import { IsNotIn, IsOptional, IsString, IsUrl, Matches, MaxLength, MinLength } from 'class-validator';

/** The person is named by the profile's id when the account says nothing else. */
export const DEFAULT_ID_FIELD = 'profileId';

export class CustomSettings {
  @IsString({ message: 'url is required: where messages are posted to, like "https://messages.example.com/out"' })
  @MaxLength(2_000, { message: 'url must have at most 2000 characters' })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { message: 'url must be a URL that begins with https://' })
  url!: string;

  /** The field of `to` and of a profile that names the person. */
  @IsOptional()
  @IsString({ message: 'idField must be the name of a field, for example "loyaltyId"' })
  @Matches(/^(?!(id|userRef|mobileNumber)$)[a-z][A-Za-z0-9]{0,49}$/, { message: 'idField must be the name of a field in lowerCamel, at most 50 characters, for example "loyaltyId"' })
  @IsNotIn(Object.getOwnPropertyNames(Object.prototype), { message: 'idField must not be the name of a property that every object has' })
  idField?: string;
}

/** Kept encrypted. Signs the calls. */
export class CustomSecrets {
  @IsString({ message: 'secret is required: it signs the calls' })
  @MinLength(16, { message: 'secret must have at least 16 characters' })
  @MaxLength(1_000, { message: 'secret must have at most 1000 characters' })
  secret!: string;
}

/** A custom channel has no options (contract §7). */
export class CustomOptions {}
