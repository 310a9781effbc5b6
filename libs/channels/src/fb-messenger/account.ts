import { Transform } from 'class-transformer';
import { IsBoolean, IsNotEmpty, IsOptional, IsString, Matches } from 'class-validator';

/** What a Page account may be set to. */
export class FbMessengerSettings {
  /** The app that the Page is connected to. It is shown with the account; nothing depends on it. */
  @IsOptional()
  @IsString({ message: 'appId must be a text of digits, like "1234567890"' })
  @Matches(/^\d{1,32}$/, { message: 'appId must be the digits of a Facebook app id, like "1234567890"' })
  appId?: string;

  /** Whether people may be addressed by phone number and name. Off by default: Meta has suspended it for most Pages. */
  @IsOptional()
  // The command line knows only texts.
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'customerMatching must be true or false' })
  customerMatching?: boolean;
}

/** Kept encrypted. */
export class FbMessengerSecrets {
  @IsString({ message: 'pageAccessToken must be a text' })
  @IsNotEmpty({ message: 'pageAccessToken is required: the access token of the Page' })
  pageAccessToken!: string;

  /** Signs the Page's webhooks and proves our calls. Without it, the app-wide secret checks webhooks. */
  @IsOptional()
  @IsString({ message: 'appSecret must be a text' })
  @IsNotEmpty({ message: 'appSecret must not be empty; leave it out where there is none' })
  appSecret?: string;
}
