import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { interval, map, merge, type Observable, takeUntil } from 'rxjs';
import { last } from 'rxjs/operators';
import { Changes } from '../state/changes.js';

const HEARTBEAT_MS = 15_000;

/** What the page listens to: which conversations changed. */
@Controller('control')
export class StreamController {
  constructor(private readonly changes: Changes) {}

  @Sse('stream')
  stream(): Observable<MessageEvent> {
    const { stream } = this.changes;
    const changed = stream.pipe(map((change): MessageEvent => ({ type: 'changed', data: change })));
    // A beat keeps proxies from closing a quiet connection; it ends with the stream, or the server could not stop.
    const beat = interval(HEARTBEAT_MS).pipe(
      map((): MessageEvent => ({ type: 'beat', data: {} })),
      takeUntil(stream.pipe(last(null, undefined))),
    );
    return merge(changed, beat);
  }
}
