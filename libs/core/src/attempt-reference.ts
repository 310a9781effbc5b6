/** Names one attempt towards a provider: the message's id, a dot, the attempt's number in that message. */
export interface AttemptReference {
  messageId: string;
  attemptNumber: number;
}

const PATTERN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{1,5})$/;
/** What the column holds; whoever writes a greater number made it up. */
const MOST_ATTEMPTS = 32_767;

export function formatAttemptReference({ messageId, attemptNumber }: AttemptReference): string {
  return `${messageId}.${attemptNumber}`;
}

/** Undefined for anything that this gateway did not write. */
export function parseAttemptReference(text: string): AttemptReference | undefined {
  const match = PATTERN.exec(text);
  return match && Number(match[2]) <= MOST_ATTEMPTS ? { messageId: match[1]!, attemptNumber: Number(match[2]) } : undefined;
}
