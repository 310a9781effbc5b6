import { Injectable } from '@nestjs/common';
import { BoundedMap, RecentList } from '../bounded.js';
import { Changes } from './changes.js';

export type MessageState = 'sent' | 'delivered' | 'read' | 'failed';

/** One bubble of a conversation. */
export interface Bubble {
  id: string;
  direction: 'toPerson' | 'fromPerson';
  atMs: number;
  /** The provider's message object as JSON text: what a channel sent, or what the person did. */
  content: string;
  state: MessageState;
}

export interface Conversation {
  id: string;
  channel: 'messenger' | 'sms';
  /** Page id or account sid. */
  account: string;
  /** PSID or phone number (digits). */
  address: string;
  lastAtMs: number;
  unread: number;
  bubbles: RecentList<Bubble>;
}

const KEPT_CONVERSATIONS = 2_000;
const KEPT_BUBBLES = 200;
const RANK: Record<MessageState, number> = { sent: 0, delivered: 1, read: 2, failed: 3 };

/** What people see on their phones: the newest conversations, the newest messages of each. */
@Injectable()
export class Conversations {
  private readonly conversations = new BoundedMap<string, Conversation>(KEPT_CONVERSATIONS);

  constructor(private readonly changes: Changes) {}

  /** Finds the conversation or begins it. */
  with(channel: Conversation['channel'], account: string, address: string): Conversation {
    const id = `${channel}.${account}.${address}`;
    const known = this.conversations.get(id);
    if (known) return known;
    const begun = { id, channel, account, address, lastAtMs: Date.now(), unread: 0, bubbles: new RecentList<Bubble>(KEPT_BUBBLES) };
    this.conversations.set(id, begun);
    this.changes.tell(id);
    return begun;
  }

  get(id: string): Conversation | undefined {
    return this.conversations.get(id);
  }

  /** Newest first. */
  list(limit: number): Conversation[] {
    return this.conversations
      .values()
      .toSorted((a, b) => b.lastAtMs - a.lastAtMs)
      .slice(0, limit);
  }

  add(conversation: Conversation, bubble: Bubble): void {
    conversation.bubbles.add(bubble);
    conversation.lastAtMs = bubble.atMs;
    if (bubble.direction === 'toPerson') conversation.unread += 1;
    this.conversations.set(conversation.id, conversation);
    this.changes.tell(conversation.id);
  }

  /** Moves one message's state forward; a state never steps back. */
  advance(conversation: Conversation, bubbleId: string, state: MessageState): void {
    for (const bubble of conversation.bubbles.items()) {
      if (bubble.id === bubbleId && RANK[bubble.state] < RANK[state]) bubble.state = state;
    }
    this.changes.tell(conversation.id);
  }

  /** Everything sent to the person up to this time is read. */
  markRead(conversation: Conversation, watermarkMs: number): void {
    for (const bubble of conversation.bubbles.items()) {
      if (bubble.direction === 'toPerson' && bubble.atMs <= watermarkMs && bubble.state !== 'failed') bubble.state = 'read';
    }
    conversation.unread = conversation.bubbles
      .items()
      .filter((bubble) => bubble.direction === 'toPerson' && bubble.state !== 'read').length;
    this.changes.tell(conversation.id);
  }

  /** Nothing is unread any more, and nobody is told: SMS knows no read receipt. */
  markSeen(conversation: Conversation): void {
    conversation.unread = 0;
    this.changes.tell(conversation.id);
  }

  reset(): void {
    this.conversations.clear();
    this.changes.tell('*');
  }
}
