import { newTraceId } from '../ids.js';

interface GraphErrorRow {
  message: string;
  /** Meta documents no HTTP status for Messenger's codes: 400 unless an example of Meta's shows another. */
  status?: number;
  type?: 'OAuthException' | 'GraphMethodException';
  transient?: boolean;
  title?: string;
  userMessage?: string;
}

/** Meta's errors by `code` or `code/subcode`. */
const GRAPH_ERRORS = {
  '-1/2018012': { message: 'Unexpected internal error.', status: 500 },
  '1': { message: 'An unknown error occurred', status: 500 },
  '1/99': { message: 'An unknown error occurred', status: 500 },
  '1/1357046': { message: 'Received Invalid JSON reply.', status: 500 },
  '2': { message: 'Service temporarily unavailable', status: 500, transient: true },
  '2/2018344': { message: 'Page needs to accept the label privacy terms of service.' },
  '3': { message: '(#3) Application does not have the capability to make this API call.' },
  '4': { message: '(#4) Application request limit reached', status: 429 },
  '4/2018022': { message: '(#4) Too many send requests to phone numbers', status: 429 },
  '10': { message: '(#10) Application does not have permission for this action', status: 403 },
  '10/2018278': { message: '(#10) This message is sent outside of allowed window.' },
  '10/2018065': { message: '(#10) This message is sent outside of allowed window.' },
  '10/2018108': { message: "(#10) This Person Can't Receive Messages: This person isn't receiving messages from you right now." },
  '10/2018336': { message: '(#10) Message not sent due to user thread impact.' },
  '10/1893015': { message: '(#10) The user has stopped messages on this topic.' },
  '10/1404170': { message: '(#10) Page is restricted from sending opt-in requests.' },
  '10/1893063': { message: '(#10) Page is temporarily restricted from sending messages.' },
  '10/2018028': { message: '(#10) Cannot message users who are not admins, developers or testers of the app until pages_messaging permission is reviewed and the app is live.' },
  '10/2018321': { message: '(#10) Message not sent because an automated response flow is controlling this thread now.' },
  '10/2018300': { message: '(#10) Message not sent because another app is controlling this thread now.' },
  '17': { message: '(#17) User request limit reached', status: 429 },
  '32': { message: '(#32) Page request limit reached', status: 429 },
  '100': { message: '(#100) Invalid parameter' },
  '100/33': { message: '', type: 'GraphMethodException' },
  '100/2018001': { message: '(#100) No matching user found' },
  '100/2018008': { message: '(#100) Failed to fetch the file from the url' },
  '100/2018014': { message: '(#100) Cannot send message and sender action together' },
  '100/2018015': { message: '(#100) Must send either message or state' },
  '100/2018032': { message: '(#100) Message cannot be empty, must provide valid attachment or text' },
  '100/2018034': { message: '(#100) Message text cannot be empty' },
  '100/2018035': { message: '(#100) Element must have at least one other property besides title' },
  '100/2018040': { message: '(#100) Button title is too long' },
  '100/2018041': { message: '(#100) Button requires a url or payload' },
  '100/2018047': { message: '(#100) Upload attachment failure.' },
  '100/2018053': { message: '(#100) Receipt is missing a required field' },
  '100/2018055': { message: '(#100) Quick reply payload is required' },
  '100/2018074': { message: '(#100) Invalid Attachment ID or not the owner of the attachment.' },
  '100/2018098': { message: '(#100) Button type is not supported here' },
  '100/2018099': { message: '(#100) Quick reply title is required' },
  '100/2018109': { message: '(#100) Attachment size exceeds allowable limit' },
  '100/2018145': { message: '(#100) Quick reply content type is not supported' },
  '100/2018292': { message: '(#100) Invalid comment for private reply' },
  '100/2018294': { message: '(#100) Video upload timed out or video corrupted' },
  '100/2018320': { message: '(#100) Invalid product id' },
  '100/1893061': { message: '(#100) Invalid parameter', title: 'Message tag not supported', userMessage: 'This message tag is no longer supported.' },
  '100/2534037': { message: '(#100) The app is not the thread owner' },
  '104': { message: 'An access token is required to request this resource.', status: 401 },
  '190': { message: 'Invalid OAuth access token - Cannot parse access token', status: 401 },
  '190/460': { message: 'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.', status: 401 },
  '190/463': { message: 'Error validating access token: Session has expired.', status: 401 },
  '190/492': { message: 'Error validating access token: The user is not an admin of the page.', status: 401 },
  '194': { message: '(#194) Requires at least one of the params', status: 400 },
  '200': { message: '(#200) Permissions error', status: 403 },
  '200/1545041': { message: "(#551) This person isn't available right now." },
  '200/2018021': { message: '(#200) The page has no permission to match phone numbers.', status: 403 },
  '200/2018027': { message: '(#200) Cannot message users by phone number: customer matching is not enabled for this page.', status: 403 },
  '230': { message: '(#230) Requires pages_messaging permission to manage the object', status: 403 },
  '341': { message: '(#341) Feed action request limit reached', status: 429 },
  '368': { message: 'The action attempted has been deemed abusive or is otherwise disallowed', title: 'You’re Temporarily Blocked' },
  '506': { message: '(#506) Duplicate status message' },
  '551': { message: "(#551) This person isn't available right now." },
  '551/1545041': { message: "(#551) This person isn't available right now." },
  '613': { message: '(#613) Calls to this API have exceeded the rate limit.', status: 429 },
  '613/2018338': { message: '(#613) Sending messages is limited because of misuse of message tags.' },
  '613/1893016': { message: '(#613) The opt-in request for this topic was already sent.' },
  '803': { message: '(#803) Some of the aliases you requested do not exist', status: 404 },
  '1200': { message: 'Temporary send message failure. Please try again later.', status: 500 },
  '1200/2018024': { message: 'Temporary send message failure. Please try again later.', status: 500 },
  '2022': { message: '(#2022) Commerce messages are disabled for this page after a violation.' },
  '2018300': { message: 'Message not sent because another app is controlling this thread now.' },
  '2018321': { message: 'Message not sent because an automated response flow is controlling this thread now.' },
  '2500': { message: 'Unknown path components' },
  '36000': { message: '(#36000) The image size is too large', status: 200 },
  '80001': { message: '(#80001) There have been too many calls to this Page account. Wait a bit and try again.', status: 429 },
  '80006': { message: '(#80006) There have been too many calls to this Messenger account. Wait a bit and try again.', status: 429 },
} as const satisfies Record<string, GraphErrorRow>;

