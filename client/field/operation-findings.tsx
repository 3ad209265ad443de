/** What the own squad found, newest first, with how many photos from before and after; photos from after can be added to each. */
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { ShownFinding } from './kept-operation.ts';

export function FindingList(props: {
  findings: readonly ShownFinding[];
  mayAdd: boolean;
  timeZone: string;
  onAfter: (finding: ShownFinding) => void;
}) {
  const { findings, mayAdd, timeZone, onAfter } = props;
  if (findings.length === 0) return null;
  return (
    <>
      <h4>{say('field.op.findings', { n: findings.length })}</h4>
      <ul className="field-stops">
        {findings
          .toSorted((a, b) => b.at - a.at)
          .map(finding => (
            <li key={finding.id} className="field-stop">
              <b>{finding.text}</b>
              <span>
                {clockTime(finding.at, timeZone)}
                {finding.measure && ` · ${finding.measure}`}
                {finding.isKept && ` · ${say('field.box.waits')}`}
              </span>
              <span>{say('field.op.photos', { before: finding.photos, after: finding.photosAfter })}</span>
              {mayAdd && (
                <button type="button" onClick={() => onAfter(finding)}>
                  {say('field.op.add-after-photos')}
                </button>
              )}
            </li>
          ))}
      </ul>
    </>
  );
}
