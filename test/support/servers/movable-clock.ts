import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian's package `faketime` puts it: a folder for each kind of machine. */
const LIBRARY = existsSync('/usr/lib')
  ? readdirSync('/usr/lib').map((folder) => join('/usr/lib', folder, 'faketime', 'libfaketimeMT.so.1')).find((path) => existsSync(path))
  : undefined;

/** True where clocks of processes can be moved: Linux with libfaketime. */
export const hasMovableClocks = LIBRARY !== undefined;

/** A clock of processes that are started with its `env`. It goes as fast as the machine's, and can be set forward and back while they run. */
export class MovableClock {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gateway-test-clock-'));
  private readonly file = join(this.folder, 'offset');

  /** As a clock that is set wrong does, it leaves the steady clock, which timers go by, as it is. */
  readonly env: Record<string, string> = {
    LD_PRELOAD: LIBRARY ?? '',
    FAKETIME_TIMESTAMP_FILE: this.file,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_RESET: '1',
  };

  /** From now on, within a second, it is so many seconds ahead of the machine's clock; behind it when negative. */
  async set(aheadS: number): Promise<void> {
    const next = `${this.file}-next`;
    await writeFile(next, `${aheadS < 0 ? '-' : '+'}${Math.abs(aheadS)}\n`);
    await rename(next, this.file); // a process that reads it meanwhile sees the one or the other
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** How far the clock of a server is ahead of ours, by the Date of its answer; whole seconds. */
export async function secondsAhead(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return Math.round((Date.parse(response.headers.get('date') ?? '') - Date.now()) / 1_000);
}
