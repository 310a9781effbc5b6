import { Module } from '@nestjs/common';
import { AcceptMessages } from './accept-messages.js';
import { AnswerRefused } from './answer-refused.js';
import { ApplyReceipts } from './apply-receipts.js';
import { Attempts } from './attempts.js';
import { ChangeProfiles } from './change-profiles.js';
import { DeleteOld } from './delete-old.js';
import { Backlog } from './backlog.js';
import { DueJobs } from './due-jobs.js';
import { ErasePerson } from './erase-person.js';
import { FindOrMakeProfile } from './find-or-make-profile.js';
import { FindPerson } from './find-person.js';
import { FindTraces } from './find-traces.js';
import { Inbounds } from './inbounds.js';
import { FollowLink } from './follow-link.js';
import { MessageClaims } from './message-claims.js';
import { PostInbound } from './post-inbound.js';
import { ProcessProviderEvents } from './process-provider-events.js';
import { ProviderCalls } from './provider-calls.js';
import { RateSlots } from './rate-slots.js';
import { ReadMessage } from './read-message.js';
import { ReceiveProviderEvents } from './receive-provider-events.js';
import { RecordInbound } from './record-inbound.js';
import { RecordOptIn } from './record-opt-in.js';
import { RecordOutcome } from './record-outcome.js';
import { ReportInboundStatus } from './report-inbound-status.js';
import { ReportStatus } from './report-status.js';
import { ResolveRecipient } from './resolve-recipient.js';
import { SendMessages } from './send-messages.js';
import { SentBatches } from './sent-batches.js';
import { ShortenLinks } from './shorten-links.js';
import { TakeBackMessage } from './take-back-message.js';
import { RedactMessages } from './redact-messages.js';
import { SearchMessages } from './search-messages.js';
import { ReadHistory } from './read-history.js';
import { RuleSets } from './rule-sets.js';
import { Templates } from './templates.js';
import { FindOptIns } from './find-opt-ins.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { ShowMetrics } from './show-metrics.js';
import { Sweeps } from './sweeps.js';
import { TryRule } from './try-rule.js';
import { UnknownOutcomes } from './unknown-outcomes.js';
import { WorkerLease } from './worker-lease.js';

const providers = [
  AcceptMessages,
  AnswerRefused,
  ApplyReceipts,
  Attempts,
  Backlog,
  ChangeProfiles,
  DeleteOld,
  DueJobs,
  ErasePerson,
  FindOrMakeProfile,
  FindPerson,
  FindTraces,
  Inbounds,
  FollowLink,
  MessageClaims,
  PostInbound,
  ProcessProviderEvents,
  ProviderCalls,
  RateSlots,
  ReadMessage,
  ReceiveProviderEvents,
  RecordInbound,
  RecordOptIn,
  RecordOutcome,
  ReportInboundStatus,
  ReportStatus,
  ResolveRecipient,
  SendMessages,
  SentBatches,
  ShortenLinks,
  TakeBackMessage,
  RedactMessages,
  SearchMessages,
  ReadHistory,
  RuleSets,
  Templates,
  FindOptIns,
  IdempotencyKeys,
  ShowMetrics,
  Sweeps,
  TryRule,
  UnknownOutcomes,
  WorkerLease,
];

/** The way of a message, one file a verb. */
@Module({ providers, exports: providers })
export class MessagingModule {}
