import { createHmac } from 'node:crypto';

/** Of the link that an invitation's mail has: the same however often the mail is tried. */
export function invitationToken(key: Uint8Array, invitationId: string): string {
  return createHmac('sha256', key).update(`invitation ${invitationId}`).digest('base64url');
}
