import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';

/** What was given for an account is wrong; the message names each field. */
export class AccountError extends Error {
  override readonly name = 'AccountError';

  constructor(readonly failures: { paramName: string; message: string }[]) {
    super(failures.map(({ paramName, message }) => `${paramName}: ${message}`).join('\n'));
  }
}

/** Throws AccountError. */
export async function checkGiven(what: 'settings' | 'secrets', type: new () => object, values: Record<string, unknown>): Promise<void> {
  const errors = await validate(plainToInstance(type, values), { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  throwAny(errors.map((error) => ({ paramName: `${what}.${error.property}`, message: Object.values(error.constraints ?? {}).join(', ') })));
}

/** Throws AccountError when there are any. */
export function throwAny(failures: AccountError['failures']): void {
  if (failures.length > 0) throw new AccountError(failures);
}
