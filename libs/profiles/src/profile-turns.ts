import { Injectable } from '@nestjs/common';
import { connectionTurns } from '@app/infra';

/** All that customers change of profiles, and all that waits for their rows, shares a few connections. */
@Injectable()
export class ProfileTurns {
  /** Throws TooBusy. */
  readonly inTurn = connectionTurns();
}
