import type { FailureKind } from '@app/core';

export interface GraphErrorRow {
  code: number;
  /** The row also holds for every code up to this one. */
  upTo?: number;
  /** Without it the row holds for all subcodes that have no row of their own. */
  subcode?: number;
  /** The row holds only where the message has this word in it. Only for words that are never translated. */
  mentions?: string;
  kind: FailureKind;
  /** What it means, in words for the customer, without the full stop. */
  reason: string;
  /** Tries after which it counts as rejected. */
  maxTries?: number;
  retryAfterMs?: number;
}

const FEW_TRIES = 3;
const HOUSE_FULL_MS = 30_000;

const OUTSIDE_WINDOW = 'The person has not written to the Page in the last 24 hours, and no tag or template opens the window';
const UNAVAILABLE_PERSON = 'The person is not available: blocked the Page, left, or does not take messages';
const TOKEN = 'The Page access token is not valid any more';
const PERMISSION = 'The app or its token lacks a permission for this Page';
const NOT_LIVE = 'The app is not live, or has no pages_messaging permission';
const OTHER_APP = 'Another app or a person at the Page has control of this conversation';
const BAD_FIELDS = 'A button, receipt or quick reply has fields that Facebook does not take';

/** Shorthands, so that a row is a line. */
const rejected = (code: number, subcode: number | undefined, reason: string): GraphErrorRow => ({ code, subcode, kind: 'rejected', reason });
const unreachable = (code: number, subcode: number | undefined, reason: string): GraphErrorRow => ({ code, subcode, kind: 'unreachable', reason });
const misconfigured = (code: number, subcode: number | undefined, reason: string): GraphErrorRow => ({ code, subcode, kind: 'misconfigured', reason });
const held = (code: number, subcode: number | undefined, reason: string): GraphErrorRow => ({ code, subcode, kind: 'held', reason });
const throttled = (code: number, subcode: number | undefined, reason: string, retryAfterMs = HOUSE_FULL_MS): GraphErrorRow => ({
  code,
  subcode,
  kind: 'throttled',
  reason,
  retryAfterMs,
});
const unavailable = (code: number, subcode: number | undefined, reason: string, maxTries?: number): GraphErrorRow => ({
  code,
  subcode,
  kind: 'unavailable',
  reason,
  maxTries,
});

/**
 * Errors of Messenger and Instagram sends (contract meta.md §2.3, whole and in its order). Where a row there
 * says "few" it is 3 tries; "1–2, then" is the first try and two more.
 */
