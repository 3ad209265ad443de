/**
 * The scene in the header: its name, how far it is, and how many more operations there are. In: the scene, how many of these have room beside
 * the name: a wall with a seam through its middle has the clock in the same box, a sparse one has room for nothing else.
 */
import { say } from '../wording/wording.ts';
import type { WallScene } from './wall-scene.ts';

export function sceneText(scene: WallScene, room: 0 | 1 | 2): string {
  if (scene.name === 'overview') return say('scene.overview');
  const { operation, view, others } = scene;
  const step = view === 'plan' ? 'plan' : operation.finishedAt === null ? 'live' : 'ended';
  const more = others > 0 ? [say('scene.operation.others', { n: others })] : [];
  const steps = [...more, say(`scene.operation.${step}`)].slice(0, room).toReversed();
  return [say('scene.operation'), ...steps].join(' · ');
}
