/** The scene in the header: its name, how far it is, and how many more operations there are; on a sparse wall there is room for its name. */
import { say } from '../wording/wording.ts';
import type { WallScene } from './wall-scene.ts';

export function sceneText(scene: WallScene, isSparse: boolean): string {
  if (scene.name === 'overview') return say('scene.overview');
  if (isSparse) return say('scene.operation');
  const { operation, view, others } = scene;
  const step = view === 'plan' ? 'plan' : operation.finishedAt === null ? 'live' : 'ended';
  return [
    say('scene.operation'),
    say(`scene.operation.${step}`),
    ...(others > 0 ? [say('scene.operation.others', { n: others })] : []),
  ].join(' · ');
}