export type GraphErrorKey = keyof typeof GRAPH_ERRORS;
export const GRAPH_ERROR_KEYS = Object.keys(GRAPH_ERRORS) as GraphErrorKey[];

export function isGraphErrorKey(text: string): text is GraphErrorKey {
  return Object.hasOwn(GRAPH_ERRORS, text);
}

/** An error as Meta answers it. `message` replaces the table's sentence where Meta names the parameter. */
export class GraphError extends Error {
  override readonly name = 'GraphError';

  constructor(
    readonly key: GraphErrorKey,
    message?: string,
    readonly type?: 'OAuthException' | 'GraphMethodException',
  ) {
    super(message ?? GRAPH_ERRORS[key].message);
  }

  get status(): number {
    const row: GraphErrorRow = GRAPH_ERRORS[this.key];
    return row.status ?? 400;
  }

  /** The envelope that Meta answers with, with a trace id of its own. */
  body(): { error: Record<string, unknown> } {
    const row: GraphErrorRow = GRAPH_ERRORS[this.key];
    const [code, subcode] = this.key.split('/').map(Number);
    return {
      error: {
        message: this.message,
        type: this.type ?? row.type ?? 'OAuthException',
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(row.transient ? { is_transient: true } : {}),
        ...(row.title ? { error_user_title: row.title } : {}),
        ...(row.userMessage ? { error_user_msg: row.userMessage } : {}),
        fbtrace_id: newTraceId(),
      },
    };
  }
}

/** Meta's answer to an id that does not exist or that the token may not use. */
export function noSuchObject(method: 'GET' | 'POST' | 'DELETE', id: string): GraphError {
  return new GraphError(
    '100/33',
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
  );
}

export function unknownPath(path: string): GraphError {
  return new GraphError('2500', `Unknown path components: ${path}`);
}
