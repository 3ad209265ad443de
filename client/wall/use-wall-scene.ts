/** The scene of this wall as it changes: with facts, and with the clock. In: what is wished. Out: a scene that keeps its identity while it is the same. */
import { useRef } from 'react';
import { useServerNow } from '../clock/use-server-now.ts';
import { useWall } from '../store/use-store.ts';
import { type SceneWish, sceneOf, type WallScene } from './wall-scene.ts';

export function useWallScene(wish: SceneWish, timeZone: string): WallScene {
  const operations = useWall(state => state.operations.inOrder);
  const scene = sceneOf(wish, operations, useServerNow(), timeZone);
  const held = useRef(scene);
  if (!isSame(held.current, scene)) held.current = scene;
  return held.current;
}

function isSame(a: WallScene, b: WallScene): boolean {
  if (a.name === 'overview' || b.name === 'overview') return a.name === b.name;
  return a.operation === b.operation && a.view === b.view && a.others === b.others;
}
