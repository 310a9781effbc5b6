/** The channels of the vendor's API (contract §0). Some of them are not here; programs written for it name them all the same. */
export const VENDOR_CHANNELS: readonly string[] = ['fbMessenger', 'sms', 'mms', 'whatsApp', 'rcs', 'nativePush', 'appMessaging', 'email', 'twitterDm'];
