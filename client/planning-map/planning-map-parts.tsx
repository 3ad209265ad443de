/**
 * What the tabs of the planning desk share on its one map. In: a tab asks for the ground (to draw on it what stands still), gives layers
 * of deck.gl for what changes while it is dragged, and puts words and buttons over the map into a slot. Out: all of it is gone when the
 * tab is left. The ground is another object after the graphics context was lost: whoever draws does so for each ground anew.
 */
import type { Layer } from '@deck.gl/core';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { MapStage } from '../map/map-canvas.tsx';
import type { StyleContext } from '../map/style-context.ts';

export interface PlanningGround {
  stage: MapStage;
  context: StyleContext;
  /** Brings the map to a place; `close`: as near as one looks at one street. */
  lookAt: (at: LonLat, close?: boolean) => void;
}

/** Above the map: `tools` and `detail` at the right, `legend` at the left foot, `tip` where the pointer is. */
export type SlotName = 'tools' | 'detail' | 'legend' | 'tip';

/** Who draws with deck.gl, the lowest first. */
const DECK_ORDER = ['area', 'route', 'stop'] as const;
export type DeckOwner = (typeof DECK_ORDER)[number];

export interface PlanningMapParts {
  ground: PlanningGround | null;
  setGround: (ground: PlanningGround | null) => void;
  slots: Readonly<Partial<Record<SlotName, HTMLElement>>>;
  setSlot: (name: SlotName, element: HTMLElement | null) => void;
  setDeckLayers: (owner: DeckOwner, layers: readonly Layer[]) => void;
}

const PlanningMapContext = createContext<PlanningMapParts | null>(null);

export function usePlanningMap(): PlanningMapParts {
  const parts = use(PlanningMapContext);
  if (!parts) throw new Error('usePlanningMap outside the planning desk.');
  return parts;
}

export function PlanningMapProvider({ children }: { children: ReactNode }) {
  const [ground, setGround] = useState<PlanningGround | null>(null);
  const [slots, setSlots] = useState<PlanningMapParts['slots']>({});
  const decks = useRef(new Map<DeckOwner, readonly Layer[]>());
  const overlay = useRef<MapStage['overlay'] | null>(null);

  const draw = useCallback(() => {
    overlay.current?.setProps({ layers: DECK_ORDER.flatMap(owner => decks.current.get(owner) ?? []) });
  }, []);
  useEffect(() => {
    overlay.current = ground?.stage.overlay ?? null;
    draw();
  }, [ground, draw]);
  const setDeckLayers = useCallback<PlanningMapParts['setDeckLayers']>(
    (owner, layers) => {
      decks.current.set(owner, layers);
      draw();
    },
    [draw],
  );
  const setSlot = useCallback<PlanningMapParts['setSlot']>((name, element) => {
    setSlots(known => {
      if (element) return { ...known, [name]: element };
      const { [name]: _gone, ...rest } = known;
      return rest;
    });
  }, []);
  const parts = useMemo(
    () => ({ ground, setGround, slots, setSlot, setDeckLayers }),
    [ground, slots, setSlot, setDeckLayers],
  );
  return <PlanningMapContext value={parts}>{children}</PlanningMapContext>;
}

export function MapSlot({ at, children }: { at: SlotName; children: ReactNode }) {
  const element = usePlanningMap().slots[at];
  return element ? createPortal(children, element) : null;
}
