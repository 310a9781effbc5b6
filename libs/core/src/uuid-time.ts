/** When an id (UUID v7) was made, to the millisecond. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The id before all that are made at this time or later. */
export function firstIdAt(time: Date): string {
  const digits = Math.min(Math.max(0, time.getTime()), 0xffff_ffff_ffff).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`;
}
