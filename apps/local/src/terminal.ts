import { readableLine } from './log-lines.js';

const WIDTH = 10;

/** What `npm start` writes: its own words, and its processes' lines behind their names. */
export class Terminal {
  /** `showAll`: the processes' lines as they wrote them (LOG_LEVEL=debug and trace). */
  constructor(private readonly showAll: boolean) {}

  readonly say = (text: string): void => {
    write(process.stdout, text);
  };

  readonly processLine = (name: string, line: string, stream: 'stdout' | 'stderr'): void => {
    const { text, isWarning } = this.showAll ? { text: line, isWarning: false } : readableLine(line);
    write(isWarning || stream === 'stderr' ? process.stderr : process.stdout, `${name.padEnd(WIDTH)}| ${text}`);
  };
}

function write(stream: NodeJS.WriteStream, text: string): void {
  if (!stream.writableEnded && !stream.destroyed) stream.write(`${text}\n`);
}
