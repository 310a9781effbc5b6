export const EVERY: Readonly<Record<'hotProfile' | 'metadata' | 'inbound' | 'failed' | 'expired' | 'filtered' | 'sms' | 'dead', number>>;
export function fillOldData(
  databaseUrl: string,
  options: { messages: number; profiles: number; apiSpaceId: string; say?: (line: string) => void },
): Promise<{ seconds: number; megabytes: number }>;
