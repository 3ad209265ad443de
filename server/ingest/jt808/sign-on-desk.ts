/**
 * Who a terminal is: registering (0x0100) and signing on (0x0102), SPEC.md IN-25 to IN-27.
 * In: the device, what it says, where it comes from. Out: what it is told. The code of a terminal is the device's own key: told once,
 * kept as a hash, good after a restart.
 * The surprise: the protocol gives a code to whoever names an admitted phone number. Two things keep that narrow: a device that is signed
 * on cannot be registered from another address, and one that must sign never gets a code here; an administrator types it in.
 */
import type { Logger } from 'pino';
import type { RefusalCode } from '../../contract/refusal.ts';
import type { DeviceBook } from '../position-intake.ts';
import { REGISTERED, type RegisteredOutcome } from './platform-messages.ts';
import type { Registration } from './sign-on-body.ts';

export interface SignOnDeskParts {
  devices: Pick<DeviceBook, 'get' | 'sighted' | 'issueKey' | 'matchesKey'>;
  log: Logger;
  /** Address from which the device is signed on now; undefined = it is not. */
  addressOf(device: string): string | undefined;
}

/** Who speaks, over which link. */
export interface Caller {
  device: string;
  address: string;
  /** Counts and logs. */
  refuse(cause: RefusalCode, why: string): void;
}

export class SignOnDesk {
  readonly #parts: SignOnDeskParts;

  constructor(parts: SignOnDeskParts) {
    this.#parts = parts;
  }

  /** Rejects when the code could not be kept. */
  async register(caller: Caller, said: Registration, now: number): Promise<RegisteredOutcome> {
    const { devices, log, addressOf } = this.#parts;
    const { device, address, refuse } = caller;
    const known = this.#known(caller, now);
    if (!known) return { result: REGISTERED.noSuchTerminal };
    if (known.mustSign) {
      refuse('not-allowed', 'registers, but must sign on with the key of an administrator');
      return { result: REGISTERED.terminalTaken };
    }
    const elsewhere = addressOf(device);
    if (elsewhere !== undefined && elsewhere !== address) {
      refuse('not-allowed', `registers, but is signed on from ${elsewhere}`);
      return { result: REGISTERED.terminalTaken };
    }
    const code = await devices.issueKey(device, { actor: `jt808:${device}`, address }, now);
    log.info({ device, address, ...said }, 'terminal registered');
    return { result: REGISTERED.ok, code };
  }

  isRightCode(caller: Caller, code: string, now: number): boolean {
    if (!this.#known(caller, now)) return false;
    if (this.#parts.devices.matchesKey(caller.device, code)) return true;
    caller.refuse('sign-in-failed', 'wrong authentication code');
    return false;
  }

  /** Undefined: nobody admitted it, or it is retired. Strangers are put where an administrator sees them. */
  #known({ device, address, refuse }: Caller, now: number): { mustSign: boolean } | undefined {
    const { devices } = this.#parts;
    const known = devices.get(device);
    if (known && !known.retired) return known;
    if (known) refuse('retired-device', 'is retired');
    else {
      refuse('unknown-device', 'has not been admitted');
      devices.sighted({ of: { device }, ...NOWHERE }, 'jt808', address, now);
    }
    return undefined;
  }
}

/** It has said who it is and not yet where. */
const NOWHERE = {
  ...{ lon: Number.NaN, lat: Number.NaN, crs: null, fixTimeMs: 0 },
  ...{ accuracyM: null, speedMps: null, headingDeg: null, isMock: false },
};
