/** K19 of the month in one line: three rates, each with its two numbers and its formula. In: the answer, null = not there yet. */
import { Button as AriaButton } from 'react-aria-components/Button';
import type { OperationsKept } from '../../server/contract/operation-calendar.ts';
import { Tooltip } from '../design/desk/tooltip.tsx';
import { rateText } from '../report/kpi-text.ts';
import { say } from '../wording/wording.ts';

const RATES = ['kept', 'composition', 'arrived'] as const;

export function KeptLine({ kept }: { kept: OperationsKept | null }) {
  return (
    <ul className="kept-line" aria-label={say('calendar.kept')}>
      {RATES.map(rate => (
        <li key={rate}>
          <Tooltip text={say(`calendar.kept.${rate}.formula`)}>
            <AriaButton className="kept-rate">
              {say(`calendar.kept.${rate}`)} <b>{kept ? rateText(kept.total[rate]) : say('value.unknown')}</b>
              {kept && (
                <small>
                  {kept.total[rate].numerator} / {kept.total[rate].denominator}
                </small>
              )}
            </AriaButton>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
