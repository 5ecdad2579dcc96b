import { useEffect, useEffectEvent } from 'react';
import type { ChannelFrame } from './channel-store.ts';
import { useLive, useShared } from './live-context.tsx';
import type { LiveStatus } from './live-status.ts';
import { type SystemState, systemKey } from './system-state.ts';

export interface SystemNotifications extends SystemState {
  /** True while everything up to now is here. */
  isConnected: boolean;
  status: LiveStatus;
}

/**
 * Announcements and maintenance that concern the person signed in, live; for administrators also
 * open alerts and the latest figures. An announcement may have expired since it came: `expires_at`
 * says so.
 */
export function useSystemNotifications(): SystemNotifications {
  const { system } = useLive();
  const state = useShared(system, systemKey, (store) => store.state());
  const status = useShared(system, systemKey, (store) => store.status());
  return { ...state, isConnected: status.state === 'live', status };
}

/** Calls back with each frame of the channel that everybody has, whoever shows what it says. */
export function useSystemFrames(listener: (frame: ChannelFrame) => void): void {
  const { system } = useLive();
  const tell = useEffectEvent(listener);
  useEffect(() => system.get(systemKey).onFrame((frame) => tell(frame)), [system]);
}
