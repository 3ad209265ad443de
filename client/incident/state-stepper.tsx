/** 受理 to 结案 as a line: what is done and when, what is owed and how long there is still time. */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { HistoryEntry } from './history.ts';
import { clockFace } from './incident-clock.ts';
import { clockText, timeLeftText } from './limit-text.ts';
import { type StepShown, stateSteps } from './state-steps.ts';
import './state-stepper.css';

export function StateStepper({ record, history }: { record: IncidentRecord; history: readonly HistoryEntry[] }) {
  const { steps, branch } = stateSteps(record, history);
  return (
    <div className="stepper">
      {branch && <p className="stepper-branch">{say(`incident.state.${branch}`)}</p>}
      <ol>
        {steps.map(step => (
          <li key={step.step} data-is={step.is} aria-current={step.is === 'current' ? 'step' : undefined}>
            <b>{say(`step.${step.step}`)}</b>
            <StepTime step={step} record={record} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function StepTime({ step, record }: { step: StepShown; record: IncidentRecord }) {
  const now = useServerNow();
  const { timeZone } = useProfile();
  if (step.is === 'done') return <span>{step.at === null ? '' : timeOrDate(step.at, now, timeZone)}</span>;
  if (step.is !== 'current') return <span />;
  const face = clockFace(record, now);
  if (face.name !== 'running') return <span className="limit-none">{clockText(face)}</span>;
  const words =
    face.leftMs < 0
      ? say('limit.over', { over: timeLeftText(-face.leftMs) })
      : say('limit.left', { left: timeLeftText(face.leftMs) });
  // The clock that is due first may be another than the step's own, a report of a sudden event for example.
  const owed = face.limit.step === step.step ? '' : `${say(`limit.step.${face.limit.step}`)} `;
  return <span className={`limit-${face.tone}`}>{owed + words}</span>;
}
