/**
 * The wall, scene 总览: map from edge to edge, rails, header, activities. It composes and holds no rule.
 * In: nothing; store, clock and positions come from their contexts. While the ground is not there yet it says what it waits for.
 */
import { useEffect, useMemo, useState } from 'react';
import type { ProfileSettings } from '../../geodata/profile-settings.ts';
import { AlarmBanner } from '../alarm/alarm-banner.tsx';
import { AnsweredAlarm, answeredAlarmHeight, hasAnsweredAlarm } from '../alarm/answered-alarm.tsx';
import { WallSound } from '../alarm/wall-sound.tsx';
import { reloadForMap } from '../connection/page-reload.ts';
import { scaleVariables, useMeasuredWallScale, useWallScale, WallScaleContext } from '../design/use-wall-scale.ts';
import { type Box, boxStyle } from '../design/wall-card.tsx';
import { IncidentPanel } from '../incident/incident-panel.tsx';
import { boundsOf, type Geodata } from '../map/geodata.ts';
import { metresPerPx, overviewCamera } from '../map/overview-camera.ts';
import { useGeodata } from '../map/use-geodata.ts';
import { useMapRecovery } from '../map/use-map-recovery.ts';
import { UnitPanel } from '../patrol/unit-panel.tsx';
import { ProfileContext, profileNames } from '../profile/profile-names.ts';
import { PointPanel } from '../sanitation-point/point-panel.tsx';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { ActivityPanel, Ticker } from './activity.tsx';
import { Legend, MapNotes } from './legend.tsx';
import { LinkNotice } from './link-notice.tsx';
import { createFrameSignal } from './liveness-bar.tsx';
import { SourcesPanel } from './sources-panel.tsx';
import { useNightTheme } from './use-night-theme.ts';
import { WaitingScreen } from './waiting-screen.tsx';
import { WallHeader } from './wall-header.tsx';
import { guardedBoxes, type WallLayout, wallLayout } from './wall-layout.ts';
import { WallMap } from './wall-map.tsx';
import './wall.css';

/** `entered`: the server knows who is here. `onProfile` is told the rules of the subdistrict once they are there. */
export function WallView(props: { entered: boolean; onProfile: (profile: ProfileSettings) => void }) {
  const { entered, onProfile } = props;
  const scale = useMeasuredWallScale();
  const geodata = useGeodata(entered);
  useEffect(() => {
    if (geodata) onProfile(geodata.profile);
  }, [geodata, onProfile]);
  const ready = useWall(state => state.applied !== null);
  return (
    <WallScaleContext value={scale}>
      <div className="wall" style={scaleVariables(scale)} data-density={scale.density}>
        {geodata && ready ? <Overview geodata={geodata} /> : <WaitingScreen />}
      </div>
    </WallScaleContext>
  );
}

function Overview({ geodata }: { geodata: Geodata }) {
  const scale = useWallScale();
  const recovery = useMapRecovery(reloadForMap);
  const lost = useWall(state => state.link.name === 'lost' || state.link.name === 'refused');
  const names = useMemo(() => profileNames(geodata), [geodata]);
  useNightTheme(names.timeZone);
  const frames = useMemo(createFrameSignal, []);
  const layout = useMemo(() => wallLayout(scale, window.innerWidth, window.innerHeight), [scale]);
  const camera = useMemo(
    () => overviewCamera(boundsOf(geodata), window.innerWidth, window.innerHeight, layout.mapMargins),
    [geodata, layout],
  );
  const [zoom, setZoom] = useState(camera.zoom);
  useEffect(() => setZoom(camera.zoom), [camera]);
  const guarded = useMemo(() => guardedBoxes(layout, scale, window.innerWidth, window.innerHeight), [layout, scale]);
  return (
    <ProfileContext value={names}>
      <div className={lost ? 'wall-map lost' : 'wall-map'}>
        {recovery.recovering ? (
          <p className="map-recovering">{say('map.recovering')}</p>
        ) : (
          <WallMap
            key={recovery.generation}
            camera={camera}
            guarded={guarded}
            frames={frames}
            onContextLost={recovery.onContextLost}
            onZoom={setZoom}
          />
        )}
      </div>
      <WallSound>
        <WallHeader layout={layout} frames={frames} />
        <LeftRail layout={layout} />
        <RightRail layout={layout} />
      </WallSound>
      <Legend box={layout.legend} metresPerPx={metresPerPx(camera.center[1], zoom)} />
      {layout.ticker && (
        <div className="wall-ticker" style={boxStyle(layout.ticker)}>
          <Ticker />
          <MapNotes />
        </div>
      )}
      <Strip layout={layout} />
    </ProfileContext>
  );
}

/** The fault of a link stands below the alarms: it hides none of them, and both begin at the same edge. */
function Strip({ layout }: { layout: WallLayout }) {
  const [first, second] = layout.strip;
  const place = ({ left, top, width }: Box) => ({ left, top, width });
  return (
    <>
      <div className="wall-strip" style={place(first)}>
        <AlarmBanner part={second ? 'start' : 'whole'} width={first.width} />
        <LinkNotice />
      </div>
      {second && (
        <div className="wall-strip" style={place(second)}>
          <AlarmBanner part="end" width={second.width} />
        </div>
      )}
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
