/** Is the own position shared, how old and how exact is it, what waits; the own shift, and its two switches. */
import { ageText, distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { ShiftLine } from './shift-line.tsx';
import type { Field } from './use-field.ts';

/** wall-ux: from here on a place names the wrong street. */
const INEXACT_M = 100;

export function ShareStrip({ field, onTold }: { field: Field; onTold: (sentence: string | null) => void }) {
  const { state, isSharing, ownFix, fixesWaiting } = field;
  return (
    <section className="field-share" aria-label={say('field.share')} data-on={isSharing || undefined}>
      <p role="status">
        <b>{sentence(field)}</b>
        {isSharing && ownFix && (
          <span>
            {say(ownFix.accuracyM > INEXACT_M ? 'field.share.inexact' : 'field.share.exact', {
              distance: distanceText(ownFix.accuracyM),
            })}
          </span>
        )}
        {fixesWaiting > 0 && <span>{say('field.share.waiting', { n: fixesWaiting })}</span>}
      </p>
      {state && <ShiftLine state={state} now={field.now} />}
      <button type="button" onClick={() => void field.share(!isSharing)}>
        {say(isSharing ? 'field.share.stop' : 'field.share.start')}
      </button>
      {state && (
        <button type="button" onClick={() => void field.setDuty(!state.unit.onDuty).then(onTold)}>
          {say(state.unit.onDuty ? 'field.sign-off' : 'field.sign-on')}
        </button>
      )}
    </section>
  );
}

/** What counts is what the server has, not what the phone knows. */
function sentence({ state, isSharing, trouble, now }: Field): string {
  if (!isSharing) return say('field.share.off');
  if (trouble) return say(`field.share.${trouble}`);
  return state?.fix ? say('field.share.shared', { age: ageText(now - state.fix.time) }) : say('field.share.looking');
}
