/**
 * The protocol of every plain socket: `ready`, the backlog after `?since=`, then live; and what
 * clients may send. What can't be taken is answered with `error`, and the socket stays open.
 */
import type { RawData } from 'ws';
import { z } from 'zod';
import { fieldSentence } from '#domain/kernel/field-sentences.ts';
import { refusalSentence } from '#domain/kernel/refusal-sentence.ts';
import type { Language, RefusalCode } from '#domain/kernel/refusals.ts';
import { type Refusal, type Result, refuse } from '#domain/kernel/result.ts';
import { callerFromToken } from '../../auth/caller.ts';
import type { Channel } from '../../live/channel.ts';
import { closeCodes } from '../../live/close-codes.ts';
import { follow, startOf, stateAt } from '../../live/follow.ts';
import type { LiveCore } from '../../live/live-core.ts';
import { plainWire, textFrame } from '../../live/live-frame.ts';
import type { LiveSocket } from '../../live/live-socket.ts';
import { Subscription } from '../../live/subscription.ts';
import type { Services } from '../../services.ts';
import { languageOf } from '../language.ts';
import { invalidFields } from '../problem.ts';
import type { SocketRequest } from './upgrade.ts';

export interface PlainSocketOptions {
  services: Services;
  core: LiveCore;
  socket: LiveSocket;
  request: SocketRequest;
  channel: Channel;
  since: string | null;
  /** What this channel's clients may send beside `ping` and `auth`; null for another type. */
  take: (message: ClientMessage) => Promise<Result<unknown>> | null;
}

export type ClientMessage = z.infer<typeof clientMessage>;

/** Of one socket, while the one before them is carried out. */
const maxWaitingMessages = 100;
/** A message can have a thousand faults: the sentences of all, a few times, are more than a reader may be behind by. */
const maxNamedFaults = 5;

const clientMessage = z.looseObject({ type: z.string().max(50) });
const echoed = z.object({ client_id: z.string().max(200) });
const authMessage = z.object({ type: z.literal('auth'), token: z.string().max(10_000) });

const unknownType = { field: 'type', code: 'invalid_value' };

export async function servePlainSocket(options: PlainSocketOptions): Promise<void> {
  const { core, socket, channel, services } = options;
  receive(options);
  try {
    if (!(await channel.isAllowed())) return refuseSocket(options, channel.refusal);
    const start = await startOf(core, options.since);
    if ('snapshotRequired' in start) {
      say(socket, { type: 'snapshot_required', data: { reason: start.snapshotRequired } });
      return socket.close(closeCodes.done, 'load a snapshot');
    }
    using _ = await channel.enter?.();
    const { resumed } = start;
    const position = resumed ? start.position : core.hub.position;
    const state = await stateAt(core, channel, position, () => socket.closing);
    if (!state) return;
    const subscription = new Subscription({ socket, channel, wire: plainWire, position });
    subscription.tell('ready', state);
    const end = await follow(core, subscription, resumed);
    if (end === 'revoked') socket.close(closeCodes.forbidden, 'the right was taken away');
  } catch (error) {
    services.log.error({ err: error }, 'a plain socket failed');
    socket.close(closeCodes.failed, 'resume from the last position');
  }
}

function refuseSocket({ core, socket }: PlainSocketOptions, refusal: RefusalCode): void {
  const [code, reason] =
    refusal === 'request.not_found'
      ? ([closeCodes.unknown, 'unknown'] as const)
      : ([closeCodes.forbidden, 'not allowed'] as const);
  core.meter.refuse(code);
  socket.close(code, reason);
}

function say(socket: LiveSocket, frame: { type: string; data: object }): void {
  socket.push(textFrame(JSON.stringify(frame)));
}

/** Messages are taken one after the other, in the order in which they came. */
function receive(options: PlainSocketOptions): void {
  const { socket, services, request } = options;
  const { limits } = options.core;
  const language = languageOf(request.headers['accept-language']);
  const complain = (refusal: Refusal, clientId: string | null) => {
    const { code } = refusal;
    const message = saidOf(refusal, language);
    say(socket, { type: 'error', data: { code, message, client_id: clientId } });
  };
  const goAway = () => socket.close(closeCodes.tooMany, 'too many messages');
  let turn = Promise.resolve();
  let waiting = 0;
  const take = (raw: RawData, isBinary: boolean) => {
    if (waiting >= maxWaitingMessages || !limits.maySpeak(socket)) {
      if (!limits.mayBeAnswered(socket)) return goAway();
      return complain({ code: 'request.too_many', params: { seconds: 1 } }, null);
    }
    const message = isBinary ? null : parsed(raw);
    if (!message) return complain({ code: 'request.malformed' }, null);
    const { data: echo } = echoed.safeParse(message);
    waiting += 1;
    turn = turn.then(async () => {
      waiting -= 1;
      // Its right may have ended while it waited for its turn.
      if (socket.closing) return;
      try {
        const taken = await takeMessage(options, message);
        if (!taken.ok) complain(taken.refusal, echo?.client_id ?? null);
      } catch (error) {
        services.log.error({ err: error }, 'a message of a socket could not be taken');
        complain({ code: 'unavailable' }, echo?.client_id ?? null);
      }
    });
  };
  socket.receive(take, () => {
    if (!limits.maySpeak(socket)) goAway();
  });
}

/** There is no list of fields beside it, as a problem has: it says itself what is wrong with which. */
function saidOf({ code, params, errors = [] }: Refusal, language: Language): string {
  if (errors.length === 0) return refusalSentence(code, language, params);
  const colon = language === 'fr' ? '\u202f: ' : ': ';
  const named = errors
    .slice(0, maxNamedFaults)
    .map((fault) => fault.field + colon + fieldSentence(fault.code, language, fault.params));
  return [...named, ...(errors.length > maxNamedFaults ? ['…'] : [])].join(' ');
}

function parsed(raw: RawData): ClientMessage | null {
  // `ws` gives one Buffer a message unless it was asked for something else.
  if (!Buffer.isBuffer(raw)) return null;
  let message: unknown;
  try {
    message = JSON.parse(raw.toString('utf8'));
  } catch {
    // Whatever it was, it is the sender's, and is answered as such.
    return null;
  }
  return clientMessage.safeParse(message).data ?? null;
}

async function takeMessage(
  options: PlainSocketOptions,
  message: ClientMessage,
): Promise<Result<unknown>> {
  if (message.type === 'ping') {
    say(options.socket, { type: 'pong', data: {} });
    return { ok: true, value: null };
  }
  if (message.type === 'auth') return renew(options, message);
  return (await options.take(message)) ?? refuse('request.invalid', { errors: [unknownType] });
}

/** A token of the same person takes the place of the one that is about to expire. */
async function renew(
  { services, core, socket }: PlainSocketOptions,
  message: ClientMessage,
): Promise<Result<unknown>> {
  const { data, error } = authMessage.safeParse(message);
  if (!data) return { ok: false, refusal: invalidFields(error) };
  const { position } = core.hub;
  const caller = await callerFromToken(services, data.token);
  if (!caller) return refuse('auth.required');
  if (caller.personId !== socket.caller.personId) return refuse('auth.forbidden');
  socket.caller = caller;
  core.hub.checkCaller(socket, position);
  return { ok: true, value: null };
}
