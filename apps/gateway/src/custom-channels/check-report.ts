import { INBOUND_STATUSES, type InboundStatusReport, type StatusReport } from '@app/messaging';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';
import { validateBody } from '../http/validate-body.js';
import { InboundStatusDto, StatusReportDto } from './reports.dto.js';

/** They are told in every event of the message and read with every page of messages. */
const MOST_DETAIL_CHARS = 16_000;

const STATUSES = ['failed', 'delivered', 'read', 'expired', 'sent', 'filtered'] as const;

/** A status of a message: the path's word and the body. Throws ValidationError that names every wrong field. */
export function checkStatusReport(status: string, body: unknown): StatusReport {
  const known = oneOf(STATUSES, status);
  const { value, failures } = validateBody(StatusReportDto, objectOf(body ?? {}));
  checkDetails(value, failures);
  const occurredAt = timeOf(value.timestamp, failures) ?? new Date();
  if (!known) failures.push(unknownStatus(STATUSES));
  if (failures.length > 0) throw new ValidationError(failures);
  const { channel, failureReason, channelStatus, additionalInfo } = value;
  const details = { ...(channelStatus ? { channelStatus } : {}), ...(additionalInfo ? { additionalInfo } : {}) };
  return { status: known!, occurredAt, details, ...(channel ? { channel } : {}), ...(failureReason ? { failureReason } : {}) };
}

/** A status of an inbound. Throws ValidationError that names every wrong field. */
export function checkInboundStatus(status: string, body: unknown): InboundStatusReport {
  const known = oneOf(INBOUND_STATUSES, status);
  const { value, failures } = validateBody(InboundStatusDto, objectOf(body));
  checkDetails(value, failures);
  const timestamp = timeOf(value.timestamp, failures) ?? new Date();
  if (!known) failures.push(unknownStatus(INBOUND_STATUSES));
  if (failures.length > 0) throw new ValidationError(failures);
  return { status: known!, timestamp, ...(value.channelStatus ? { channelStatus: value.channelStatus } : {}) };
}

function checkDetails({ channelStatus, additionalInfo }: { channelStatus?: unknown; additionalInfo?: unknown }, failures: ValidationFailure[]): void {
  for (const [paramName, details] of Object.entries({ channelStatus, additionalInfo })) {
    const isLong = details !== undefined && JSON.stringify(details).length > MOST_DETAIL_CHARS;
    if (isLong) failures.push({ paramName, message: `must have at most ${MOST_DETAIL_CHARS} characters of JSON` });
  }
}

function oneOf<T extends string>(known: readonly T[], given: string): T | undefined {
  return known.find((one) => one === given);
}

function unknownStatus(known: readonly string[]): ValidationFailure {
  return { paramName: 'status', message: `must be one of: ${known.join(', ')}` };
}

/** The form is checked by then; what Postgres or JavaScript can't keep is still to be refused. */
function timeOf(given: string | null | undefined, failures: ValidationFailure[]): Date | undefined {
  if (typeof given !== 'string' || failures.some(({ paramName }) => paramName === 'timestamp')) return undefined;
  const time = new Date(given);
  if (time.getTime() >= 0) return time;
  failures.push({ paramName: 'timestamp', message: 'must be a time after 1970, as in 2030-01-31T12:00:00Z' });
  return undefined;
}
