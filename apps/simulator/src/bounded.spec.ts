import { describe, expect, it } from '@jest/globals';
import { BoundedMap, RecentList } from './bounded.js';

describe('RecentList', () => {
  it('keeps the newest items, oldest first, and tells which it forgot', () => {
    const forgotten: number[] = [];
    const list = new RecentList<number>(3, (item) => forgotten.push(item));
    for (const item of [1, 2, 3, 4, 5]) list.add(item);
    expect(list.items()).toEqual([3, 4, 5]);
    expect(forgotten).toEqual([1, 2]);
    list.clear();
    list.add(6);
    expect(list.items()).toEqual([6]);
  });
});

describe('BoundedMap', () => {
  it('forgets what was set longest ago', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4]);
  });
});
