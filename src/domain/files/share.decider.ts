import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import { FileShared, type ShareEvent, ShareRevoked } from './share.events.ts';

type SharedData = Extract<ShareEvent, { type: 'FileShared' }>['data'];

export interface ShareState {
  shared: SharedData | null;
  isRevoked: boolean;
  downloads: number;
}

/** A download is no decision of the stream's: it is counted where the link's secrets are. */
export type ShareCommand = ({ type: 'ShareFile' } & SharedData) | { type: 'RevokeShare' };

export const shareDecider: Decider<ShareState, ShareCommand, ShareEvent> = {
  category: 'share',
  initial: { shared: null, isRevoked: false, downloads: 0 },

  decide({ shared, isRevoked }, command) {
    if (command.type === 'ShareFile') {
      if (shared) return refuse('conflict');
      const { type: _, ...data } = command;
      return accept([FileShared.of(data)]);
    }
    if (!shared) return refuse('request.not_found');
    const { shareId, fileId, sharedBy, projectId, meetingId } = shared;
    const data = { shareId, fileId, sharedBy, projectId, meetingId };
    return accept(isRevoked ? [] : [ShareRevoked.of(data)]);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FileShared':
        return { ...state, shared: event.data };
      case 'ShareRevoked':
        return { ...state, isRevoked: true };
      case 'SharedFileDownloaded':
        return { ...state, downloads: state.downloads + 1 };
    }
  },
};
