import { describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { firstIdAt, timeOfId } from './uuid-time.js';

describe('ids and times', () => {
  it.each([0, 1, Date.UTC(2026, 0, 1), Date.now(), 0xffff_ffff_ffff])('an id tells the millisecond it was made in: %d', (msecs) => {
    const id = uuidv7({ msecs });
    expect(timeOfId(id).getTime()).toBe(msecs);
    expect(firstIdAt(new Date(msecs)) <= id).toBe(true);
    if (msecs < 0xffff_ffff_ffff) expect(firstIdAt(new Date(msecs + 1)) > id).toBe(true);
  });

  it('a time before all ids is before the first of them', () => {
    expect(firstIdAt(new Date(-1))).toBe('00000000-0000-0000-0000-000000000000');
  });
});
