/** Columns of the register: how the point stands, what and where it is, its score, and the press that picks it. */
import type { RegisteredPoint } from '../../server/contract/scoring-point.ts';
import { Button } from '../design/desk/button.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import type { ProfileNames } from '../profile/profile-names.ts';
import { classOfPoint, classText } from '../sanitation-point/point-class.ts';
import { PointSign } from '../sanitation-point/point-sign.tsx';
import { scoreText } from '../sanitation-point/score-text.ts';
import { say } from '../wording/wording.ts';

export function pointColumns(of: {
  profile: ProfileNames;
  venueType: (id: string) => string;
  picked: ReadonlySet<string>;
  /** Their evidence is on its way. */
  waiting: ReadonlySet<string>;
  onPick: (point: RegisteredPoint) => void;
}): VirtualColumn<RegisteredPoint>[] {
  const { profile, venueType, picked, waiting, onPick } = of;
  return [
    {
      id: 'point',
      name: say('register.point'),
      width: 'minmax(130px, 1.3fr)',
      cell: ({ code, name, venueType: venue }) => (
        <>
          {name}
          <small>
            {code} · {venueType(venue)}
          </small>
        </>
      ),
    },
    {
      id: 'community',
      name: say('register.community'),
      width: 'minmax(74px, 0.8fr)',
      cell: ({ community, responsibleRole, conflict }) => (
        <>
          {profile.community(community)}
          {conflict && <b className="point-odd">{say('register.odd.mark')}</b>}
          <small>{responsibleRole}</small>
        </>
      ),
    },
    {
      id: 'state',
      name: say('register.state'),
      width: '82px',
      cell: point => (
        <span className="point-class">
          <PointSign of={classOfPoint(point)} /> {classText(classOfPoint(point))}
        </span>
      ),
    },
    {
      id: 'score',
      name: say('register.score'),
      width: '42px',
      isNumber: true,
      cell: ({ score, grade }) => (
        <>
          {scoreText(score)}
          <small>{grade}</small>
        </>
      ),
    },
    {
      id: 'pick',
      name: <span className="desk-hidden">{say('spots.pick')}</span>,
      width: '54px',
      cell: point => (
        <Button
          small
          kind={picked.has(point.code) ? 'plain' : 'quiet'}
          label={say(picked.has(point.code) ? 'spots.picked.of' : 'spots.pick.of', { name: point.name })}
          isPending={waiting.has(point.code)}
          onPress={() => onPick(point)}
        >
          {say(picked.has(point.code) ? 'spots.picked' : 'spots.pick')}
        </Button>
      ),
    },
  ];
}
