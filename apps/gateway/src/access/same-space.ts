/** Whether a path or a query names this apiSpace: the vendor's ids are UUIDs, written with their dashes or without (contract §1.1). */
export function isSameSpace(given: string, apiSpaceId: string): boolean {
  return given === apiSpaceId || given.toLowerCase().replaceAll('-', '') === apiSpaceId.replaceAll('-', '');
}
