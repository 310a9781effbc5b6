const LEVELS: Record<number, string> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const WARN = 40;
/** Fields that are on every line and say nothing new. */
const USUAL = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'name', 'app', 'context', 'err', 'error', 'v']);
const MOST_FIELDS = 6;
const LONGEST_LINE = 400;

/** A pino line (JSON) as a short readable one; anything else as it is. */
export function readableLine(line: string): { text: string; isWarning: boolean } {
  const entry = parseEntry(line);
  if (!entry) return { text: line, isWarning: false };
  const level = Number(entry['level']);
  const words = [LEVELS[level] ?? '', messageOf(entry), ...fields(entry), errorText(entry)];
  const text = words.filter((word) => word !== '').join('  ');
  return { text: text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)} …` : text, isWarning: level >= WARN };
}

/** Cuts a stream of chunks into whole lines. */
export function lineSplitter(onLine: (line: string) => void): (chunk: Buffer | string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onLine(line.trimEnd());
  };
}

function parseEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as Record<string, unknown>;
    return 'level' in entry ? entry : undefined;
  } catch {
    return undefined;
  }
}

function messageOf({ msg }: Record<string, unknown>): string {
  return typeof msg === 'string' ? msg : JSON.stringify(msg ?? '');
}

function fields(entry: Record<string, unknown>): string[] {
  return Object.entries(entry)
    .filter(([name, value]) => !USUAL.has(name) && ['string', 'number', 'boolean'].includes(typeof value))
    .slice(0, MOST_FIELDS)
    .map(([name, value]) => `${name}=${String(value)}`);
}

function errorText(entry: Record<string, unknown>): string {
  const error = (entry['err'] ?? entry['error']) as { message?: string } | string | undefined;
  const text = typeof error === 'string' ? error : (error?.message ?? '');
  return text === entry['msg'] ? '' : text;
}
