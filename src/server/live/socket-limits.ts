/**
 * How often sockets may be opened, followed and spoken to, by person and by address; in memory of
 * each server, like the limits of HTTP. An address may be that of an office or of a proxy that the
 * settings do not name, so it has room for many people who all come back after a restart.
 */
import { limitedAddress } from '../http/proxies.ts';
import { Allowance, Allowances, type Rate } from './allowance.ts';
import type { LiveSocket } from './live-socket.ts';

const rates = {
  connectionsOfAddress: { perSecond: 50, atOnce: 1_000 },
  connectionsOfPerson: { perSecond: 2, atOnce: 200 },
  joinsOfPerson: { perSecond: 10, atOnce: 400 },
  joinsOfAddress: { perSecond: 200, atOnce: 4_000 },
  messagesOfSocket: { perSecond: 20, atOnce: 60 },
  messagesOfPerson: { perSecond: 60, atOnce: 300 },
  messagesOfAddress: { perSecond: 600, atOnce: 3_000 },
  /** Of refused messages that are answered; who goes on beyond it is closed. */
  complaintsOfSocket: { perSecond: 5, atOnce: 200 },
} satisfies Record<string, Rate>;

/** Tabs and devices of one person; beyond it is a loop or an attack. */
const maxSocketsOfPerson = 100;

/** Who is limited: as much of a socket as is needed. */
type Who = Pick<LiveSocket, 'caller' | 'address'>;

export class SocketLimits {
  readonly #isOn: boolean;
  readonly #connectionsOfAddress = new Allowances(rates.connectionsOfAddress);
  readonly #connectionsOfPerson = new Allowances(rates.connectionsOfPerson);
  readonly #joinsOfPerson = new Allowances(rates.joinsOfPerson);
  readonly #joinsOfAddress = new Allowances(rates.joinsOfAddress);
  readonly #messagesOfPerson = new Allowances(rates.messagesOfPerson);
  readonly #messagesOfAddress = new Allowances(rates.messagesOfAddress);
  /** Of those that have sent anything: most never do. */
  readonly #messagesOfSocket = new WeakMap<Who, Allowance>();
  readonly #complaintsOfSocket = new WeakMap<Who, Allowance>();
  readonly #socketsOfPerson = new Map<string, number>();

  constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  /** Asked before anything is looked up. */
  mayConnectFrom(address: string): boolean {
    return !this.#isOn || this.#connectionsOfAddress.take(limitedAddress(address));
  }

  mayConnectAs(personId: string): boolean {
    if (!this.#isOn) return true;
    if ((this.#socketsOfPerson.get(personId) ?? 0) >= maxSocketsOfPerson) return false;
    return this.#connectionsOfPerson.take(personId);
  }

  /** Counts a socket for as long as it is open. */
  opened(personId: string): void {
    this.#socketsOfPerson.set(personId, (this.#socketsOfPerson.get(personId) ?? 0) + 1);
  }

  closed(personId: string): void {
    const left = (this.#socketsOfPerson.get(personId) ?? 1) - 1;
    if (left > 0) this.#socketsOfPerson.set(personId, left);
    else this.#socketsOfPerson.delete(personId);
  }

  /** To follow one more channel. */
  mayJoin({ caller, address }: Who): boolean {
    if (!this.#isOn) return true;
    return (
      this.#joinsOfPerson.take(caller.personId) &&
      this.#joinsOfAddress.take(limitedAddress(address))
    );
  }

  /** A message, or a ping of the protocol. */
  maySpeak(who: Who): boolean {
    if (!this.#isOn) return true;
    return (
      allowanceOf(this.#messagesOfSocket, who, rates.messagesOfSocket).take() &&
      this.#messagesOfPerson.take(who.caller.personId) &&
      this.#messagesOfAddress.take(limitedAddress(who.address))
    );
  }

  /** Whether one more of its messages that came too fast is worth an answer. */
  mayBeAnswered(who: Who): boolean {
    return allowanceOf(this.#complaintsOfSocket, who, rates.complaintsOfSocket).take();
  }
}

function allowanceOf(known: WeakMap<Who, Allowance>, who: Who, rate: Rate): Allowance {
  const allowance = known.get(who) ?? new Allowance(rate);
  known.set(who, allowance);
  return allowance;
}
