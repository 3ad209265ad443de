/**
 * The life of one scoring point over its rounds. Rules [SP-4] to [SP-9]; domain §2.2 rows 43-45.
 * In: the rounds in which it was assessed and the bulletins that named it. Out: what each round was, and how the point stands now.
 * Pure, and always from the beginning: a sheet of an old round that comes late changes what followed, as if it had come in time.
 */
import type { SanitationIndexSettings } from '../../geodata/sanitation-index-settings.ts';
import type { PointState } from '../contract/scoring-point.ts';

export type RepeatRule = Pick<NonNullable<SanitationIndexSettings['repeat']>, 'same' | 'windowRounds'> | null;

type PointEvent = 'clean-round' | 'deducted' | 'deducted-again' | 'bulletin';

/** Only `clean-round` leads to `clean`. */
const TRANSITIONS: Record<PointState, Record<PointEvent, PointState>> = {
  clean: { 'clean-round': 'clean', deducted: 'deducted', 'deducted-again': 'repeat', bulletin: 'clean' },
  deducted: { 'clean-round': 'clean', deducted: 'deducted', 'deducted-again': 'repeat', bulletin: 'deducted' },
  repeat: { 'clean-round': 'clean', deducted: 'repeat', 'deducted-again': 'repeat', bulletin: 'bulletined' },
  bulletined: { 'clean-round': 'clean', deducted: 'repeat', 'deducted-again': 'repeat', bulletin: 'bulletined' },
};

export interface AssessedRound {
  round: string;
  /** Items of its deductions; none = it was clean. */
  items: readonly string[];
}

export interface BulletinAbout {
  bulletin: string;
  round: string;
}

export interface RoundOutcome {
  round: string;
  /** For each of its items: deducted again, by the rule. */
  again: boolean[];
  state: PointState;
}

export interface PointLife {
  rounds: RoundOutcome[];
  state: PointState;
  /** That named it last, and no clean round since. */
  bulletin: string | null;
  /** By bulletin: the clean round that ended it. */
  cleared: Map<string, string>;
}

/** Both oldest round first; of one round, bulletins in the order in which they were issued. */
export function pointLife(
  assessed: readonly AssessedRound[],
  bulletins: readonly BulletinAbout[],
  rule: RepeatRule,
): PointLife {
  const life: PointLife = { rounds: [], state: 'clean', bulletin: null, cleared: new Map() };
  let told = 0;
  /** A bulletin about a round comes after its assessment, and before any later one. */
  const tellUntil = (isBefore: (round: string) => boolean) => {
    for (let next = bulletins[told]; next && isBefore(next.round); next = bulletins[++told]) {
      life.state = TRANSITIONS[life.state].bulletin;
      // Named, although it turned out clean: that is over at once.
      if (life.state === 'clean') life.cleared.set(next.bulletin, life.rounds.at(-1)?.round ?? next.round);
      else life.bulletin = next.bulletin;
    }
  };
  assessed.forEach(({ round, items }, i) => {
    tellUntil(about => about < round);
    const again = items.map(item => isAgain(item, assessed.slice(0, i), rule));
    const event = items.length === 0 ? 'clean-round' : again.includes(true) ? 'deducted-again' : 'deducted';
    life.state = TRANSITIONS[life.state][event];
    if (life.state === 'clean') {
      life.bulletin = null;
      for (const { bulletin } of bulletins.slice(0, told))
        if (!life.cleared.has(bulletin)) life.cleared.set(bulletin, round);
    }
    life.rounds.push({ round, again, state: life.state });
  });
  tellUntil(() => true);
  return life;
}

/** [SP-6] The window counts rounds in which the point was assessed, so a round that left it out changes nothing. */
function isAgain(item: string, before: readonly AssessedRound[], rule: RepeatRule): boolean {
  if (rule === null) return false;
  return before
    .slice(-rule.windowRounds)
    .some(({ items }) => (rule.same === 'point' ? items.length > 0 : items.includes(item)));
}
