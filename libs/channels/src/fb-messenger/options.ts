import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

export const MESSAGING_TYPES = ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'] as const;
export type MessagingType = (typeof MESSAGING_TYPES)[number];

export const NOTIFICATION_TYPES = ['REGULAR', 'SILENT_PUSH', 'NO_PUSH'] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

/** What `channelOptions.fbMessenger` may say. */
export class FbMessengerOptions {
  @IsOptional()
  @IsIn(MESSAGING_TYPES, { message: `messagingType must be one of ${MESSAGING_TYPES.join(', ')}` })
  messagingType?: MessagingType;

  /** Any text: Meta adds and retires tags, and this gateway need not change for it. */
  @ValidateIf((options: FbMessengerOptions) => options.messagingType === 'MESSAGE_TAG' || (options.messageTag ?? undefined) !== undefined)
  @IsString({ message: 'messageTag must be a text, for example HUMAN_AGENT; messagingType MESSAGE_TAG needs one' })
  @IsNotEmpty({ message: 'messageTag must not be empty' })
  @MaxLength(100, { message: 'messageTag must not be longer than 100 characters' })
  messageTag?: string;

  /** The id of a persona of the Page, under whose name and picture the message is shown. */
  @IsOptional()
  @IsString({ message: 'personaId must be a text' })
  @IsNotEmpty({ message: 'personaId must not be empty' })
  @MaxLength(100, { message: 'personaId must not be longer than 100 characters' })
  personaId?: string;

  @IsOptional()
  @IsIn(NOTIFICATION_TYPES, { message: `notificationType must be one of ${NOTIFICATION_TYPES.join(', ')}` })
  notificationType?: NotificationType;
}
