import { z } from 'zod';
import type { Channel } from './categories.ts';

/**
 * - `told`: there, or on its way there
 * - `muted`: its project is muted
 * - `channel_off`, `category_off`: the person does not want this channel, or this category on it
 * - `quiet`: it is their quiet time; after it, where the channel can wait
 */
export const channelDecision = z.enum(['told', 'muted', 'channel_off', 'category_off', 'quiet']);
export type ChannelDecision = z.infer<typeof channelDecision>;
export type ChannelDecisions = Record<Channel, ChannelDecision>;
