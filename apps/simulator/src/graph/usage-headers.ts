import type { Page } from '../state/accounts.js';
import type { GraphErrorKey } from './graph-errors.js';

const FULL_PERCENT = 100;
const WAIT_MINUTES = 1;

/** Meta's rate headers (shares in per cent, the wait in minutes): with a throttling error, or when the behaviour sets a share. */
export function usageHeaders(error: GraphErrorKey | undefined, page: Page, usagePercent: number): Record<string, string> {
  if (error === '4') return { 'x-app-usage': JSON.stringify(shares(FULL_PERCENT)) };
  if (error === '80001' || error === '80006') return businessUsage(page, FULL_PERCENT, WAIT_MINUTES);
  return usagePercent > 0 ? businessUsage(page, usagePercent, usagePercent >= FULL_PERCENT ? WAIT_MINUTES : 0) : {};
}

function businessUsage(page: Page, percent: number, waitMinutes: number): Record<string, string> {
  const usage = { type: 'messenger', ...shares(percent), estimated_time_to_regain_access: waitMinutes };
  return { 'x-business-use-case-usage': JSON.stringify({ [page.id]: [usage] }) };
}

function shares(percent: number): Record<string, number> {
  return { call_count: percent, total_cputime: 25, total_time: 25 };
}