export const GRAPH_ERRORS: readonly GraphErrorRow[] = [
  unavailable(-1, undefined, 'Facebook had an internal error'),
  unavailable(1, undefined, 'Facebook had an unknown error', FEW_TRIES),
  // Often a missing permission; a guess is no reason to hold the whole account, so it ends as rejected.
  unavailable(1, 99, 'Facebook had an unknown error, which is often a missing permission', 2),
  { code: 1, subcode: 1357046, kind: 'unknown', reason: 'Facebook answered with an error, but may have sent the message' },
  unavailable(2, undefined, 'Facebook was not available, or the person has blocked the Page', FEW_TRIES),
  misconfigured(2, 2018344, 'The terms of service for labels have not been accepted for this Page'),
  misconfigured(3, undefined, 'The app lacks the capability for this call'),
  throttled(4, undefined, 'The app has reached its request limit'),
  rejected(4, 2018354, 'The least time between two marketing messages to this person has not passed'),
  rejected(9, 2018352, 'The limit of opt-in requests is reached'),
  misconfigured(10, undefined, PERMISSION),
  unreachable(10, 2018278, OUTSIDE_WINDOW),
  unreachable(10, 2018065, OUTSIDE_WINDOW),
  unreachable(10, 2534022, OUTSIDE_WINDOW),
  unreachable(10, 2018108, 'The person cannot receive messages at present'),
  unreachable(10, 2018336, 'European privacy rules keep this message from the person'),
  unreachable(10, 1893015, 'The person has stopped this topic'),
  held(10, 1404170, 'Facebook has stopped the Page from asking for opt-ins'),
  held(10, 1893063, 'Facebook has stopped the Page from sending for a time'),
  misconfigured(10, 2534077, 'The link between the Page and its Instagram account, or its two-factor authentication, is not in order'),
  misconfigured(10, 2018028, NOT_LIVE),
  throttled(17, undefined, 'The request limit of this user is reached'),
  throttled(32, undefined, 'The request limit of this Page is reached'),
  // Identifiers are not translated. Every call of the account fails with it, so it is not this message's fault.
  { code: 100, mentions: 'appsecret_proof', kind: 'misconfigured', reason: 'The app secret of this account does not fit its token' },
  rejected(100, undefined, 'Facebook does not take a parameter of this message'),
  // On a send, the object that was not found is the Page in the call's path.
  misconfigured(100, 33, 'The Page was not found, or the token has no permission for it'),
  unreachable(100, 2018001, 'Facebook knows no such person for this Page'),
  unavailable(100, 2018008, 'Facebook could not fetch the file from its address', 3),
  rejected(100, 2018014, 'A message and a sender action cannot go together'),
  rejected(100, 2018015, 'The call has neither a message nor a sender action'),
  rejected(100, 2018032, 'The message is empty'),
  rejected(100, 2018034, 'The text is empty'),
  rejected(100, 2018035, 'An element needs one more property besides its title'),
  ...[2018040, 2018041, 2018053, 2018055, 2018098, 2018099, 2018145].map((subcode) => rejected(100, subcode, BAD_FIELDS)),
  rejected(100, 2018047, 'Facebook could not take the file: its type does not fit'),
  rejected(100, 2018074, 'The attachment id is not valid, has expired or belongs to another Page'),
  rejected(100, 2018109, 'The attachment is too large'),
  rejected(100, 2018164, 'The app id for the handover is wrong'),
  rejected(100, 2018292, 'The comment cannot be answered privately'),
  unavailable(100, 2018294, 'The video took too long to fetch, or is broken', 2),
  rejected(100, 2018320, 'The product id is not valid'),
  rejected(100, 2018328, 'This message needs another version of the Graph API'),
  rejected(100, 1893061, 'The message tag is retired'),
  misconfigured(100, 2534013, 'The Page is not linked to an Instagram account'),
  unreachable(100, 2534014, 'There is no such Instagram user for this account'),
  rejected(100, 2534015, 'Instagram does not take this message'),
  rejected(100, 2534025, 'The comment cannot be answered privately'),
  held(100, 2534029, 'Instagram has stopped this business from sending'),
  unreachable(100, 2534037, OTHER_APP),
  misconfigured(102, undefined, TOKEN),
  misconfigured(104, undefined, 'The access token is missing'),
  misconfigured(190, undefined, TOKEN),
  misconfigured(190, 458, 'The app was removed by the person behind the Page access token'),
  misconfigured(190, 459, 'The person behind the Page access token has to log in at Facebook first (checkpoint)'),
  misconfigured(190, 460, 'The person behind the Page access token has changed the password'),
  misconfigured(190, 463, 'The Page access token has expired'),
  misconfigured(190, 464, 'The person behind the Page access token is not confirmed'),
  misconfigured(190, 467, 'The Page access token is invalid'),
  misconfigured(190, 492, 'The person behind the Page access token is no administrator of the Page any more'),
  rejected(194, undefined, 'A template has too few elements'),
  // Permissions that only one kind of message needs; the account goes on for all others. Their names are not translated.
  ...[200, 230].flatMap((code): GraphErrorRow[] => [
    { code, mentions: 'pages_utility_messaging', kind: 'rejected', reason: 'The app has no pages_utility_messaging permission, which utility templates need' },
    { code, mentions: 'pages_messaging_phone_number', kind: 'unreachable', reason: 'The app has no pages_messaging_phone_number permission, which sending to phone numbers needs' },
  ]),
  // Rows of a single code stand before the range that they are in.
  misconfigured(230, undefined, 'The app has no pages_messaging permission'),
  { code: 200, upTo: 299, kind: 'misconfigured', reason: PERMISSION },
  unreachable(200, 1545041, UNAVAILABLE_PERSON),
  unreachable(551, undefined, UNAVAILABLE_PERSON),
  unreachable(551, 1545041, UNAVAILABLE_PERSON),
  // Only people who are named by their phone number; the account goes on for all others.
  unreachable(200, 2018021, 'The fee or terms for sending to phone numbers are not settled'),
  unreachable(200, 2018027, 'The Page has no permission to send to phone numbers'),
  misconfigured(200, 2018028, NOT_LIVE),
  misconfigured(200, 2534041, 'The owner of the Instagram account has switched off access to its messages'),
  throttled(341, undefined, 'The app has reached its limit'),
  held(368, undefined, 'Facebook has blocked the Page or app for a time, for its policies'),
  rejected(506, undefined, 'The same message was just sent'),
  // The Send API's own limit is one of seconds, so a short wait is enough.
  throttled(613, undefined, 'Calls came faster than Facebook takes them', 1_000),
  throttled(613, 2534040, 'Calls came faster than Instagram takes them', 1_000),
  held(613, 2018338, 'Facebook has warned of abuse: message tags are used for what they are not for'),
  rejected(613, 1893016, 'The person was just asked to opt in to this topic'),
  rejected(803, undefined, 'Facebook knows no object of this id'),
  unavailable(1200, undefined, 'Facebook could not send for the moment'),
  held(2022, undefined, 'Facebook has switched off commerce messages for this Page after a violation'),
  unreachable(2018300, undefined, OTHER_APP),
  { code: 2018321, kind: 'unavailable', reason: 'An automation of Messenger has control of this conversation', retryAfterMs: 60_000 },
  rejected(2018218, undefined, 'Facebook tells nothing of people who have only a phone number'),
  rejected(2018247, undefined, 'The app may not read this person\'s profile'),
  rejected(2500, undefined, 'The token or the path of the call is missing'),
  rejected(10303, undefined, 'The account linking token is not valid'),
  rejected(36000, undefined, 'The image is too large'),
  // Limits of the business: the header tells when they end, see usage.ts.
  ...[80001, 80002, 80006, 80007, 80008].map((code) => throttled(code, undefined, 'The Page has reached its share of calls')),
  { code: 2300000, upTo: 2300004, kind: 'rejected', reason: 'The Marketing Messages API refused the message' },
  rejected(9000001, undefined, 'The message was deleted'),
];
