import { Module } from '@nestjs/common';
import { AcceptMessages } from './accept/accept-messages.js';
import { IdempotencyKeys } from './accept/idempotency-keys.js';
import { RedactMessages } from './accept/redact-messages.js';
import { RuleSets } from './accept/rule-sets.js';
import { TakeBackMessage } from './accept/take-back-message.js';
import { Templates } from './accept/templates.js';
import { Attempts } from './send/attempts.js';
import { DueJobs } from './send/due-jobs.js';
import { FindOptIns } from './send/find-opt-ins.js';
import { MessageClaims } from './send/message-claims.js';
import { ProviderCalls } from './send/provider-calls.js';
import { RecordOutcome } from './send/record-outcome.js';
import { ResolveRecipient } from './send/resolve-recipient.js';
import { SendMessages } from './send/send-messages.js';
import { SentBatches } from './send/sent-batches.js';
import { ShortenLinks } from './send/shorten-links.js';
import { TryRule } from './send/try-rule.js';
import { UnknownOutcomes } from './send/unknown-outcomes.js';
import { WorkerLease } from './send/worker-lease.js';
import { RateSlots } from './limits/rate-slots.js';
import { ApplyReceipts } from './receipts/apply-receipts.js';
import { KeepReceipts } from './receipts/keep-receipts.js';
import { MoveMessages } from './receipts/move-messages.js';
import { Watermarks } from './receipts/watermarks.js';
import { ReportStatus } from './receipts/report-status.js';
import { ApplyEvents } from './provider-events/apply-events.js';
import { ProcessProviderEvents } from './provider-events/process-provider-events.js';
import { ReceiveProviderEvents } from './provider-events/receive-provider-events.js';
import { StoredEvents } from './provider-events/stored-events.js';
import { AnswerRefused } from './inbound/answer-refused.js';
import { FollowLink } from './inbound/follow-link.js';
import { Inbounds } from './inbound/inbounds.js';
import { KeepOnce } from './inbound/keep-once.js';
import { PostInbound } from './inbound/post-inbound.js';
import { RecordInbound } from './inbound/record-inbound.js';
import { RecordOptIn } from './inbound/record-opt-in.js';
import { ReportInboundStatus } from './inbound/report-inbound-status.js';
import { ChangeProfiles } from './people/change-profiles.js';
import { ErasePerson } from './people/erase-person.js';
import { FindOrMakeProfile } from './people/find-or-make-profile.js';
import { FindPerson } from './people/find-person.js';
import { FindTraces } from './people/find-traces.js';
import { ReadHistory } from './read/read-history.js';
import { ReadMessage } from './read/read-message.js';
import { SearchMessages } from './read/search-messages.js';
import { Backlog } from './upkeep/backlog.js';
import { DeleteOld } from './upkeep/delete-old.js';
import { ShowMetrics } from './upkeep/show-metrics.js';
import { Sweeps } from './upkeep/sweeps.js';

const providers = [
  AcceptMessages,
  AnswerRefused,
  IdempotencyKeys,
  RedactMessages,
  RuleSets,
  TakeBackMessage,
  Templates,
  Attempts,
  DueJobs,
  FindOptIns,
  MessageClaims,
  ProviderCalls,
  RecordOutcome,
  ResolveRecipient,
  SendMessages,
  SentBatches,
  ShortenLinks,
  TryRule,
  UnknownOutcomes,
  WorkerLease,
  RateSlots,
  ApplyReceipts,
  KeepReceipts,
  MoveMessages,
  Watermarks,
  ReportStatus,
  ApplyEvents,
  ProcessProviderEvents,
  StoredEvents,
  ReceiveProviderEvents,
  FollowLink,
  Inbounds,
  KeepOnce,
  PostInbound,
  RecordInbound,
  RecordOptIn,
  ReportInboundStatus,
  ChangeProfiles,
  ErasePerson,
  FindOrMakeProfile,
  FindPerson,
  FindTraces,
  ReadHistory,
  ReadMessage,
  SearchMessages,
  Backlog,
  DeleteOld,
  ShowMetrics,
  Sweeps,
];

/** The way of a message: a folder a stage, one file a verb. */
@Module({ providers, exports: providers })
export class MessagingModule {}
