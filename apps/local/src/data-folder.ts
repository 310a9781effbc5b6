import { chmod, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf } from './process-table.js';

const LOCK = 'supervisor.pid';
const OWNER_ONLY = 0o600;

/** Where `npm start` keeps what has to outlive it: secrets, the database, what the demo is called. */
export class DataFolder {
  private constructor(readonly path: string) {}

  /** Makes the folder and takes it for this process. Throws when another `npm start` has it. */
  static async open(path: string): Promise<DataFolder> {
    // Others may pass through (the embedded Postgres runs as its own user), not look around; what is secret is 0600.
    await mkdir(path, { recursive: true, mode: 0o711 });
    const folder = new DataFolder(await realpath(path));
    await folder.takeLock();
    return folder;
  }

  at(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  /** Undefined when there is no such file. Throws with the file's name when it is not JSON. */
  async read<T>(name: string): Promise<T | undefined> {
    const text = await readFile(this.at(name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new Error(`${this.at(name)} is not JSON. Mend it, or delete ${this.path} to begin anew.`);
    }
  }

  /** Whole or not at all, and for the owner's eyes only. */
  async write(name: string, content: unknown): Promise<void> {
    const draft = this.at(`${name}.draft`);
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: OWNER_ONLY });
    await chmod(draft, OWNER_ONLY); // a draft that a crash left behind keeps its old mode
    await rename(draft, this.at(name));
  }

  async remove(name: string): Promise<void> {
    await rm(this.at(name), { force: true });
  }

  async close(): Promise<void> {
    await this.remove(LOCK);
  }

  /**
   * The process id in the lock counts only while a process with our own command line has it: ids are used again. And only
   * in the folder that it was written in: a copy has no process.
   */
  private async takeLock(): Promise<void> {
    const [owner, path] = await readFile(this.at(LOCK), 'utf8').then((text) => text.split('\n'), () => []);
    const pid = Number(owner);
    if (owner !== undefined && path === this.path && pid !== process.pid && isSupervisor(commandLineOf(pid))) {
      throw new Error(`The gateway already runs on ${this.path} (process ${pid}). Stop it first, or set GATEWAY_DATA_DIR.`);
    }
    await writeFile(this.at(LOCK), `${process.pid}\n${this.path}`);
  }
}

function isSupervisor(commandLine: string | undefined): boolean {
  return commandLine !== undefined && /scripts[\\/]start\.mjs|apps[\\/]local/.test(commandLine);
}
