/**
 * What the desk shows, as the address bar says it: everything a person chose survives a reload, can be sent to a colleague, and the
 * back button goes back through it. In: `location.search`. Out: the choices; unknown values fall back to what is usual.
 * Parameters of others (`lang`) stay where they are.
 */
import { useCallback, useEffect, useState } from 'react';
import { TRAIL_CHOICES, type TrailChoice, USUAL_TRAIL } from '../patrol/trail-length.ts';
import type { QueueChoice } from './queue.ts';
import { QUEUE_SORTS, QUEUE_VIEWS, type QueueSort, type QueueView } from './queue-views.ts';

export const TABS = ['incidents', 'alarms', 'units', 'figures', 'handover', 'organs', 'list', 'limits'] as const;
export type Tab = (typeof TABS)[number];

export interface ConsoleAddress extends QueueChoice {
  tab: Tab;
  /** Null = the view of the role. */
  view: QueueView | null;
  sort: QueueSort;
  /** Incident in the middle column. */
  id: string;
  /** Unit that is looked at on the map. */
  unit: string;
  /** Patrol coverage lies on the map. */
  coverage: boolean;
  /** How long the trails behind the units are. */
  trails: TrailChoice;
}

export const QUEUE_FILTERS = ['level', 'zone', 'community', 'organ', 'category'] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

const TEXTS = [...QUEUE_FILTERS, 'q', 'id', 'unit'] as const;

export function readAddress(search: string): ConsoleAddress {
  const at = new URLSearchParams(search);
  const texts = Object.fromEntries(TEXTS.map(name => [name, at.get(name) ?? ''])) as Record<
    (typeof TEXTS)[number],
    string
  >;
  return {
    ...texts,
    tab: oneOf(TABS, at.get('tab')) ?? 'incidents',
    view: oneOf(QUEUE_VIEWS, at.get('view')),
    sort: oneOf(QUEUE_SORTS, at.get('sort')) ?? 'left',
    coverage: at.get('coverage') === 'on',
    trails: oneOf(TRAIL_CHOICES, at.get('trails')) ?? USUAL_TRAIL,
  };
}

/** The same search with these choices in it; what is usual is left out, so that a plain desk has a plain address. */
export function writeAddress(search: string, address: ConsoleAddress): string {
  const at = new URLSearchParams(search);
  const set = (name: string, value: string, usual: string) => {
    if (value === usual) at.delete(name);
    else at.set(name, value);
  };
  set('tab', address.tab, 'incidents');
  set('view', address.view ?? '', '');
  set('sort', address.sort, 'left');
  set('coverage', address.coverage ? 'on' : '', '');
  set('trails', address.trails, USUAL_TRAIL);
  for (const name of TEXTS) set(name, address[name], '');
  const text = at.toString();
  return text === '' ? '' : `?${text}`;
}

function oneOf<Name extends string>(names: readonly Name[], value: string | null): Name | null {
  return names.find(name => name === value) ?? null;
}

export type ChangeAddress = (change: Partial<ConsoleAddress>, how?: 'push' | 'replace') => void;

/** `replace` for what changes with every key stroke: the back button would otherwise take letters away one by one. */
export function useConsoleAddress(): [ConsoleAddress, ChangeAddress] {
  const [address, setAddress] = useState(() => readAddress(window.location.search));
  useEffect(() => {
    const back = () => setAddress(readAddress(window.location.search));
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  const change = useCallback<ChangeAddress>((changed, how = 'push') => {
    const next = { ...readAddress(window.location.search), ...changed };
    const { pathname, search } = window.location;
    const written = writeAddress(search, next);
    if (written === search) return;
    const target = pathname + written;
    if (how === 'push') window.history.pushState(null, '', target);
    else window.history.replaceState(window.history.state, '', target);
    setAddress(next);
  }, []);
  return [address, change];
}
