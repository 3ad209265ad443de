/** The rails of the scene 总览: what is going on, and with what. In: the layout. On walls with seams the lower boxes hold activities and sources. */
import { AnsweredAlarm, answeredAlarmHeight, hasAnsweredAlarm } from '../alarm/answered-alarm.tsx';
import { useWallScale } from '../design/use-wall-scale.ts';
import { boxStyle } from '../design/wall-card.tsx';
import { IncidentPanel } from '../incident/incident-panel.tsx';
import { UnitPanel } from '../patrol/unit-panel.tsx';
import { PointPanel } from '../sanitation-point/point-panel.tsx';
import { useWall } from '../store/use-store.ts';
import { ActivityPanel } from './activity.tsx';
import { SourcesPanel } from './sources-panel.tsx';
import type { WallLayout } from './wall-layout.ts';

export function OverviewRails({ layout }: { layout: WallLayout }) {
  return (
    <>
      <LeftRail layout={layout} />
      <RightRail layout={layout} />
    </>
  );
}

function LeftRail({ layout }: { layout: WallLayout }) {
  const scale = useWallScale();
  const isAnswered = useWall(hasAnsweredAlarm);
  const [upper, lower] = layout.left;
  const lines = lower ? 1 : 2;
  const answeredHeight = isAnswered ? answeredAlarmHeight(scale, lines) : 0;
  return (
    <>
      <aside className="wall-rail" style={boxStyle(upper!)}>
        <AnsweredAlarm width={upper!.width} lines={lines} />
        <IncidentPanel width={upper!.width} height={upper!.height - answeredHeight} />
      </aside>
      {lower && (
        <aside className="wall-rail" style={boxStyle(lower)}>
          <ActivityPanel
            rows={Math.floor((lower.height - scale.px.kpi * 2) / (scale.px.body * 1.8))}
            ems={lower.width / scale.px.body - 4.6}
          />
        </aside>
      )}
    </>
  );
}

function RightRail({ layout }: { layout: WallLayout }) {
  const [upper, lower] = layout.right;
  if (!upper) return null;
  return (
    <>
      <aside className="wall-rail" style={boxStyle(upper)}>
        <UnitPanel width={upper.width} />
        {!lower && (
          <>
            <PointPanel />
            <SourcesPanel />
          </>
        )}
      </aside>
      {lower && (
        <aside className="wall-rail" style={boxStyle(lower)}>
          <PointPanel short />
          <SourcesPanel />
        </aside>
      )}
    </>
  );
}
