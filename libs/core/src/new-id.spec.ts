import { describe, expect, it } from '@jest/globals';
import { v7 as uuidv7, validate, version } from 'uuid';
import { firstIdAt, newId, timeOfId } from './new-id.js';

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

  it('new ids are UUIDs of version 7 that ascend, also by the ten thousand in a millisecond', () => {
    const ids = Array.from({ length: 50_000 }, newId);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(validate(id) && version(id)).toBe(7);
    expect(Math.abs(timeOfId(newId()).getTime() - Date.now())).toBeLessThan(100);
  });
});
