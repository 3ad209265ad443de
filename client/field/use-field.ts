/**
 * Everything the page of somebody on patrol lives on: the server's answer asked for every ten seconds, the outbox, the shared position.
 * In: the store and who it is. Out: plain values and what can be done. The last answer is kept, so that the page says something
 * without a network, and says how old that is.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type FieldState, fieldState } from '../../server/contract/field.ts';
import type { CommandId, UnitId } from '../../server/contract/ids.ts';
import { unitRecord } from '../../server/contract/unit.ts';
import { createServerClock } from '../clock/server-clock.ts';
import { askServer } from '../connection/ask-server.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { say } from '../wording/wording.ts';
import type { FieldStore } from './field-store.ts';
import { isRefused, type KeptFix, type Thing } from './kept-things.ts';
import { Outbox } from './outbox.ts';
import { followPosition, type WhyNoFix } from './share-position.ts';

const ASK_EVERY_MS = 10_000;
const OWN_TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export type Network = 'asking' | 'live' | 'offline' | 'signed-out';
/** `Omit` of a union, kind by kind. */
type Begun<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'settled'> : never;

export function useField(store: FieldStore, unit: UnitId) {
  const clock = useMemo(() => createServerClock(), []);
  const [state, setState] = useState<FieldState | null>(null);
  const [network, setNetwork] = useState<Network>('asking');
  const [problem, setProblem] = useState<string | null>(null);
  const [things, setThings] = useState<readonly Thing[]>([]);
  const [fixesWaiting, setFixesWaiting] = useState(0);
  const [isSharing, setSharing] = useState(false);
  const [trouble, setTrouble] = useState<WhyNoFix | null>(null);
  const [ownFix, setOwnFix] = useState<KeptFix | null>(null);
  const [now, setNow] = useState(() => clock.serverNow());

  const show = useCallback(async () => {
    setThings(await store.things());
    setFixesWaiting(await store.countFixes());
  }, [store]);
  // Another tab of this phone has the same outbox in front of it.
  const tabs = useMemo(
    () => ('BroadcastChannel' in globalThis ? new BroadcastChannel('gridwall-field-outbox') : null),
    [],
  );
  useEffect(() => {
    const hear = () => void show();
    tabs?.addEventListener('message', hear);
    return () => tabs?.removeEventListener('message', hear);
  }, [tabs, show]);

  const outbox = useMemo(() => {
    const tell = async () => {
      await show();
      tabs?.postMessage(null);
    };
    return new Outbox({
      ...{ store, unit, serverNow: () => Math.round(clock.serverNow()) },
      onChange: () => void tell(),
      ...('locks' in navigator && {
        alone: async work => {
          await navigator.locks.request('gridwall-field-outbox', { ifAvailable: true }, lock => lock && work());
        },
      }),
    });
  }, [store, unit, clock, show, tabs]);

  const ask = useCallback(async () => {
    const answer = await askServer('/api/v1/field', fieldState);
    if (answer.name === 'answered') {
      clock.hear(answer.value.serverTime);
      setState(answer.value);
      setNetwork('live');
      setProblem(null);
      await store.remember('state', answer.value);
      await outbox.flush();
    } else if (answer.name === 'unreachable') setNetwork('offline');
    else {
      const gone = answer.refusal.refusal === 'not-signed-in' || answer.refusal.refusal === 'session-ended';
      setNetwork(gone ? 'signed-out' : 'live');
      setProblem(answer.refusal.message);
    }
  }, [clock, store, outbox]);

  useEffect(() => {
    void (async () => {
      const known = fieldState.safeParse(await store.known('state'));
      if (known.success) setState(current => current ?? known.data);
      setSharing((await store.known('sharing')) === true);
      await outbox.flush();
      await ask();
    })();
    const asking = setInterval(() => void ask(), ASK_EVERY_MS);
    const ticking = setInterval(() => setNow(clock.serverNow()), 1000);
    const again = () => void ask();
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(asking);
      clearInterval(ticking);
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [ask, clock, store, outbox]);

  const asking = useRef(ask);
  asking.current = ask;
  useEffect(() => {
    if (!isSharing) return;
    return followPosition(fix => {
      setOwnFix(fix);
      void outbox.takeFix(fix).then(() => asking.current());
    }, setTrouble);
  }, [isSharing, outbox]);

  return {
    /** Of the jurisdiction, as soon as it is known. */
    timeZone: state?.timeZone ?? OWN_TIME_ZONE,
    ...{ state, network, problem, things, fixesWaiting, isSharing, trouble, ownFix, now },
    waiting: things.filter(({ settled }) => settled === null),
    /** [P-94] */
    refused: things.filter(isRefused),
    /** Null = kept; else why not. */
    async take(begun: Begun<Thing>): Promise<string | null> {
      const thing = { ...begun, id: newUuid() as CommandId, at: Math.round(clock.serverNow()), settled: null } as Thing;
      const kept = await outbox.take(thing);
      // Not awaited: on a slow network the form would stay open. What the server makes of it is shown as soon as it has it.
      void outbox.flush().then(ask);
      return kept ? null : say('field.box.full');
    },
    async share(on: boolean) {
      setSharing(on);
      setTrouble(null);
      await store.remember('sharing', on);
    },
    async setDuty(onDuty: boolean): Promise<string | null> {
      const path = `/api/v1/units/${encodeURIComponent(unit)}/duty`;
      const answer = await askServer(path, unitRecord, { method: 'POST', body: { onDuty } });
      await ask();
      if (answer.name === 'answered') return null;
      return answer.name === 'refused' ? answer.refusal.message : say('field.needs-network');
    },
    async again(id: CommandId) {
      await outbox.again(id);
      void ask();
    },
    async dismiss(id: CommandId) {
      await store.removeThing(id);
      await show();
      tabs?.postMessage(null);
    },
  };
}

export type Field = ReturnType<typeof useField>;
