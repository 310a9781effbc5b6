interface TwilioErrorRow {
  message: string;
  status: number;
}

/** Twilio's errors by code; `{}` in a sentence stands for the value that is wrong. */
const TWILIO_ERRORS = {
  14107: { message: 'Message rate limit exceeded', status: 429 },
  20003: { message: 'Authenticate', status: 401 },
  20005: { message: 'Account is not active', status: 403 },
  20404: { message: 'The requested resource {} was not found', status: 404 },
  20429: { message: 'Too Many Requests', status: 429 },
  20500: { message: 'Internal Server Error', status: 500 },
  20503: { message: 'Service Unavailable', status: 503 },
  21211: { message: "Invalid 'To' Phone Number: {}", status: 400 },
  21212: { message: "Invalid 'From' Phone Number: {}", status: 400 },
  21408: { message: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: {}", status: 400 },
  21602: { message: 'Message body is required.', status: 400 },
  21603: { message: "A 'From' phone number is required.", status: 400 },
  21604: { message: "A 'To' phone number is required.", status: 400 },
  21606: { message: "The 'From' phone number {} is not a valid, message-capable Twilio phone number for this destination/account.", status: 400 },
  21609: { message: "The 'StatusCallback' URL {} is not a valid URL.", status: 400 },
  21610: { message: 'Attempt to send to unsubscribed recipient', status: 400 },
  21611: { message: "The 'From' number {} has exceeded the maximum number of queued messages", status: 429 },
  21612: { message: "Message cannot be sent with the current combination of 'To' ({}) and/or 'From'.", status: 400 },
  21614: { message: "'To' number is not a valid mobile number: {}", status: 400 },
  21617: { message: 'The concatenated message body exceeds the 1600 character limit', status: 400 },
  21620: { message: 'Invalid media URL(s)', status: 400 },
  21623: { message: 'Number of media files exceeds allowed limit of 10', status: 400 },
} as const satisfies Record<number, TwilioErrorRow>;

export type TwilioErrorCode = keyof typeof TWILIO_ERRORS;
export const TWILIO_ERROR_CODES = Object.keys(TWILIO_ERRORS).map(Number) as TwilioErrorCode[];

export function isTwilioErrorCode(code: number): code is TwilioErrorCode {
  return Object.hasOwn(TWILIO_ERRORS, code);
}

/** An error as Twilio answers it. */
export class TwilioError extends Error {
  override readonly name = 'TwilioError';
  readonly status: number;

  constructor(
    readonly code: TwilioErrorCode,
    value = '',
  ) {
    super(TWILIO_ERRORS[code].message.replace('{}', value));
    this.status = TWILIO_ERRORS[code].status;
  }

  body(): Record<string, unknown> {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}
