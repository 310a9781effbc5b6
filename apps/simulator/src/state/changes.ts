import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Subject } from 'rxjs';

/** What the page is told: the ids of conversations that changed, `*` for all of them. */
export interface Change {
  conversations: string[];
}

const GATHER_MS = 100;
const MOST_IDS = 100;

/** Tells the page what changed, at most ten times a second, so that a load test does not drown it. */
@Injectable()
export class Changes implements OnModuleDestroy {
  readonly stream = new Subject<Change>();
  private readonly waiting = new Set<string>();

  private timer?: NodeJS.Timeout;

  tell(conversationId: string): void {
    if (!this.stream.observed) return;
    this.waiting.add(conversationId);
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.stream.complete();
  }

  private flush(): void {
    this.timer = undefined;
    const conversations = this.waiting.size > MOST_IDS ? ['*'] : [...this.waiting];
    this.waiting.clear();
    this.stream.next({ conversations });
  }
}
