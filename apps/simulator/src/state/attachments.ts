import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../bounded.js';
import { newAttachmentId } from '../ids.js';

const MOST_KEPT = 100_000;

/** The files that Meta keeps for pages; only the page that gave one may send it. */
@Injectable()
export class Attachments {
  private readonly owners = new BoundedMap<string, string>(MOST_KEPT);

  /** The id of a new file. */
  keep(pageId: string): string {
    const id = newAttachmentId();
    this.owners.set(id, pageId);
    return id;
  }

  isOf(pageId: string, id: string): boolean {
    return this.owners.get(id) === pageId;
  }

  reset(): void {
    this.owners.clear();
  }
}
