/**
 * The other half of a simulated day: what is reported, when, where and by whom.
 * In: town, vocabulary, seed, later the time. Out: intake bodies as an app or a hotline desk would send them.
 * Waiting times follow a Poisson process whose pace changes with the hour. While `maxOpen` matters are on the way nothing more is
 * reported: where nobody carries them on (a server of another version, no rights), a wall left alone would show hundreds.
 */
import type { IncidentIntake } from '../../server/contract/incident.ts';
import { type Scene, type SceneDraw, scenesOf } from './incident-scene.ts';
import type { Vocabulary } from './incident-vocabulary.ts';
import { type Chance, chanceFor } from './random-stream.ts';
import { minuteOfDay } from './shift-roster.ts';
import type { Town } from './town.ts';

const MINUTE_MS = 60_000;
/** Minutes between two reports, by the hour of the day. */
const MEAN_GAP_MINUTES = [
  30, 40, 45, 45, 40, 25, 12, 7, 4.5, 4, 4, 4.5, 5.5, 5.5, 4.5, 4, 4, 4, 4.5, 5, 6, 8, 12, 20,
] as const;

/** Share of a day's reports that falls into each hour. */
export const HOUR_WEIGHTS = MEAN_GAP_MINUTES.map(gap => 1 / gap);

export interface IncidentFlow {
  /** Reports whose time has come since the last call. `stampMs`: see `stepWorld`; `open`: how many are on the way. */
  due(nowMs: number, stampMs?: number, open?: number): IncidentIntake[];
}

export type DraftIncident = (reportedAtMs: number, chance: Chance) => IncidentIntake & { category: string };

export function incidentFlow(
  town: Town,
  vocabulary: Vocabulary,
  options: { seed: number; startMs: number; maxOpen: number },
): IncidentFlow {
  // The start belongs to the name: a second run on the same day reports new matters and needs new command ids.
  const chance = chanceFor(options.seed, `incidents from ${options.startMs}`);
  const draft = incidentDrafts(town, vocabulary, options.seed);
  const gapMs = (afterMs: number) =>
    MINUTE_MS * chance.waitingTime(MEAN_GAP_MINUTES[Math.floor(minuteOfDay(afterMs, town.timeZone) / 60)]!);
  let nextMs = options.startMs + Math.min(gapMs(options.startMs), 2 * MINUTE_MS); // somebody is watching: start soon
  return {
    due(nowMs, stampMs = nowMs, open = 0) {
      const found: IncidentIntake[] = [];
      for (; nextMs <= nowMs; nextMs += gapMs(nextMs)) {
        if (open + found.length >= options.maxOpen) continue;
        found.push({ commandId: uuidFrom(chance), ...draft(stampMs, chance) });
      }
      return found;
    },
  };
}

/** Makes reports one by one; shared by the flow and by the past month of a demonstration. */
export function incidentDrafts(town: Town, vocabulary: Vocabulary, seed: number): DraftIncident {
  const sceneOf: SceneDraw = scenesOf(town, seed);
  return (reportedAtMs, chance) => {
    const { way, sentence, category, channel } = vocabulary.draw(chance);
    const scene: Scene = sceneOf(chance);
    const isTold = way === 'phone' || way === 'app';
    return {
      channel,
      category,
      text: `${scene.address}${sentence}`,
      lon: Math.round(scene.at[0] * 1e6) / 1e6,
      lat: Math.round(scene.at[1] * 1e6) / 1e6,
      address: scene.address,
      happenedAt: Math.round(reportedAtMs - MINUTE_MS * (isTold ? chance.between(5, 25) : chance.between(1, 6))),
      reportedAt: reportedAtMs,
      ...(isTold ? { reporter: fictionalReporter(chance) } : {}),
    };
  };
}

/** Fictional: the numbers 138 0000 0001 to 0099 belong to nobody who would report anything. */
function fictionalReporter(chance: Chance): { name: string; phone: string } {
  const name = `${chance.pick(['陈', '李', '黄', '林', '张', '王', '刘', '吴'])}${chance.pick(['先生', '女士'])}`;
  return { name, phone: `138000000${String(Math.floor(chance.between(1, 100))).padStart(2, '0')}` };
}

/** Looks like any random UUID, and is the same in every run with this seed. */
function uuidFrom(chance: Chance): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(chance.next() * 16).toString(16));
  hex[12] = '4';
  hex[16] = chance.pick(['8', '9', 'a', 'b']);
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
