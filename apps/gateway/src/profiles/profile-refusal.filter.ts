import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { LOGGER, type Logger } from '@app/infra';
import { ProfileQueryError, ProfileRefusal, type ProfileRefusalKind } from '@app/profiles';
import { ApiError, type ErrorCode, ValidationError } from '../http/api-error.js';
import { ApiExceptionFilter } from '../http/api-exception.filter.js';

const CODES: Readonly<Record<Exclude<ProfileRefusalKind, 'tooLarge'>, ErrorCode>> = {
  notFound: 'notFound',
  exists: 'conflict',
  stale: 'preconditionFailed',
  race: 'conflict',
  conflict: 'conflict',
  tooSlow: 'queryTooSlow',
};

/** Brings what the profile store refuses to the contract's errors. */
@Catch(ProfileRefusal, ProfileQueryError)
export class ProfileRefusalFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(refusal: ProfileRefusal | ProfileQueryError, host: ArgumentsHost): void {
    new ApiExceptionFilter(this.logger).catch(known(refusal), host);
  }
}

function known(error: ProfileRefusal | ProfileQueryError): Error {
  if (error instanceof ProfileRefusal) {
    if (error.kind === 'tooLarge') return new ValidationError([{ paramName: 'request', message: error.message }]);
    return new ApiError(CODES[error.kind], error.message);
  }
  return new ValidationError([{ paramName: error.paramName, message: error.message }]);
}
