/** How a channel call names the person. */
export type Recipient =
  | { kind: 'address'; address: string }
  | { kind: 'userRef'; userRef: string }
  | { kind: 'phoneNumber'; phoneNumber: string; firstName?: string; lastName?: string };

/** The string under which attempts and receipts of this person are kept. */
export function recipientAddress(recipient: Recipient): string {
  switch (recipient.kind) {
    case 'address':
      return recipient.address;
    case 'userRef':
      return `userRef:${recipient.userRef}`;
    case 'phoneNumber':
      return `phoneNumber:${recipient.phoneNumber}`;
  }
}
